//! The keys of the texts of drafts, forms and reviews. They stand apart, so that no reader downloads them.

use super::{FieldTexts, sentence_case};

/// Every text of drafts, forms and reviews, in one language. `{}` marks a place that is filled in.
#[allow(missing_docs, reason = "the key and the English text say what it is")]
pub struct DraftTexts {
    pub add_entry: &'static str,
    pub all_fields_done: &'static str,
    pub another_site: &'static str,
    pub answer_of_official: &'static str,
    pub approve: &'static str,
    pub approve_own: &'static str,
    pub archive: &'static str,
    pub archive_reason: &'static str,
    pub archive_undo: &'static str,
    pub asked_before: &'static str,
    pub by_whom: &'static str,
    pub changes: &'static str,
    pub choose: &'static str,
    pub closed: &'static str,
    pub closed_form: &'static str,
    pub unavailable: &'static str,
    pub complete: &'static str,
    pub conflict_first: &'static str,
    pub conflict_intro: &'static str,
    pub conflict_ours: &'static str,
    pub conflict_theirs: &'static str,
    pub conflicts: &'static str,
    pub datum_hint: &'static str,
    pub decided_change: &'static str,
    pub decided_published: &'static str,
    pub decided_returned: &'static str,
    pub decided_same: &'static str,
    pub draft: &'static str,
    pub draft_intro: &'static str,
    pub edit: &'static str,
    pub edit_intro: &'static str,
    pub effect: &'static str,
    pub effect_none: &'static str,
    pub empty_change: &'static str,
    pub entries: &'static str,
    pub field_now: &'static str,
    pub field_was: &'static str,
    pub edit_done: &'static str,
    pub find: &'static str,
    pub find_hint: &'static str,
    pub find_kind: &'static str,
    pub find_none: &'static str,
    pub find_standing: &'static str,
    pub found: &'static str,
    pub home: &'static str,
    pub home_intro: &'static str,
    pub home_intro_official: &'static str,
    pub home_none: &'static str,
    pub home_none_official: &'static str,
    pub last_change: &'static str,
    pub leave_out: &'static str,
    pub leave_out_entry: &'static str,
    pub left_by: &'static str,
    pub left_go_on: &'static str,
    pub make_new: &'static str,
    pub map_appears: &'static str,
    pub map_around: &'static str,
    pub map_changed: &'static str,
    pub map_directions: [&'static str; 8],
    pub map_effect: &'static str,
    pub map_effect_hint: &'static str,
    pub map_effect_none: &'static str,
    pub map_goes: &'static str,
    pub map_gone: &'static str,
    pub map_more: &'static str,
    pub map_moves: &'static str,
    pub map_new: &'static str,
    pub map_now: &'static str,
    pub map_precision: &'static str,
    pub map_ring_comes: &'static str,
    pub map_ring_goes: &'static str,
    pub map_units: (&'static str, &'static str),
    pub map_was: &'static str,
    pub must_reason: &'static str,
    pub new_entry: &'static str,
    pub new_intro: &'static str,
    pub new_intro_nameless: &'static str,
    pub no: &'static str,
    pub no_drafts: &'static str,
    pub no_review: &'static str,
    pub not_saved_yet: &'static str,
    pub not_stated: &'static str,
    pub old_draft: &'static str,
    pub open_changes: &'static str,
    pub others_type: &'static str,
    pub changed_meanwhile: &'static str,
    pub begin_closed: &'static str,
    pub begin_others: &'static str,
    pub taken_back: &'static str,
    pub taken_back_why: &'static str,
    pub others_also: &'static str,
    pub problem_too_long: &'static str,
    pub problem_unknown_field: &'static str,
    pub problem_unreadable: &'static str,
    pub problems: &'static str,
    pub publish_own_intro: &'static str,
    pub reason: &'static str,
    pub reason_answer: &'static str,
    pub reason_missing: &'static str,
    /// Before the entries that name what is to be archived.
    pub named_by: &'static str,
    pub refers_to_missing: &'static str,
    pub return_entry: &'static str,
    pub return_it: &'static str,
    pub return_reason: &'static str,
    pub review: &'static str,
    pub review_intro: &'static str,
    pub review_one: &'static str,
    pub event_approved: &'static str,
    pub event_returned: &'static str,
    pub event_submitted: &'static str,
    pub event_withdrawn: &'static str,
    pub rule_amount: &'static str,
    pub rule_count: &'static str,
    pub rule_date: &'static str,
    pub rule_few: &'static str,
    pub rule_latitude: &'static str,
    pub rule_link: &'static str,
    pub rule_longitude: &'static str,
    pub rule_number: &'static str,
    pub rule_word: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub send: &'static str,
    pub sent_again: &'static str,
    pub sent_waits: &'static str,
    pub sources: &'static str,
    pub standing_incomplete: &'static str,
    pub standing_open: &'static str,
    pub standing_returned: &'static str,
    pub state_approved: &'static str,
    pub state_archived: &'static str,
    pub state_draft: &'static str,
    pub state_published: &'static str,
    pub state_returned: &'static str,
    pub state_submitted: &'static str,
    pub state_withdrawn: &'static str,
    pub this_change: &'static str,
    pub archive_belongings: &'static str,
    pub include: &'static str,
    pub reopen: &'static str,
    pub withdrawn_stands: &'static str,
    pub stranger: &'static str,
    pub stranger_add: &'static str,
    pub discard: &'static str,
    pub withdraw: &'static str,
    pub words: &'static str,
    pub worked_on_by: &'static str,
    pub yes: &'static str,
    /// What fields are called.
    pub fields: &'static FieldTexts,
    /// What the parts of fields are called, and fields of which a form has to say more.
    pub labels: &'static [(&'static str, &'static str)],
    /// What codes are called that stand in forms alone, or are called otherwise there.
    pub codes: &'static [(&'static str, &'static str)],
    /// What the kinds of records that have a form are called.
    pub kinds: &'static [(&'static str, &'static str)],
}

impl DraftTexts {
    /// What the control at a path is called: its field, the row of a list, and the part, such as “Sites 2”.
    pub fn label(&self, path: &str) -> String {
        let mut label = String::new();
        for segment in path.split('.') {
            let words = match segment.parse::<usize>() {
                Ok(row) => format!(" {}", row + 1),
                Err(_) => {
                    let own = self.labels.iter().find(|(name, _)| *name == segment).map(|(_, words)| *words);
                    let known = own.or_else(|| self.fields.label(segment)).unwrap_or(segment);
                    if label.is_empty() { known.to_owned() } else { format!(" · {known}") }
                }
            };
            label.push_str(&words);
        }
        sentence_case(&label)
    }

    /// The same below the heading of its field, which says the rest: what is only heard, and what is seen. A field with a
    /// single control has no heading, and a row of a list with several controls is numbered beside them.
    pub fn label_parts(&self, path: &str) -> (String, String) {
        let mut segments = path.split('.');
        let Some(field) = segments.next() else { return Default::default() };
        let rest: Vec<&str> = segments.collect();
        let (above, own) = match *rest {
            [] => return (String::new(), self.label(path)),
            [row, ref parts @ ..] if row.parse::<usize>().is_ok() && !parts.is_empty() => {
                (format!("{} · ", self.label(&format!("{field}.{row}"))), parts)
            }
            [row] if row.parse::<usize>().is_ok() => return (format!("{} ", self.label(field)), Self::number(row)),
            ref parts => (format!("{} · ", self.label(field)), parts),
        };
        (above, self.label(&own.join(".")))
    }

    /// The number of a row, which is counted from 0 in a path.
    fn number(row: &str) -> String {
        row.parse::<usize>().map_or_else(|_| row.to_owned(), |row| (row + 1).to_string())
    }

    /// What a code is called in a form; `None` where it is called as everywhere.
    pub fn code(&self, code: &str) -> Option<&'static str> {
        self.codes.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
    }

    /// What a kind is called.
    pub fn kind(&self, code: &str) -> &'static str {
        self.kinds.iter().find(|(name, _)| *name == code).map_or("", |(_, words)| words)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        domain::{
            form::{KINDS, Part, Shape, composed_parts, fields},
            language::Language,
        },
        i18n::Locale,
    };

    /// The names of all parts below some, without those above them.
    fn names(parts: &[Part], found: &mut Vec<&'static str>) {
        for part in parts {
            found.push(part.name);
            let mut shape = part.shape;
            while let Shape::List(item) = shape {
                shape = *item;
            }
            match shape {
                Shape::Parts(parts, _) => names(parts, found),
                other => names(composed_parts(other).unwrap_or_default(), found),
            }
        }
    }

    #[test]
    fn every_control_has_words_in_both_languages() {
        let mut found = Vec::new();
        KINDS.iter().for_each(|kind| names(fields(*kind).expect("a form"), &mut found));
        assert!(found.contains(&"locator") && found.contains(&"lat"), "{found:?}");
        for language in [Language::Chinese, Language::English] {
            let texts = Locale::of(language).drafts();
            for name in &found {
                let known = texts.labels.iter().any(|(known, _)| known == name) || texts.fields.label(name).is_some();
                assert!(known, "{name} has no word in {language:?}");
            }
        }
    }

    #[test]
    fn labels_begin_with_a_capital() {
        let texts = Locale::of(Language::English).drafts();
        assert_eq!(texts.label("stated_amount.number"), "Stated amount · number");
        assert_eq!(texts.label("sites.1"), "Sites 2");
        assert_eq!(Locale::of(Language::Chinese).drafts().label("sites.1"), "示范点 2");
    }

    #[test]
    fn a_label_below_a_heading_does_not_repeat_it() {
        let texts = Locale::of(Language::English).drafts();
        for (path, heard, seen) in [
            ("status", "", "Status"),
            ("name.zh", "Name · ", "Chinese"),
            ("sites.1", "Sites ", "2"),
            ("citations.0.locator", "Source of what is stated 1 · ", "Place in the source"),
            ("participant_groups.1.group.en", "Participants by group 2 · ", "Group · English"),
        ] {
            assert_eq!(texts.label_parts(path), (heard.to_owned(), seen.to_owned()));
        }
    }
}
