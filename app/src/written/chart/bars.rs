//! Horizontal bars in parts, drawn with `plotters`.
//!
//! The library writes colours as presentation attributes. A style sheet goes before these, so that `style/pages.css`
//! turns each colour of [`Colour`] into the token of the same name and charts follow light and dark; without a sheet
//! they still stand in the colours of the light one.

use super::row::{Row, width};
use crate::{domain::language::Language, i18n::Locale};
use plotters::{
    coord::ranged1d::{IntoSegmentedCoord, SegmentValue},
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

/// The width of a drawing in its own units: small enough for its words to be read on a phone.
const WIDTH: u32 = 480;
/// The height of one bar with its gap.
const ROW: u32 = 26;
/// The height of one bar with its name above.
const TALL_ROW: u32 = 44;
/// Room for the names on the left.
const LABELS: u32 = 150;
/// Size of words.
const TEXT: u32 = 15;
/// The longest name on the left, in halves of a Chinese sign; longer ones stand above their bars.
const LONGEST: usize = 18;
/// A colour of the tokens, as the light sheet has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

impl Colour {
    /// The colours of the pillars, in the order of the rings.
    pub const PILLARS: [Self; 5] = [
        Self(0x33, 0x44, 0xA0),
        Self(0xB3, 0x40, 0x18),
        Self(0xB9, 0x85, 0x00),
        Self(0x8F, 0x5D, 0x8E),
        Self(0x0A, 0x7A, 0x66),
    ];
    /// The colours of the states of a project, in their order: none of a pillar, each 4.5:1 or more on the surface and
    /// CIEDE2000 20 or more from the others, and 12 or more as seen without red or green, in light and dark.
    pub const STATUSES: [Self; 8] = [
        Self(0x0E, 0x71, 0xE0),
        Self(0x3F, 0x05, 0x12),
        Self(0x1D, 0x0B, 0xE1),
        Self(0xA6, 0x69, 0x13),
        Self(0x43, 0x4B, 0x1A),
        Self(0x04, 0x04, 0x43),
        Self(0xC4, 0x1D, 0x58),
        Self(0x6A, 0x74, 0x72),
    ];
    const SURFACE: Self = Self(0xFF, 0xFF, 0xFF);
    /// For what has no pillar's colour.
    pub const REST: Self = Self(0x8A, 0x94, 0x90);
    const INK: Self = Self(0x1B, 0x24, 0x26);
    const LINE: Self = Self(0xDE, 0xDB, 0xD2);

    /// As it stands in an attribute.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    const fn rgb(self) -> RGBColor {
        RGBColor(self.0, self.1, self.2)
    }
}

/// What one colour stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its words.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
}

/// Bars that stand under one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// What the parts are.
    pub series: Vec<Series>,
    /// The bars, the first on top.
    pub rows: Vec<Row>,
    /// Whether every part has the number of its series, from 1, so that colour is not all that tells them apart.
    pub numbered: bool,
    /// Numbers are written in units of this power of ten of what values count.
    pub decimals: u8,
}

impl Bars {
    /// The bars without series that are nowhere.
    pub fn new(mut series: Vec<Series>, mut rows: Vec<Row>) -> Self {
        let seen: Vec<bool> = (0..series.len()).map(|number| rows.iter().any(|row| row.values[number] > 0)).collect();
        let keep = |number: usize| seen.get(number).copied().unwrap_or_default();
        series = series.into_iter().enumerate().filter(|(number, _)| keep(*number)).map(|(_, one)| one).collect();
        for row in &mut rows {
            row.values =
                row.values.iter().enumerate().filter(|(number, _)| keep(*number)).map(|(_, value)| *value).collect();
        }
        Self { series, rows, numbered: false, decimals: 0 }
    }

    /// The same with numbers in a greater unit.
    #[must_use]
    pub fn in_units(self, decimals: u8) -> Self {
        Self { decimals, ..self }
    }

    /// A value as it is written: rounded to whole units. What is less than half a unit is more than nothing.
    pub fn said(&self, value: i64) -> String {
        let unit = 10_i64.pow(u32::from(self.decimals));
        match value.saturating_add(unit / 2) / unit {
            0 if value > 0 => "<1".to_owned(),
            units => GROUPED.number(units),
        }
    }

    /// The same with numbered parts.
    #[must_use]
    pub fn numbered(self) -> Self {
        Self { numbered: true, ..self }
    }

    /// The drawing. `label` says what it shows to who cannot see it.
    pub fn svg(&self, label: &str) -> String {
        let row = if self.names_above() { TALL_ROW } else { ROW };
        let height = row * self.places() as u32 + 40;
        let mut drawing = String::new();
        // A drawing into a string fails for nothing but coordinates without room; then there is none.
        if self.draw(SVGBackend::with_string(&mut drawing, (WIDTH, height))).is_err() {
            return String::new();
        }
        let inside = drawing.split_once('>').map(|(_, inside)| inside).unwrap_or_default();
        let inside = if inside.trim_end().ends_with("</svg>") { inside.to_owned() } else { format!("{inside}</svg>") };
        let label = label.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{label}\">{inside}")
    }

    /// Places for bars: an axis with one alone would have no length, and its bar neither height nor name.
    fn places(&self) -> usize {
        self.rows.len().max(2)
    }

    fn names_above(&self) -> bool {
        self.rows.iter().any(|row| width(&row.name) > LONGEST)
    }

    fn draw(&self, backend: SVGBackend<'_>) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
        let area = backend.into_drawing_area();
        let longest = self.rows.iter().map(|row| row.values.iter().sum::<i64>()).max().unwrap_or_default().max(1);
        // Room for the number behind the longest bar.
        let end = longest.saturating_add((longest / 6).max(1));
        let count = self.places();
        let above = self.names_above();
        let room = WIDTH - if above { 16 } else { 8 + LABELS };
        let mut chart = ChartBuilder::on(&area)
            .margin_right(8)
            .margin_left(if above { 8 } else { 0 })
            .x_label_area_size(28)
            .y_label_area_size(if above { 0 } else { LABELS })
            .build_cartesian_2d(0..end, (0..count - 1).into_segmented())?;
        // The axis counts from below.
        let row_at = |position: usize| self.rows.get(count.wrapping_sub(1).wrapping_sub(position));
        let words = |colour: Colour| ("sans-serif", TEXT).into_font().color(&colour.rgb());
        chart
            .configure_mesh()
            .disable_y_mesh()
            .x_labels(5)
            .y_labels(count)
            .light_line_style(Colour::LINE.rgb().mix(0.0))
            .bold_line_style(Colour::LINE.rgb())
            .axis_style(Colour::LINE.rgb())
            .label_style(words(Colour::INK))
            .x_label_formatter(&|value| GROUPED.decimal(*value, self.decimals))
            .y_label_formatter(&|segment| match segment {
                SegmentValue::CenterOf(position) => row_at(*position).map(Row::drawn).unwrap_or_default(),
                _ => String::new(),
            })
            .draw()?;
        for position in 0..count {
            let Some(row) = row_at(position) else { continue };
            // The middle of the bar lies below the middle of a row that has its name above.
            let down = if above { (TALL_ROW - ROW) as i32 / 2 } else { 0 };
            let mut from = 0;
            let parts = row.values.iter().zip(self.series.iter().zip(1..)).filter(|(value, _)| **value > 0);
            for (value, (series, number)) in parts {
                let corners =
                    [(from, SegmentValue::Exact(position)), (from + value, SegmentValue::Exact(position + 1))];
                let mut bar = Rectangle::new(corners, series.colour.rgb().filled());
                bar.set_margin(if above { TALL_ROW - ROW + 4 } else { 4 }, 4, 0, 0);
                chart.draw_series(std::iter::once(bar))?;
                // A number needs some room; of a part without it the table behind the chart tells.
                if self.numbered && value.saturating_mul(i64::from(room)) / end >= i64::from(TEXT) {
                    let inside = words(Colour::SURFACE).pos(Pos::new(HPos::Center, VPos::Center));
                    let middle = EmptyElement::at((from + value / 2, SegmentValue::CenterOf(position)));
                    let odd = if value % 2 == 1 { (i64::from(room) / end / 2) as i32 } else { 0 };
                    chart.draw_series(std::iter::once(middle + Text::new(number.to_string(), (odd, down), inside)))?;
                }
                from += value;
            }
            let left = |at: VPos| words(Colour::INK).pos(Pos::new(HPos::Left, at));
            let number = Text::new(self.said(from), (5, down), left(VPos::Center));
            let at = |x: i64| EmptyElement::at((x, SegmentValue::CenterOf(position)));
            chart.draw_series(std::iter::once(at(from) + number))?;
            if above {
                let name = Text::new(row.drawn(), (0, down - ROW as i32 / 2 - 12), left(VPos::Top));
                chart.draw_series(std::iter::once(at(0) + name))?;
            }
        }
        area.present()
    }
}

/// Numbers are written alike in both languages.
const GROUPED: Locale = Locale::of(Language::English);

#[cfg(test)]
mod tests {
    use super::*;

    fn bars() -> Bars {
        let series = |name: &str, number: usize| Series { name: name.into(), colour: Colour::PILLARS[number] };
        Bars::new(
            vec![series("one", 0), series("nowhere", 1), series("two", 2)],
            vec![
                Row::new("first & <foremost>".into(), vec![3, 0, 1]),
                Row::new("盘溪镇民族团结进步示范区项目".into(), vec![0, 0, 5]),
            ],
        )
    }

    #[test]
    fn a_series_that_is_nowhere_is_left_out() {
        let bars = bars();
        assert_eq!(bars.series.len(), 2);
        assert_eq!(bars.rows[0].values, [3, 1]);
    }

    #[test]
    fn every_part_is_drawn_once_and_without_style_attributes() {
        let svg = bars().svg("a \"finding\" & more");
        assert!(svg.starts_with("<svg viewBox") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert_eq!(svg.matches("fill=\"#3344A0\"").count(), 1);
        assert_eq!(svg.matches("fill=\"#B98500\"").count(), 2);
        assert!(svg.contains("aria-label=\"a &quot;finding&quot; &amp; more\""));
        assert!(!svg.contains("style=") && !svg.contains("xmlns") && !svg.contains("<foremost>"), "{svg}");
        assert!(svg.contains("盘溪镇民族团结进步示范区项目"), "a long name stands whole above its bar: {svg}");
    }

    #[test]
    fn numbered_parts_have_their_numbers_where_there_is_room() {
        let numbers = |bars: Bars| {
            let svg = bars.svg("a finding");
            let texts: Vec<_> = svg.split("<text").skip(1).filter(|text| text.contains("#FFFFFF")).collect();
            texts
                .iter()
                .map(|text| text.split('>').nth(1).unwrap_or_default().trim()[..1].to_owned())
                .collect::<Vec<_>>()
        };
        assert!(numbers(bars()).is_empty());
        assert_eq!(numbers(bars().numbered()), ["2", "1", "2"]);
        let narrow = Bars::new(
            ["one", "two"].map(|name| Series { name: name.into(), colour: Colour::REST }).into(),
            vec![Row::new("x".into(), vec![1, 999])],
        );
        assert_eq!(numbers(narrow.numbered()), ["2"]);
    }

    #[test]
    fn numbers_are_rounded_to_whole_units_and_never_to_nothing() {
        let bars = Bars::new(
            vec![Series { name: "x".into(), colour: Colour::REST }],
            [568_862_000, 210_000, 0].map(|fen| Row::new("y".into(), vec![fen])).into(),
        )
        .in_units(6);
        assert_eq!(
            [568_862_000, 568_499_999, 500_000, 499_999, 1, 0].map(|fen| bars.said(fen)),
            ["569", "568", "1", "<1", "<1", "0"]
        );
        let svg = bars.svg("a finding");
        assert!(svg.contains("569") && svg.contains("&lt;1") && !svg.contains("568"), "{svg}");
    }

    #[test]
    fn a_bar_alone_has_its_height_and_its_name() {
        let one = |name: &str| {
            let series = vec![Series { name: "x".into(), colour: Colour::REST }];
            Bars::new(series, vec![Row::new(name.into(), vec![7])]).svg("a finding")
        };
        for name in ["Panxi Town", "a name that is too long for the room on the left"] {
            let svg = one(name);
            assert!(svg.contains("<rect") && !svg.contains("height=\"-") && svg.contains(name), "{svg}");
        }
    }

    #[test]
    fn a_back_translation_is_marked_in_the_drawing() {
        let series = || vec![Series { name: "x".into(), colour: Colour::REST }];
        let svg = |name: &str, back_translated| {
            let row = Row { back_translated, ..Row::new(name.into(), vec![1]) };
            Bars::new(series(), vec![row]).svg("a finding")
        };
        assert!(!svg("盘溪广场", false).contains('*'));
        let marked = svg("盘溪广场", true);
        assert!(marked.contains("盘溪广场*"), "{marked}");
        assert!(svg(&"示".repeat(40), true).contains("…*"), "a name that is cut is marked too");
    }

    #[test]
    fn nothing_and_very_much_can_be_drawn() {
        let empty = Bars::new(Vec::new(), Vec::new());
        assert!(!empty.svg("").contains("NaN"));
        let much = Bars::new(
            vec![Series { name: "x".into(), colour: Colour::REST }],
            vec![Row::new("x".into(), vec![i64::MAX / 4])],
        );
        assert!(much.svg("").contains("<rect"));
    }
}
