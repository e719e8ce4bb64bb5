//! What entries are called that are not published, but made by a change.

use crate::{
    atlas::Atlas,
    domain::{
        draft::{Draft, DraftEntry},
        form::{Around, Raws, effective, read_entry},
        language::Language,
        record::EntryId,
    },
    i18n::Locale,
    written::{described, line_name},
};
use serde_json::Value;

/// What an entry is called in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    zh: String,
    en: String,
}

impl Called {
    /// What an entry of a draft is called: as it was typed, or else by what it links and says so far. `former`: what an
    /// archived one said that is brought back. `None` for one that is called as it is published.
    pub fn of(atlas: &Atlas, draft: &Draft, part: &DraftEntry, former: Option<&Value>) -> Option<Self> {
        let published = part.base.0 != 0 && atlas.records().get(&part.entry).is_some();
        let called = |language| in_language(Locale::of(language), atlas, draft, part, former);
        (!published).then(|| Self { zh: called(Language::Chinese), en: called(Language::English) })
    }

    /// In the language of a page.
    pub fn get(&self, locale: Locale) -> &str {
        if locale.is_chinese() { &self.zh } else { &self.en }
    }
}

/// The names that were typed for the new entries of a change, by which its forms can name them.
pub fn names_typed(draft: &Draft) -> Vec<(EntryId, String)> {
    let new = draft.entries.iter().filter(|part| part.base.0 == 0);
    let names = new.flat_map(|part| ["name.zh", "name.en"].map(|path| (&part.entry, part.typed.get(path))));
    let typed = names.filter_map(|(entry, raw)| Some((entry.clone(), raw?.trim().to_owned())));
    typed.filter(|(_, name)| !name.is_empty()).collect()
}

/// The name that was typed; in the other language where it is missing in this one.
fn typed(locale: Locale, raws: &Raws) -> Option<String> {
    let paths = if locale.is_chinese() { ["name.zh", "name.en"] } else { ["name.en", "name.zh"] };
    let typed = paths.into_iter().filter_map(|path| raws.get(path)).map(|raw| raw.trim());
    typed.filter(|raw| !raw.is_empty()).map(str::to_owned).next()
}

fn in_language(locale: Locale, atlas: &Atlas, draft: &Draft, part: &DraftEntry, former: Option<&Value>) -> String {
    let kind = part.entry.kind;
    let own: Vec<EntryId> = draft.entries.iter().map(|part| part.entry.clone()).collect();
    let raws = effective(kind, former, &part.typed);
    let names = names_typed(draft);
    let body = read_entry(kind, &raws, &Around::new(atlas.records(), &own).calling(&names)).fields.into();
    let title = |entry: &EntryId| match atlas.records().get(entry) {
        Some(_) => Some(line_name(atlas, locale, entry)),
        None => typed(locale, &draft.entry(entry)?.typed),
    };
    let texts = locale.drafts();
    let unknown = || match part.base.0 {
        0 => format!("{} · {}", texts.new_entry, texts.kind(kind.code())),
        _ => format!("{} “{}”", texts.kind(kind.code()), part.entry.id),
    };
    typed(locale, &raws).or_else(|| described(locale, kind, &body, &title)).unwrap_or_else(unknown)
}
