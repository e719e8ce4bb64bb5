//! How an archived entry comes back: with what was archived together with it, as far as that can.

use super::restore;
use crate::{
    desk::field_words,
    domain::record::{EntryId, Record},
    i18n::fill,
    written::{Question, record_line},
};
use leptos::prelude::*;

/// What comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Back {
    /// The revision of the entry itself: the last one before it was archived.
    pub revision: u32,
    /// What was archived together with it and can come back with it, each as it was.
    pub coming: Vec<Record>,
    /// What cannot.
    pub staying: Vec<Staying>,
}

/// A record that cannot come back with its entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Staying {
    /// The record as it was.
    pub record: Record,
    /// What it names and is not published; nothing for one that no form is for.
    pub missing: Vec<EntryId>,
}

impl Back {
    /// The form that brings the entry back. `path`: where it is sent; `key`: names one sending.
    pub(super) fn form(&self, question: &Question<'_>, path: &str, key: String) -> AnyView {
        let texts = question.locale.monitor();
        let boxes = self.coming.iter().map(|record| {
            let (entry, words) = (record.entry_id().to_string(), called(question, record));
            view! { <label class="tick"><input type="checkbox" name="with" value=entry checked/> {words}</label> }
        });
        let boxes = boxes.collect_view();
        let boxes = (!self.coming.is_empty())
            .then(|| view! { <fieldset><legend>{texts.bring_back_with}</legend>{boxes}</fieldset> }.into_any());
        let words = (texts.bring_back, texts.bring_back_hint);
        let form = restore(path, self.revision, key, words, "bring-back".into(), boxes);
        let staying = self.staying.iter().map(|one| view! { <li>{one.sentence(question)}</li> }).collect_view();
        let staying = (!self.staying.is_empty()).then(|| view! { <ul class="staying">{staying}</ul> });
        view! { {form} {staying} }.into_any()
    }

    /// What comes back with an older revision of the entry: all of it.
    pub(super) fn all_hidden(&self) -> AnyView {
        let fields = self.coming.iter().map(|record| {
            view! { <input type="hidden" name="with" value=record.entry_id().to_string()/> }
        });
        fields.collect_view().into_any()
    }
}

impl Staying {
    fn sentence(&self, question: &Question<'_>) -> String {
        let (locale, called) = (question.locale, called(question, &self.record));
        if self.missing.is_empty() {
            return fill(locale.monitor().stays_without_form, &[&called]);
        }
        let missing = self.missing.iter().map(|entry| field_words::name(locale, question.atlas, entry));
        let missing = missing.collect::<Vec<_>>().join(locale.list_separator);
        fill(locale.monitor().stays, &[&called, &missing])
    }
}

/// A record by its kind and by what it says.
fn called(question: &Question<'_>, record: &Record) -> String {
    let locale = question.locale;
    let (line, kind) = (record_line(question.atlas, locale, record), record.kind());
    match locale.drafts().kind(kind.code()) {
        "" => line,
        kind => format!("{line} · {kind}"),
    }
}
