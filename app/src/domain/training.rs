//! Training held.

use super::{
    money::Amount,
    period::PartialDate,
    quantity::more_than_all,
    rule::Broken,
    slug::Slug,
    text::{Phrase, Text},
};
use crate::entry;
use serde::{Deserialize, Serialize};

crate::code_list! {
    /// The form of a training.
    TrainingKind {
        /// A lasting place of training.
        Base = "base",
        /// A course.
        Course = "course",
        /// A lecture.
        Lecture = "lecture",
        /// Technical support on the spot.
        TechnicalSupport = "technical support",
    }
}

/// A part of the participants, such as women farmers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParticipantGroup {
    /// Who they are.
    pub group: Phrase,
    /// How many they were.
    pub people: u32,
}

/// Whether a part of the participants is no more than all of them.
///
/// # Errors
/// When it is more.
pub fn within(part: u32, participants: u32) -> Result<(), Broken> {
    if part <= participants {
        return Ok(());
    }
    Err(more_than_all())
}

entry! {
    /// A training, course or lecture.
    Training {
        /// Its form.
        pub kind: TrainingKind,
        /// What was taught.
        pub subject: Phrase,
        /// Whom it was for.
        pub audience: Phrase,
        /// Where it was held, in words.
        pub place: Option<Text>,
        /// The division it was held in or for.
        pub division: Option<Slug>,
        /// The sites it belongs to.
        pub sites: Vec<Slug>,
        /// Day, month or year.
        pub date: Option<PartialDate>,
        /// How many took part.
        pub participants: Option<u32>,
        /// How many of them were women.
        pub women: Option<u32>,
        /// Participants by group; groups may overlap.
        pub participant_groups: Vec<ParticipantGroup>,
        /// What it cost.
        pub cost: Option<Amount>,
        /// The project it is part of.
        pub part_of: Option<Slug>,
    }
}
