//! The columns of projects.

use super::{Column, column, of};
use crate::export::cell::Cell;
use app::{components::words, domain::record::Kind};

pub(super) const COLUMNS: &[Column] = &[
    column("theme", "主题", "Theme", 14, of!(Project, |line, project| line.word(&project.theme))),
    column(
        "brand",
        "品牌",
        "Brand",
        12,
        of!(Project, |line, project| project.brand.map_or(Cell::Empty, |brand| line.word(brand.code()))),
    ),
    column(
        "status",
        "项目状态",
        "Status",
        20,
        of!(Project, |line, project| Cell::text(words::status(line.locale, project.status))),
    ),
    column("start", "开始", "Start", 12, of!(Project, |_, project| Cell::date(project.start.as_ref()))),
    column("end", "结束", "End", 12, of!(Project, |_, project| Cell::date(project.end.as_ref()))),
    column(
        "part_of",
        "隶属项目",
        "Part of",
        28,
        of!(Project, |line, project| line.names(Kind::Project, &project.part_of)),
    ),
    column(
        "part_of_id",
        "隶属项目编号",
        "Part of (identifier)",
        20,
        of!(Project, |line, project| line.ids(&project.part_of)),
    ),
    column(
        "named_together_with",
        "来源并列提及",
        "Named together with",
        28,
        of!(Project, |line, project| line.names(Kind::Project, &project.grouped_with)),
    ),
];
