//! What a change would do to the totals of the lists.

use crate::{
    atlas::{
        query::Subject,
        view::{Reason, RuleId, Total, TotalValue},
    },
    components::words,
    i18n::{Locale, fill},
};
use leptos::prelude::*;

/// A total that differs. One of the two is missing where the list has no such total before or after.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalChange {
    /// Of which list.
    pub subject: Subject,
    /// By which rule.
    pub rule: RuleId,
    /// Before the change.
    pub before: Option<Total>,
    /// After it.
    pub after: Option<Total>,
}

/// The totals that differ, in a table.
pub(super) fn part(locale: Locale, effect: &[TotalChange]) -> impl IntoView + use<> {
    let texts = locale.drafts();
    let rows = effect
        .iter()
        .map(|change| {
            let rule = words::rule(locale, change.rule);
            // What the rows are says only their list; for others it is said where two would look alike.
            let alike = effect.iter().filter(|other| other.rule == change.rule).count() > 1;
            let label = if alike || change.rule == RuleId::Rows {
                format!("{} · {rule}", words::subject(locale, change.subject))
            } else {
                rule.to_owned()
            };
            let reasons = change.reasons();
            let [was, now] = [(&change.before, &change.after), (&change.after, &change.before)]
                .map(|(total, other)| side(locale, total.as_ref(), other.as_ref(), &reasons));
            view! { <tr><th scope="row">{label}</th><td data-column=texts.field_was><del>{was}</del></td><td data-column=texts.field_now><ins>{now}</ins></td></tr> }
        })
        .collect_view();
    let table = if effect.is_empty() {
        view! { <p class="hint">{texts.effect_none}</p> }.into_any()
    } else {
        view! { <div class="table-frame"><table class="desk-changes"><tbody>{rows}</tbody></table></div> }.into_any()
    };
    view! { <section><h2>{texts.effect}</h2>{table}</section> }
}

impl TotalChange {
    /// The reasons for which another number of records is left out.
    fn reasons(&self) -> Vec<Reason> {
        let left_out = |total: &Option<Total>, reason| total.as_ref().map_or(0, |total| left_out(total, reason));
        let differs = |reason: &&Reason| left_out(&self.before, **reason) != left_out(&self.after, **reason);
        Reason::ALL.iter().filter(differs).copied().collect()
    }
}

fn left_out(total: &Total, reason: Reason) -> u32 {
    total.left_out.iter().filter(|(other, _)| *other == reason).map(|(_, count)| count).sum()
}

/// One side of a change: the value, of how many records it is a sum, and what of that is left out that is not on the other
/// side.
fn side(locale: Locale, total: Option<&Total>, other: Option<&Total>, reasons: &[Reason]) -> String {
    let number = |number: u32| locale.number(i64::from(number));
    let Some(total) = total else {
        let counts = other.is_some_and(|other| matches!(other.value, Some(TotalValue::Count(_))));
        return if counts { number(0) } else { locale.total_none.to_owned() };
    };
    let (at_least, value) = words::total(locale, total);
    let mut parts = vec![at_least.into_iter().chain([&*value]).collect::<Vec<_>>().join(" ")];
    if !matches!(total.value, Some(TotalValue::Count(_))) {
        parts.push(format!("{}{}", locale.counted, locale.count(total.counted, locale.count_records)));
    }
    let left_out = reasons.iter().map(|reason| {
        let labelled = fill(locale.labelled, &[words::reason(locale, *reason), &number(left_out(total, *reason))]);
        format!("{}{labelled}", locale.left_out)
    });
    parts.into_iter().chain(left_out).collect::<Vec<_>>().join(" · ")
}
