//! Components show the values they are given; they fetch nothing.

pub mod badges;
pub mod filters;
pub mod frame;
pub mod glyph;
pub mod legend;
pub mod list;
pub mod notices;
pub mod pillars;
pub mod selected;
pub mod static_map;
pub mod totals;
pub mod words;
