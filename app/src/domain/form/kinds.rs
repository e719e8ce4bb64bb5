//! The tables: which fields the form of a kind has, in the order in which they are asked.

use super::{
    Part,
    Shape::{
        self, Amount, Code, Count, Date, Flag, Line, Lines, Link, List, Owner, Parts, Perhaps, Place, Quantity, Word,
    },
};
use crate::domain::record::Kind;

/// The kinds that have a form.
pub const KINDS: &[Kind] = &[
    Kind::Site,
    Kind::Project,
    Kind::Transaction,
    Kind::Budget,
    Kind::Training,
    Kind::Aid,
    Kind::Service,
    Kind::Proposal,
    Kind::Indicator,
    Kind::IndicatorValue,
    Kind::Participation,
    Kind::Organisation,
    Kind::Source,
];

/// The fields of a kind's form; `None` for kinds that are not edited in a form.
pub const fn fields(kind: Kind) -> Option<&'static [Part]> {
    Some(match kind {
        Kind::Site => SITE,
        Kind::Project => PROJECT,
        Kind::Transaction => TRANSACTION,
        Kind::Budget => BUDGET,
        Kind::Training => TRAINING,
        Kind::Aid => AID,
        Kind::Service => SERVICE,
        Kind::Proposal => PROPOSAL,
        Kind::Indicator => INDICATOR,
        Kind::IndicatorValue => INDICATOR_VALUE,
        Kind::Participation => PARTICIPATION,
        Kind::Organisation => ORGANISATION,
        Kind::Source => SOURCE,
        _ => return None,
    })
}

/// The control that says what a record of a kind belongs to, and which kinds can be named there; `None` for kinds that belong to
/// nothing.
pub fn owner_control(kind: Kind) -> Option<(&'static str, &'static [Kind])> {
    fields(kind)?.iter().find_map(|part| match part.shape {
        Owner => Some((part.name, &super::OWNERS[..])),
        Link(Kind::Indicator) => Some((part.name, &[Kind::Indicator][..])),
        _ => None,
    })
}

const fn must(name: &'static str, shape: Shape) -> Part {
    Part { name, shape, required: true }
}

const fn may(name: &'static str, shape: Shape) -> Part {
    Part { name, shape, required: false }
}

/// Writes the codes of a code list as a constant.
macro_rules! codes {
    ($list:ty) => {{
        const CODES: [&str; <$list>::ALL.len()] = {
            let mut codes = [""; <$list>::ALL.len()];
            let mut at = 0;
            while at < codes.len() {
                codes[at] = <$list>::ALL[at].code();
                at += 1;
            }
            codes
        };
        &CODES
    }};
}

use crate::domain::{
    funding::TransactionKind, geo::Datum, geo::Precision, money::Bound, money::Currency,
    organisation::OrganisationKind, organisation::Role, pillar::Pillar, project::ProjectKind, project::ProjectStatus,
    quantity::Unit, service::ServiceKind, site::Brand, text::NameStatus, training::TrainingKind,
};

const BOUND: Shape = Code(codes!(Bound), Some("exact"));
const NAME: Shape = Parts(
    &[must("zh", Line), must("en", Line), must("zh_status", Code(codes!(NameStatus), Some("established")))],
    false,
);
const PHRASE: Shape = Parts(&[may("zh", Lines), may("en", Lines)], true);
const PHRASES: Shape = List(&Parts(&[may("zh", Line), may("en", Line)], false));
const CITATIONS: Shape = List(&Parts(
    &[must("source", Link(Kind::Source)), may("paragraph", Count(u16::MAX as u32)), must("locator", Line)],
    false,
));
const PERIOD: Shape = Parts(
    &[
        may("label", Parts(&[may("zh", Line), may("en", Line)], true)),
        may("years", Count(200)),
        may("from", Date),
        may("to", Date),
    ],
    false,
);
const PILLARS: Shape = List(&Code(codes!(Pillar), None));
const SITES: Shape = List(&Link(Kind::Site));
const DIVISIONS: Shape = List(&Link(Kind::Division));
const ORGANISATIONS: Shape = List(&Link(Kind::Organisation));
const BRAND: Shape = Code(codes!(Brand), None);

/// The units in which a number of money can be typed.
pub(super) const MONEY_UNITS: &[&str] = &["yuan", "ten-thousand"];

pub(super) const AMOUNT: &[Part] = &[
    must("number", Line),
    must("unit", Code(MONEY_UNITS, Some("yuan"))),
    must("currency", Code(codes!(Currency), Some("CNY"))),
    must("bound", BOUND),
];
pub(super) const QUANTITY: &[Part] =
    &[must("number", Line), must("unit", Code(codes!(Unit), None)), must("bound", BOUND)];
pub(super) const PLACE: &[Part] = &[
    must("lat", Line),
    must("lng", Line),
    must("datum", Code(codes!(Datum), None)),
    must("precision", Code(codes!(Precision), Some("exact"))),
    must("method", Lines),
    must("source", Link(Kind::Source)),
];

/// Puts the fields that every record has around its own.
macro_rules! form {
    ($name:ident: $($own:expr),+ $(,)?) => {
        const $name: &[Part] = &[
            may("name", NAME), may("summary", PHRASE), $($own,)+
            may("pillars", PILLARS), must("citations", CITATIONS), may("reading_note", Lines),
        ];
    };
    (named $name:ident: $($own:expr),+ $(,)?) => {
        const $name: &[Part] = &[
            must("name", NAME), may("summary", PHRASE), $($own,)+
            must("pillars", PILLARS), must("citations", CITATIONS), may("reading_note", Lines),
        ];
    };
}

/// The pillars of a site follow from the records that belong to it, so that it needs none of its own.
const SITE: &[Part] = &[
    must("name", NAME),
    may("summary", PHRASE),
    must("kind", Word(Kind::Site)),
    must("division", Link(Kind::Division)),
    may("candidate_divisions", DIVISIONS),
    may("brand", BRAND),
    may("location", Place),
    may("pillars", PILLARS),
    must("citations", CITATIONS),
    may("reading_note", Lines),
];
form! { named PROJECT:
    must("kind", Code(codes!(ProjectKind), None)), must("theme", Word(Kind::Project)), may("brand", BRAND),
    must("status", Code(codes!(ProjectStatus), None)), may("sites", SITES), may("divisions", DIVISIONS),
    may("part_of", Link(Kind::Project)), may("grouped_with", List(&Link(Kind::Project))),
    may("stated_amount", Amount), may("start", Date), may("end", Date),
}
form! { TRANSACTION:
    must("of", Owner), must("kind", Code(codes!(TransactionKind), None)), must("amount", Amount),
    may("in_kind", Flag), may("date", Date), may("provider", Link(Kind::Organisation)),
    may("receiver", Link(Kind::Organisation)),
}
form! { BUDGET: must("of", Owner), must("from", Date), must("to", Date), must("amount", Amount) }
form! { named TRAINING:
    must("kind", Code(codes!(TrainingKind), None)), may("subject", PHRASE), may("audience", PHRASE),
    may("place", Line), may("division", Link(Kind::Division)), may("sites", SITES), may("date", Date),
    may("participants", Count(u32::MAX)), may("women", Count(u32::MAX)),
    may("participant_groups", List(&Parts(
        &[may("group", Parts(&[may("zh", Line), may("en", Line)], true)), must("people", Count(u32::MAX))], false,
    ))),
    may("cost", Amount), may("part_of", Link(Kind::Project)),
}
form! { named AID:
    must("kind", Word(Kind::Aid)), may("goods", PHRASES), may("donors", ORGANISATIONS), may("recipients", PHRASE),
    may("divisions", DIVISIONS), may("sites", SITES), may("households", Count(u32::MAX)),
    may("people", Count(u32::MAX)), may("students", Count(u32::MAX)), may("village_committees", Count(u32::MAX)),
    may("value", Amount), may("period", PERIOD), may("date", Date),
}
form! { named SERVICE:
    must("kind", Code(codes!(ServiceKind), None)), may("organiser", Link(Kind::Organisation)),
    may("working_group", Link(Kind::WorkingGroup)), may("divisions", DIVISIONS), may("sites", SITES),
    may("date", Date), may("beneficiaries", Count(u32::MAX)),
}
form! { named PROPOSAL:
    must("kind", Word(Kind::Proposal)), may("count", Count(u32::MAX)), may("bound", Code(codes!(Bound), None)), may("counts", PHRASE),
    may("topics", PHRASES), may("methods", PHRASES), may("adopted", Perhaps), may("divisions", DIVISIONS),
}
form! { named INDICATOR:
    must("of", Owner), must("unit", Code(codes!(Unit), None)), may("ascending", Flag), may("baseline", Quantity),
}
form! { INDICATOR_VALUE:
    must("indicator", Link(Kind::Indicator)), must("from", Date), must("to", Date), may("target", Quantity),
    may("actual", Quantity), may("women", Count(u32::MAX)), may("children", Count(u32::MAX)),
    may("ethnic_minorities", Count(u32::MAX)),
}
form! { PARTICIPATION:
    must("of", Owner), must("organisation", Link(Kind::Organisation)), must("role", Code(codes!(Role), None)),
    may("joint", Flag),
}
form! { named ORGANISATION:
    must("kind", Code(codes!(OrganisationKind), None)), may("level", Word(Kind::Organisation)), may("credit_code", Line),
    may("members", ORGANISATIONS), may("as_printed", Line),
}

/// A source states itself, so it needs no citation, and belongs to no pillar.
const SOURCE: &[Part] = &[
    must("name", NAME),
    may("summary", PHRASE),
    must("kind", Word(Kind::Source)),
    may("file", Line),
    may("author", Parts(&[may("zh", Line), may("en", Line)], true)),
    may("date", Date),
    may("language", Word(Kind::Source)),
    may("translated_from", Word(Kind::Source)),
    may("licence", Lines),
    may("note", Lines),
];
