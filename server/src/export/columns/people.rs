//! The columns of trainings and of aid.

use super::{Column, column, of};
use crate::export::cell::Cell;
use app::domain::record::Kind;

pub(super) const TRAININGS: &[Column] = &[
    column("subject", "内容", "Subject", 28, of!(Training, |line, training| line.phrase(&training.subject))),
    column("audience", "对象", "Audience", 24, of!(Training, |line, training| line.phrase(&training.audience))),
    column(
        "held_at",
        "地点说明",
        "Place in words",
        20,
        of!(Training, |_, training| training.place.as_ref().map_or(Cell::Empty, |place| Cell::text(place.as_str()))),
    ),
    column("date", "日期", "Date", 12, of!(Training, |_, training| Cell::date(training.date.as_ref()))),
    column(
        "participants",
        "参加人数",
        "Participants",
        12,
        of!(Training, |_, training| Cell::count(training.participants)),
    ),
    column("women", "其中女性", "Women among them", 12, of!(Training, |_, training| Cell::count(training.women))),
    column(
        "participant_groups",
        "分组人数",
        "Participants by group",
        32,
        of!(Training, |line, training| {
            line.joined(
                training
                    .participant_groups
                    .iter()
                    .map(|group| format!("{}: {}", line.locale.phrase(&group.group).unwrap_or_default(), group.people)),
            )
        }),
    ),
    column(
        "part_of",
        "隶属项目",
        "Part of",
        28,
        of!(Training, |line, training| line.names(Kind::Project, &training.part_of)),
    ),
    column(
        "part_of_id",
        "隶属项目编号",
        "Part of (identifier)",
        20,
        of!(Training, |line, training| line.ids(&training.part_of)),
    ),
];

pub(super) const AID: &[Column] = &[
    column("goods", "物资", "Goods", 28, of!(Aid, |line, aid| line.phrases(&aid.goods))),
    column("donors", "捐助方", "Donors", 28, of!(Aid, |line, aid| line.names(Kind::Organisation, &aid.donors))),
    column("donor_ids", "捐助方编号", "Donor identifiers", 20, of!(Aid, |line, aid| line.ids(&aid.donors))),
    column("recipients", "受助方", "Recipients", 24, of!(Aid, |line, aid| line.phrase(&aid.recipients))),
    column("households", "户数", "Households", 10, of!(Aid, |_, aid| Cell::count(aid.households))),
    column("people", "人数", "People", 10, of!(Aid, |_, aid| Cell::count(aid.people))),
    column("students", "学生数", "Students", 10, of!(Aid, |_, aid| Cell::count(aid.students))),
    column(
        "village_committees",
        "村委会数",
        "Village committees",
        10,
        of!(Aid, |_, aid| Cell::count(aid.village_committees)),
    ),
    column("date", "日期", "Date", 12, of!(Aid, |_, aid| Cell::date(aid.date.as_ref()))),
    column(
        "period",
        "时段",
        "Period",
        20,
        of!(Aid, |line, aid| aid
            .period
            .as_ref()
            .and_then(|period| line.locale.period(period))
            .map_or(Cell::Empty, Cell::text)),
    ),
];
