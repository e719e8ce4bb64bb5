//! What records without a name of their own are called: by what they link and what they say. The one place for it, for what
//! is published and for what is still being typed.

use crate::{
    components::words,
    domain::{
        money::Amount,
        organisation::Role,
        period::PartialDate,
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::Locale,
};
use serde_json::Value;

/// Whether the records of a kind have no name of their own.
pub(crate) const fn is_nameless(kind: Kind) -> bool {
    matches!(kind, Kind::Participation | Kind::Transaction | Kind::Budget | Kind::IndicatorValue)
}

/// What a record of such a kind is called. `body`: its JSON form, in which anything may be missing; `title`: what the records
/// that it links are called. `None` where nothing can be said of it, and for kinds that have names.
pub(crate) fn described(
    locale: Locale,
    kind: Kind,
    body: &Value,
    title: &dyn Fn(&EntryId) -> Option<String>,
) -> Option<String> {
    let of = || title(&serde_json::from_value(body["of"].clone()).ok()?);
    let linked = |kind, field: &str| title(&EntryId::new(kind, Slug::new(body[field].as_str()?).ok()?));
    let amount = || Some(locale.money(&serde_json::from_value::<Amount>(body["amount"].clone()).ok()?));
    let date = |field: &str| PartialDate::new(body[field].as_str()?).ok();
    let span = || span(locale, date("from"), date("to"));
    let parts: Vec<Option<String>> = match kind {
        Kind::Participation => {
            let role = body["role"].as_str().and_then(Role::from_code).map(|role| words::role(locale, role));
            let body = linked(Kind::Organisation, "organisation");
            vec![beside(body, role.map(|role| format!("({role})"))), of()]
        }
        Kind::Transaction => {
            let what = body["kind"].as_str().map(|code| locale.word(code));
            vec![beside(what, amount()), date("date").map(|date| locale.date(&date)), of()]
        }
        Kind::Budget => vec![amount(), span(), of()],
        Kind::IndicatorValue => vec![linked(Kind::Indicator, "indicator"), span()],
        _ => return None,
    };
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// Two parts that belong together.
fn beside(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one} {other}")),
        (one, other) => one.or(other),
    }
}

/// A span of time, of which one end may be missing.
fn span(locale: Locale, from: Option<PartialDate>, to: Option<PartialDate>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) => Some(locale.span(&from, &to)),
        (from, to) => from.or(to).map(|date| locale.date(&date)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use serde_json::json;

    fn said(kind: Kind, body: &Value) -> [Option<String>; 2] {
        let title = |entry: &EntryId| (entry.id.as_str() != "unknown").then(|| format!("<{entry}>"));
        [Language::Chinese, Language::English].map(|language| described(Locale::of(language), kind, body, &title))
    }

    #[test]
    fn they_are_called_by_what_they_link_and_say() {
        let of = json!({ "kind": "project", "id": "a" });
        let part = json!({ "of": of, "organisation": "b", "role": "lead" });
        let [zh, en] = said(Kind::Participation, &part).map(Option::unwrap_or_default);
        assert_eq!((&*zh, &*en), ("<organisation/b> (牵头) · <project/a>", "<organisation/b> (lead) · <project/a>"));
        let value = |from: &str, to: &str| json!({ "indicator": "i", "from": from, "to": to });
        for (from, to, words) in [
            ("2021-01-01", "2021-12-31", "2021"),
            ("2021", "2021", "2021"),
            ("2021-01", "2021-06", "January 2021 – June 2021"),
            ("2021-05", "2021-05", "May 2021"),
            ("2021-01-01", "2022-12-31", "1 January 2021 – 31 December 2022"),
        ] {
            let [_, en] = said(Kind::IndicatorValue, &value(from, to));
            assert_eq!(en, Some(format!("<indicator/i> · {words}")));
        }
        let amount = json!({ "minor": 1_200_000, "currency": "CNY", "bound": "exact" });
        let moved = json!({ "of": of, "kind": "disbursement", "amount": amount, "date": "2021-05" });
        let [zh, _] = said(Kind::Transaction, &moved).map(Option::unwrap_or_default);
        assert!(zh.contains("2021年5月") && zh.ends_with("<project/a>") && !zh.contains("disbursement"), "{zh}");
    }

    #[test]
    fn what_is_missing_is_left_out() {
        assert_eq!(said(Kind::Participation, &json!({ "organisation": "b" }))[1].as_deref(), Some("<organisation/b>"));
        assert_eq!(said(Kind::Participation, &json!({ "organisation": "unknown", "of": null })), [None, None]);
        assert_eq!(said(Kind::Project, &json!({ "of": { "kind": "site", "id": "a" } })), [None, None]);
    }
}
