//! What the fields of records are called.

/// Declares the texts: one for each field of the JSON form of any record.
macro_rules! fields {
    ($($field:ident),+ $(,)?) => {
        /// The names of the fields of records, as they stand in the middle of a sentence.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "each is the name of the field that it is named after")]
        pub struct FieldTexts { $(pub $field: &'static str),+ }

        impl FieldTexts {
            /// The name of a field; `None` for one that no record has.
            pub fn label(&self, field: &str) -> Option<&'static str> {
                match field {
                    $(stringify!($field) => Some(self.$field),)+
                    _ => None,
                }
            }
        }
    };
}

fields! {
    actual, adopted, amount, as_printed, ascending, audience, author, baseline, beneficiaries, bound, brand, candidate_divisions, children, citations, code, code_source, code_year, content_hash, cost, count, counts, credit, credit_code, date, description, division, divisions, donors, end, ethnic_minorities, fictional, file, from, garbled, goods, grouped_with, head, height, households, in_kind, indicator, joint, kind, language, lead, level, licence, lines, location, map_approval, map_credit, may_be_contained_in, media_type, members, methods, name, named_in_source, note, of, organisation, organisations, organiser, parent, part_of, participant_groups, participants, people, period, pillars, pinyin, place, provider, quantity, rank, reading_note, receiver, recipients, role, sites, start, stated_amount, status, students, subject, summary, taken, target, theme, to, topics, translated_from, unit, valid_from, valid_to, value, village_committees, width, women, working_group, zh_status,
}
