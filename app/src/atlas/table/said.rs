//! What a single record says of itself, as columns want it.

use crate::domain::{
    language::Language,
    period::PartialDate,
    record::Record,
    site::Brand,
    slug::Slug,
    text::{Name, NameStatus, Text},
};

/// The years that a record itself is dated in: that of its date, or those of its span of time.
pub(super) fn years(record: &Record) -> Vec<u32> {
    let span = |from: Option<&PartialDate>, to: Option<&PartialDate>| {
        let (from, to) = (from.or(to).map(PartialDate::year), to.or(from).map(PartialDate::year));
        from.zip(to).map(|(from, to)| (u32::from(from)..=u32::from(to)).collect()).unwrap_or_default()
    };
    match record {
        Record::Project(project) => span(project.start.as_ref(), project.end.as_ref()),
        Record::Training(training) => span(training.date.as_ref(), None),
        Record::Service(service) => span(service.date.as_ref(), None),
        Record::Transaction(transaction) => span(transaction.date.as_ref(), None),
        Record::Aid(aid) => {
            let period = aid.period.as_ref().filter(|_| aid.date.is_none());
            let from = period.and_then(|period| period.from.as_ref());
            span(aid.date.as_ref().or(from), period.and_then(|period| period.to.as_ref()))
        }
        _ => Vec::new(),
    }
}

/// The organisations that give in a record.
pub(super) fn givers(record: &Record) -> impl Iterator<Item = &Slug> {
    let (many, one): (&[Slug], _) = match record {
        Record::Aid(aid) => (&aid.donors, None),
        Record::Transaction(transaction) => (&[], transaction.provider.as_ref()),
        _ => (&[], None),
    };
    many.iter().chain(one)
}

/// The organisation that receives in a record.
pub(super) fn receiver(record: &Record) -> Option<&Slug> {
    match record {
        Record::Transaction(transaction) => transaction.receiver.as_ref(),
        _ => None,
    }
}

/// The brand that a record itself carries.
pub(super) fn brand(record: &Record) -> Option<Brand> {
    match record {
        Record::Site(site) => site.brand,
        Record::Project(project) => project.brand,
        _ => None,
    }
}

/// The code or words of a record's kind.
pub(super) fn kind_text(record: &Record) -> Text {
    let code = match record {
        Record::Site(record) => return record.kind.clone(),
        Record::Aid(record) => return record.kind.clone(),
        Record::Proposal(record) => return record.kind.clone(),
        Record::WorkingGroup(record) => return record.kind.clone(),
        Record::Division(record) => return record.kind.clone(),
        Record::Transaction(record) => record.kind.code(),
        Record::Project(record) => record.kind.code(),
        Record::Training(record) => record.kind.code(),
        Record::Service(record) => record.kind.code(),
        Record::Organisation(record) => record.kind.code(),
        _ => record.kind().code(),
    };
    text_or(code, "unknown")
}

/// The name of a record; where it has none, the beginning of its summary, or else its slug.
pub(in crate::atlas) fn name(record: &Record) -> Name {
    let head = record.head();
    if let Some(name) = head.name {
        return name.clone();
    }
    let in_language = |language| {
        let said = head.summary.get(language).map(|(text, _)| beginning(text));
        text_or(said.as_deref().unwrap_or_default(), head.id.as_str())
    };
    Name { zh: in_language(Language::Chinese), en: in_language(Language::English), zh_status: NameStatus::Established }
}

/// The most characters of a summary that stand for a name.
const LONGEST: usize = 80;

/// The beginning of a text, with a sign where more follows. No word is cut; Chinese ends anywhere.
fn beginning(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    if all.len() <= LONGEST {
        return text.to_owned();
    }
    let in_word = |at: usize| all[at - 1..=at].iter().all(char::is_ascii_alphanumeric);
    let end = (1..LONGEST).rev().find(|at| !in_word(*at)).unwrap_or(LONGEST - 1);
    let kept: String = all[..end].iter().collect();
    kept.trim_end_matches([' ', ',', ';', '，', '；', '、']).to_owned() + "…"
}

/// The first text, or the second where the first is none. A slug and a code are always a text.
fn text_or(text: &str, otherwise: &str) -> Text {
    Text::new(text).or_else(|_| Text::new(otherwise)).unwrap_or_else(|_| unreachable!("“{otherwise}” is a text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_text_ends_between_words_and_says_that_more_follows() {
        assert_eq!(beginning("A short one."), "A short one.");
        let words = "Together, ".to_owned() + &"demonstration ".repeat(8);
        assert_eq!(beginning(&words), "Together, ".to_owned() + &"demonstration ".repeat(4) + "demonstration…");
        let chinese = beginning(&"同心".repeat(60));
        assert_eq!((chinese.chars().count(), chinese.ends_with("同…")), (LONGEST, true));
        assert_eq!(beginning(&"x".repeat(81)).chars().count(), LONGEST, "one word longer than all");
    }
}
