//! The columns of organisations and of working groups.

use super::{Column, column, of};
use crate::export::cell::Cell;
use app::domain::record::Kind;

pub(super) const ORGANISATIONS: &[Column] = &[
    column(
        "level",
        "层级",
        "Level",
        12,
        of!(Organisation, |line, body| body.level.as_ref().map_or(Cell::Empty, |level| line.word(level))),
    ),
    column(
        "credit_code",
        "统一社会信用代码",
        "Unified social credit code",
        22,
        of!(Organisation, |_, body| body.credit_code.as_ref().map_or(Cell::Empty, |code| Cell::text(code.as_str()))),
    ),
    column(
        "as_printed",
        "来源原文名称",
        "Name as printed",
        28,
        of!(Organisation, |_, body| body.as_printed.as_ref().map_or(Cell::Empty, |name| Cell::text(name.as_str()))),
    ),
    column(
        "members",
        "包含单位",
        "Bodies it stands for",
        36,
        of!(Organisation, |line, body| line.names(Kind::Organisation, &body.members)),
    ),
];

pub(super) const WORKING_GROUPS: &[Column] = &[
    column(
        "lead",
        "牵头单位",
        "Lead",
        28,
        of!(WorkingGroup, |line, group| line.names(Kind::Organisation, &group.lead)),
    ),
    column("head", "负责人职务", "Head (office)", 24, of!(WorkingGroup, |line, group| line.phrase(&group.head))),
    column(
        "members",
        "成员单位",
        "Members",
        36,
        of!(WorkingGroup, |line, group| line.names(Kind::Organisation, &group.members)),
    ),
    column(
        "member_ids",
        "成员单位编号",
        "Member identifiers",
        28,
        of!(WorkingGroup, |line, group| line.ids(&group.members)),
    ),
];
