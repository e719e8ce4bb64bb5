//! The columns of proposals and of services.

use super::{Column, column, of};
use crate::export::cell::Cell;
use app::domain::record::Kind;

pub(super) const PROPOSALS: &[Column] = &[
    column("count", "件数", "Number", 10, of!(Proposal, |_, proposal| Cell::count(proposal.count))),
    column(
        "count_bound",
        "件数限定",
        "Bound of the number",
        12,
        of!(Proposal, |line, proposal| line.bound(proposal.bound)),
    ),
    column("counts", "统计对象", "What it counts", 28, of!(Proposal, |line, proposal| line.phrase(&proposal.counts))),
    column("topics", "议题", "Topics", 36, of!(Proposal, |line, proposal| line.phrases(&proposal.topics))),
    column(
        "methods",
        "形成方式",
        "How it was worked out",
        28,
        of!(Proposal, |line, proposal| line.phrases(&proposal.methods)),
    ),
    column(
        "adopted",
        "被采纳",
        "Adopted",
        10,
        of!(Proposal, |_, proposal| proposal.adopted.map_or(Cell::Empty, Cell::Flag)),
    ),
];

pub(super) const SERVICES: &[Column] = &[
    column(
        "organiser",
        "组织方",
        "Organiser",
        28,
        of!(Service, |line, service| line.names(Kind::Organisation, &service.organiser)),
    ),
    column(
        "organiser_id",
        "组织方编号",
        "Organiser (identifier)",
        20,
        of!(Service, |line, service| line.ids(&service.organiser)),
    ),
    column(
        "working_group",
        "工作组",
        "Working group",
        24,
        of!(Service, |line, service| line.names(Kind::WorkingGroup, &service.working_group)),
    ),
    column("date", "日期", "Date", 12, of!(Service, |_, service| Cell::date(service.date.as_ref()))),
    column(
        "beneficiaries",
        "受益人数",
        "People reached",
        12,
        of!(Service, |_, service| Cell::count(service.beneficiaries)),
    ),
];
