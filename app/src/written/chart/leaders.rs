//! The captions of charts name who is first, and all who are.

use crate::i18n::{Locale, fill};

/// The most that are named one by one; of more that are equal their number is said.
const NAMED: usize = 3;

/// Who has most, and how much: the name of one, the names of a few that are equal, or how many these are, in the words
/// `counted`. `None` where there is nobody.
pub(super) fn leaders(
    locale: Locale,
    all: impl IntoIterator<Item = (String, i64)>,
    say: impl Fn(i64) -> String,
    counted: &str,
) -> Option<String> {
    let all: Vec<(String, i64)> = all.into_iter().collect();
    let most = all.iter().map(|(_, value)| *value).max()?;
    let first: Vec<String> = all.into_iter().filter(|(_, value)| *value == most).map(|(name, _)| name).collect();
    let much = say(most);
    Some(match &*first {
        [one] => fill(locale.in_brackets, &[one, &much]),
        few if few.len() <= NAMED => fill(locale.pages().each, &[&few.join(locale.list_separator), &much]),
        many => fill(locale.pages().each, &[&locale.count(many.len() as u32, counted), &much]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn all_who_are_first_are_named_or_counted() {
        let said = |language, values: &[i64]| {
            let all = ["a", "b", "c", "d"].map(str::to_owned).into_iter().zip(values.iter().copied());
            let locale = Locale::of(language);
            leaders(locale, all, |value| locale.number(value), locale.count_sites)
        };
        assert_eq!(said(Language::English, &[]), None);
        assert_eq!(said(Language::English, &[1, 3, 2]).as_deref(), Some("b (3)"));
        assert_eq!(said(Language::English, &[3, 3, 2]).as_deref(), Some("a; b (3 each)"));
        assert_eq!(said(Language::English, &[3, 3, 3, 3]).as_deref(), Some("4 sites (3 each)"));
        assert_eq!(said(Language::Chinese, &[3, 3, 3, 3]).as_deref(), Some("4个示范点（各 3）"));
    }
}
