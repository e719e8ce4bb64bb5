//! Components show the values they are given; they fetch nothing.

pub mod badges;
pub mod drawn;
pub mod drawn_list;
pub mod filter_form;
pub mod filters;
pub mod frame;
pub mod glyph;
pub mod later;
pub mod legend;
pub mod list;
pub mod notices;
pub mod overview_parts;
pub mod pillars;
pub mod row_ties;
pub mod selected;
pub mod static_map;
pub mod takeaway;
pub mod totals;
pub mod words;
