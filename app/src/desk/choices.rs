//! What a control can name, records and words of the data: what is put into it, and what a person reads beside it.
//!
//! A name stands in the control where it means one record; the server understands it. Where several are called the same the
//! stable name stands there, and beside it what it means.

use super::{Called, values::name};
use crate::{
    domain::{
        form::{OWNERS, WordsInUse},
        language::Language,
        record::{EntryId, Kind, Record},
        slug::Slug,
        text::Name,
    },
    i18n::Locale,
    written::{Question, is_nameless, line_name},
};
use leptos::prelude::*;
use std::collections::HashMap;

/// What a control can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Choosable {
    /// The records of a kind.
    Of(Kind),
    /// Whatever something can belong to.
    Owners,
    /// The words that records of a kind say in a field. Other words can be typed, too.
    Words(Kind, &'static str),
}

impl Choosable {
    fn kinds(&self) -> &[Kind] {
        match self {
            Self::Of(kind) => std::slice::from_ref(kind),
            Self::Owners => &OWNERS,
            Self::Words(..) => &[],
        }
    }

    /// The stable name as it stands in such a control.
    fn code(self, entry: &EntryId) -> String {
        match self {
            Self::Of(_) => entry.id.to_string(),
            Self::Owners | Self::Words(..) => entry.to_string(),
        }
    }

    /// The id of the list of candidates.
    fn list_id(self) -> String {
        match self {
            Self::Of(kind) => format!("all-{kind}"),
            Self::Owners => "all-owners".to_owned(),
            Self::Words(kind, field) => format!("all-{kind}-{field}"),
        }
    }
}

/// One record or word that can be chosen.
struct Choice {
    /// What stands in the control.
    value: String,
    /// What it is called.
    name: String,
    /// What it is found by besides.
    more: String,
}

/// What a control can name, by the stable name of a record, or by the word.
pub(super) struct Choices {
    what: Choosable,
    all: Vec<Choice>,
    /// The place of each by the stable name.
    places: HashMap<String, usize>,
}

impl Choices {
    /// What is published, and the new entries of the same change.
    pub(super) fn of(question: &Question<'_>, what: Choosable, own: &[(EntryId, Option<Called>)]) -> Self {
        if let Choosable::Words(kind, field) = what {
            return Self::words(question, what, kind, field);
        }
        let (records, language) = (question.atlas.records(), question.language());
        let published: Vec<_> = records.iter().filter(|record| what.kinds().contains(&record.kind())).collect();
        let mut called: HashMap<&str, u32> = HashMap::new();
        for name in published.iter().filter_map(|record| record.head().name) {
            *called.entry(&name.zh).or_default() += 1;
            if name.zh != name.en {
                *called.entry(&name.en).or_default() += 1;
            }
        }
        let mut choices = Self { what, all: Vec::new(), places: HashMap::new() };
        for record in &published {
            let (entry, own_name) = (record.entry_id(), record.head().name);
            let code = what.code(&entry);
            let alone = own_name.filter(|_| !is_nameless(entry.kind)).map(|name| name.get(language));
            // A name that reads like a stable name would be taken for that.
            let alone = alone.filter(|name| called.get(name) == Some(&1) && Slug::new(*name).is_err());
            let value = alone.map_or_else(|| code.clone(), str::to_owned);
            let more = own_name.map_or_else(String::new, |name| found_by(name, language));
            let name = line_name(question.atlas, question.locale, &entry);
            // Several are called so: what it lies in or belongs to tells which one it is.
            let around = if value == code { lies_in(record) } else { None };
            let name = match around.map(|around| line_name(question.atlas, question.locale, &around)) {
                Some(around) => format!("{name} · {around}"),
                None => name,
            };
            choices.add(code, Choice { value, name, more });
        }
        for (entry, new) in own.iter().filter(|(entry, _)| what.kinds().contains(&entry.kind)) {
            let code = what.code(entry);
            let name = new.as_ref().map_or_else(|| name(question, entry), |new| new.get(question.locale).to_owned());
            choices.add(code.clone(), Choice { value: code, name, more: String::new() });
        }
        choices
    }

    /// The words in use. One stands in the control as pages print it, where that is understood as it.
    fn words(question: &Question<'_>, what: Choosable, kind: Kind, field: &str) -> Self {
        let words = WordsInUse::of(question.atlas.records(), kind, field);
        let other = match question.language() {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        };
        let mut choices = Self { what, all: Vec::new(), places: HashMap::new() };
        for word in words.iter() {
            let name = question.locale.label(word);
            let value = if words.meant(&name) == word.as_str() { name.clone() } else { word.to_string() };
            let chinese = Locale::of(Language::Chinese).word(word);
            let more = format!("{} ({})", Locale::of(other).label(word), pinyin(&chinese));
            choices.add(word.to_string(), Choice { value, name, more });
        }
        choices
    }

    fn add(&mut self, code: String, choice: Choice) {
        self.places.insert(code, self.all.len());
        self.all.push(choice);
    }

    /// What stands in a control for what was typed, and what is said beside it where that is no name.
    pub(super) fn shown(&self, typed: &str) -> (String, Option<String>) {
        match self.places.get(typed).and_then(|place| self.all.get(*place)) {
            Some(choice) => (choice.value.clone(), (choice.value != choice.name).then(|| choice.name.clone())),
            None => (typed.to_owned(), None),
        }
    }

    /// The id of the list of candidates.
    pub(super) fn list_id(&self) -> String {
        self.what.list_id()
    }

    /// The list of candidates for the form of an entry: nothing belongs to itself, but a source can be stated in itself.
    pub(super) fn list(&self, entry: &EntryId) -> AnyView {
        let itself = self.what.kinds().contains(&entry.kind) && entry.kind != Kind::Source;
        let itself = self.places.get(&self.what.code(entry)).filter(|_| itself);
        let options = self
            .all
            .iter()
            .enumerate()
            .filter(|(place, _)| itself != Some(place))
            .map(|(_, choice)| choice)
            .map(|Choice { value, name, more }| {
                let words = if value == name { more.clone() } else { format!("{name} {more}") };
                view! { <option value=value.clone()>{words}</option> }
            })
            .collect_view();
        view! { <datalist id=self.list_id()>{options}</datalist> }.into_any()
    }
}

/// What tells a record from others of its name.
fn lies_in(record: &Record) -> Option<EntryId> {
    match record {
        Record::Division(division) => division.parent.clone(),
        Record::Site(site) => Some(site.division.clone()),
        Record::Project(project) => project.divisions.first().cloned(),
        Record::Training(training) => training.division.clone(),
        Record::Service(service) => service.divisions.first().cloned(),
        Record::Proposal(proposal) => proposal.divisions.first().cloned(),
        other => return other.owner(),
    }
    .map(|division| EntryId::new(Kind::Division, division))
}

/// What a record is found by besides its name: that in the other language, and pinyin.
fn found_by(name: &Name, language: Language) -> String {
    let other = if language == Language::Chinese { &name.en } else { &name.zh };
    format!("{other} ({})", pinyin(&name.zh))
}

/// Pinyin without tones, as it is typed.
fn pinyin(chinese: &str) -> String {
    use ::pinyin::ToPinyin;
    let pinyin: String = chinese.to_pinyin().flatten().map(|syllable| syllable.plain()).collect();
    // On a keyboard ü is v.
    pinyin.replace('ü', "v")
}
