//! The words for code lists in the language of the page.

use crate::{
    atlas::query::{Notice, Problem, Sort, Subject},
    atlas::view::{FacetField, FacetValue, Reason, RuleId, Total, TotalValue},
    domain::{
        figure::FigureStatus, geo::Precision, money::Bound, organisation::Role, pillar::Pillar, project::ProjectStatus,
    },
    i18n::{Locale, fill},
};

/// The words for a pillar.
pub const fn pillar(locale: Locale, pillar: Pillar) -> &'static str {
    let texts = locale.texts();
    match pillar {
        Pillar::Organisation => texts.pillar_organisation,
        Pillar::Projects => texts.pillar_projects,
        Pillar::Training => texts.pillar_training,
        Pillar::Proposals => texts.pillar_proposals,
        Pillar::Livelihood => texts.pillar_livelihood,
    }
}

/// The words for a role.
pub const fn role(locale: Locale, role: Role) -> &'static str {
    let texts = locale.texts();
    match role {
        Role::Funding => texts.role_funding,
        Role::Accountable => texts.role_accountable,
        Role::Extending => texts.role_extending,
        Role::Implementing => texts.role_implementing,
        Role::Lead => texts.role_lead,
        Role::Signatory => texts.role_signatory,
        Role::Broker => texts.role_broker,
        Role::Proposer => texts.role_proposer,
        Role::Partner => texts.role_partner,
        Role::Donor => texts.role_donor,
    }
}

/// The words for a project's status.
pub const fn status(locale: Locale, status: ProjectStatus) -> &'static str {
    let texts = locale.texts();
    match status {
        ProjectStatus::Identified => texts.status_identified,
        ProjectStatus::IntentionAgreement => texts.status_intention,
        ProjectStatus::AgreementSigned => texts.status_signed,
        ProjectStatus::UnderWay => texts.status_under_way,
        ProjectStatus::CarriedOut => texts.status_carried_out,
        ProjectStatus::Completed => texts.status_completed,
        ProjectStatus::Suspended => texts.status_suspended,
        ProjectStatus::Unknown => texts.status_unknown,
    }
}

/// The words for how exactly a place is known.
pub const fn precision(locale: Locale, precision: Precision) -> &'static str {
    let texts = locale.texts();
    match precision {
        Precision::Exact => texts.precision_exact,
        Precision::Village => texts.precision_village,
        Precision::TownshipSeat => texts.precision_township_seat,
        Precision::Township => texts.precision_township,
        Precision::County => texts.precision_county,
    }
}

/// The words for how far a figure can be relied on.
pub const fn figure_status(locale: Locale, status: FigureStatus) -> &'static str {
    let texts = locale.texts();
    match status {
        FigureStatus::Reported => texts.figure_reported,
        FigureStatus::Checked => texts.figure_checked,
        FigureStatus::Estimated => texts.figure_estimated,
        FigureStatus::DoubtfulReading => texts.figure_doubtful,
    }
}

/// What the list shows, in one word.
pub const fn subject(locale: Locale, subject: Subject) -> &'static str {
    let texts = locale.texts();
    match subject {
        Subject::Sites => texts.subject_sites,
        Subject::Projects => texts.subject_projects,
        Subject::Trainings => texts.subject_trainings,
        Subject::Aid => texts.subject_aid,
        Subject::Proposals => texts.subject_proposals,
        Subject::Services => texts.subject_services,
        Subject::Organisations => texts.subject_organisations,
        Subject::WorkingGroups => texts.subject_working_groups,
        Subject::Townships => texts.section_townships,
        Subject::Funding => texts.section_funding,
    }
}

/// A number of rows of a subject, such as “12 projects”.
pub fn counted(locale: Locale, subject: Subject, count: u32) -> String {
    let texts = locale.texts();
    let words = match subject {
        Subject::Sites => texts.count_sites,
        Subject::Projects => texts.count_projects,
        Subject::Trainings => texts.count_trainings,
        Subject::Aid => texts.count_aid,
        Subject::Proposals => texts.count_proposals,
        Subject::Services => texts.count_services,
        Subject::Organisations => texts.count_organisations,
        Subject::WorkingGroups => texts.count_working_groups,
        Subject::Townships => texts.count_townships,
        Subject::Funding => texts.count_funding,
    };
    locale.count(count, words)
}

/// The sentence of a total's rule.
pub const fn rule(locale: Locale, rule: RuleId) -> &'static str {
    let texts = locale.texts();
    match rule {
        RuleId::Rows => texts.rule_rows,
        RuleId::Sites => texts.rule_sites,
        RuleId::Projects => texts.rule_projects,
        RuleId::StatedAmounts => texts.rule_stated_amounts,
        RuleId::Trainings => texts.rule_trainings,
        RuleId::Incoming => texts.rule_incoming,
        RuleId::Commitments => texts.rule_commitments,
        RuleId::Disbursements => texts.rule_disbursements,
        RuleId::Expenditure => texts.rule_expenditure,
        RuleId::Donations => texts.rule_donations,
    }
}

/// Why a record does not count.
pub const fn reason(locale: Locale, reason: Reason) -> &'static str {
    let texts = locale.texts();
    match reason {
        Reason::NoAmountStated => texts.reason_no_amount,
        Reason::CountyWide => texts.reason_county_wide,
        Reason::OtherCurrency => texts.reason_other_currency,
        Reason::Goods => texts.reason_goods,
        Reason::ChildOfCounted => texts.reason_child,
        Reason::MayBeContained => texts.reason_contained,
        Reason::NoPlace => texts.reason_no_place,
        Reason::NoSite => texts.reason_no_site,
        Reason::AlsoElsewhere => texts.reason_also_elsewhere,
    }
}

/// What in an address was not understood, as a sentence.
pub fn notice(locale: Locale, notice: &Notice) -> String {
    let texts = locale.texts();
    let text = match notice.problem {
        Problem::Unknown => texts.problem_unknown,
        Problem::NoSuchValue => texts.problem_no_such_value,
        Problem::NotANumber => texts.problem_not_a_number,
        Problem::TooLong => texts.problem_too_long,
        Problem::Unreadable => texts.problem_unreadable,
        Problem::TooMany => texts.problem_too_many,
        Problem::Twice => texts.problem_twice,
        Problem::Alone => texts.problem_alone,
        Problem::Beyond => texts.problem_beyond,
    };
    fill(text, &[&notice.parameter, &notice.value])
}

/// The words for an order of the list.
pub const fn sort(locale: Locale, sort: Sort) -> &'static str {
    let texts = locale.texts();
    match sort {
        Sort::Place => texts.sort_place,
        Sort::Name => texts.sort_name,
        Sort::Records => texts.sort_records,
    }
}

/// The words for a filter.
pub const fn filter(locale: Locale, field: FacetField) -> &'static str {
    let texts = locale.texts();
    match field {
        FacetField::Within => texts.filter_within,
        FacetField::Pillar => texts.filter_pillar,
        FacetField::Kind => texts.filter_kind,
        FacetField::Organisation => texts.filter_organisation,
        FacetField::Status => texts.filter_status,
        FacetField::Brand => texts.filter_brand,
        FacetField::Theme => texts.filter_theme,
        FacetField::Taught => texts.filter_taught,
        FacetField::Audience => texts.filter_audience,
        FacetField::Year => texts.filter_year,
        FacetField::Giver => texts.filter_giver,
        FacetField::Receiver => texts.filter_receiver,
    }
}

/// What a filter value is called.
pub fn filter_value(locale: Locale, field: FacetField, value: &FacetValue) -> String {
    if let Some(name) = &value.name {
        return locale.name(name);
    }
    match field {
        FacetField::Pillar => Pillar::from_code(&value.value).map(|code| pillar(locale, code).to_owned()),
        FacetField::Status => ProjectStatus::from_code(&value.value).map(|code| status(locale, code).to_owned()),
        _ => None,
    }
    .unwrap_or_else(|| locale.label(&value.value))
}

/// The value of a total, and the words before it where the true one may be greater. A sum that says so of itself says it
/// once.
pub fn total(locale: Locale, total: &Total) -> (Option<&'static str>, String) {
    let value = match total.value {
        None => locale.total_none.to_owned(),
        Some(TotalValue::Count(count)) => locale.number(i64::from(count)),
        Some(TotalValue::Money(amount)) => locale.money(&amount),
    };
    let says_so = matches!(total.value, Some(TotalValue::Money(amount)) if amount.bound != Bound::Exact);
    ((total.at_least && !says_so).then_some(locale.texts().total_at_least), value)
}
