//! A workbook (Office Open XML) of two sheets: the rows with typed cells, and what the file says of itself.
//!
//! Rows go into a temporary file without a name as they are made, and so does the workbook: memory does not grow with the
//! rows, and whatever ends the work leaves nothing behind.

use super::{
    about::SourceNote,
    cell::Cell,
    list::{List, cite},
    words,
};
use app::{
    domain::{money::Fen, period::PartialDate, slug::Slug},
    i18n::fill,
};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError, worksheet::ColNum,
};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    sync::atomic::{AtomicBool, Ordering},
};

/// Media type of the file.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The most rows below the head.
pub const MOST_ROWS: usize = 1_048_575;
/// The longest text of a cell, in UTF-16 units, with room for the mark of omission.
const LONGEST_TEXT: usize = 32_760;
/// After how many rows it is asked whether anybody still waits for the file.
const LOOK_UP: usize = 512;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum NoWorkbook {
    /// The list has more rows than a workbook can hold.
    #[error("the list has {0} rows")]
    TooLong(usize),
    /// Nobody waits for it any more.
    #[error("given up")]
    GivenUp,
    /// It could not be made.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// It could not be written.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// Makes the workbook of a list: a file without a name, to be read from its beginning. Slow: to be called where it may
/// block. `given_up` is looked at from time to time.
///
/// # Errors
/// When there are too many rows, when it was given up, or when the disk is full.
pub fn workbook(list: &List, given_up: &AtomicBool) -> Result<File, NoWorkbook> {
    if list.len() > MOST_ROWS {
        return Err(NoWorkbook::TooLong(list.len()));
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(list)?);
    let mut cited = BTreeSet::new();
    write_rows(workbook.add_worksheet_with_constant_memory()?, list, &mut cited, given_up)?;
    write_about(workbook.add_worksheet(), list, &list.sources(&cited))?;
    let mut file = BufWriter::new(Wanted { file: tempfile::tempfile()?, given_up });
    workbook.save_to_writer(&mut file).map_err(|error| match given_up.load(Ordering::Relaxed) {
        true => NoWorkbook::GivenUp,
        false => error.into(),
    })?;
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?.file;
    file.rewind()?;
    Ok(file)
}

/// A file that is written as long as somebody waits for it.
struct Wanted<'a> {
    file: File,
    given_up: &'a AtomicBool,
}

impl Write for Wanted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.given_up.load(Ordering::Relaxed) {
            true => Err(io::Error::other("given up")),
            false => self.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Wanted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

fn properties(list: &List) -> Result<DocProperties, XlsxError> {
    let about = &list.about;
    let day = PartialDate::new(about.made.get(..10).unwrap_or_default()).ok();
    let mut properties = DocProperties::new()
        .set_title(about.list)
        .set_subject(about.programme.clone().unwrap_or_default())
        .set_comment(about.fictional.unwrap_or_default());
    if let Some(day) = day.as_ref().and_then(|day| date(day).transpose()) {
        properties = properties.set_creation_datetime(&day?);
    }
    Ok(properties)
}

/// How cells of each type look.
struct Formats {
    head: Format,
    money: Format,
    degrees: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            money: Format::new().set_num_format("#,##0.00"),
            degrees: Format::new().set_num_format("0.00000"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn write_rows(
    sheet: &mut Worksheet,
    list: &List,
    cited: &mut BTreeSet<Slug>,
    given_up: &AtomicBool,
) -> Result<(), NoWorkbook> {
    let formats = Formats::new();
    sheet.set_name(list.about.list)?.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?;
    for (column, of) in (0..).zip(&list.columns) {
        sheet.set_column_width(column, of.width)?;
        sheet.write_string_with_format(0, column, of.heading(list.locale.language), &formats.head)?;
    }
    for (row, position) in (1..).zip(0..list.len()) {
        if position.is_multiple_of(LOOK_UP) && given_up.load(Ordering::Relaxed) {
            return Err(NoWorkbook::GivenUp);
        }
        let Some(line) = list.line(position) else { continue };
        cite(cited, &line.row.record);
        for (column, of) in (0..).zip(&list.columns) {
            write(sheet, row, column, &(of.cell)(&line), &formats)?;
        }
    }
    let last = ColNum::try_from(list.columns.len().saturating_sub(1)).unwrap_or_default();
    let rows = u32::try_from(list.len()).unwrap_or_default();
    sheet.autofilter(0, 0, rows, last)?;
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, column: ColNum, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        // A string is a string: no program runs it, whatever it begins with.
        Cell::Text(text) => sheet.write_string(row, column, cut(text))?,
        Cell::Whole(number) => sheet.write_number(row, column, *number as f64)?,
        Cell::Money(fen) => sheet.write_number_with_format(row, column, units(*fen), &formats.money)?,
        Cell::Degrees(degrees) => sheet.write_number_with_format(row, column, *degrees, &formats.degrees)?,
        Cell::Date(known) => match date(known)? {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.date)?,
            // A month is not its first day.
            None => sheet.write_string(row, column, known.as_str())?,
        },
        Cell::Flag(flag) => sheet.write_boolean(row, column, *flag)?,
    };
    Ok(())
}

fn write_about(sheet: &mut Worksheet, list: &List, sources: &[SourceNote]) -> Result<(), XlsxError> {
    let texts = words::of(list.locale.language);
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(texts.about)?;
    for (column, width) in [(0, 26), (1, 60), (2, 14), (3, 32), (4, 60)] {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 0;
    for (label, value) in list.about.labelled(list.locale) {
        sheet.write_string_with_format(row, 0, label, &head)?;
        sheet.write_string_with_format(row, 1, cut(&value), &body)?;
        row += 1;
    }
    row += 1;
    for (column, heading) in (0..).zip(texts.source_headings) {
        sheet.write_string_with_format(row, column, heading, &head)?;
    }
    for source in sources {
        row += 1;
        let date = source.date.as_deref().unwrap_or(list.locale.date_not_stated);
        let note = source.note.as_deref().unwrap_or_default();
        for (column, text) in (0..).zip([&*source.title, &*source.author, date, &*source.licence, note]) {
            sheet.write_string_with_format(row, column, cut(text), &body)?;
        }
    }
    Ok(())
}

/// A day as a workbook counts it; `None` when only the month or the year is known.
fn date(date: &PartialDate) -> Result<Option<ExcelDateTime>, XlsxError> {
    match date.parts() {
        (year, Some(month), Some(day)) => ExcelDateTime::from_ymd(year, month, day).map(Some),
        _ => Ok(None),
    }
}

/// An amount in the unit of its currency. Up to the greatest amount this is the nearest number to its decimal form.
fn units(fen: Fen) -> f64 {
    fen.get() as f64 / 100.0
}

/// The text, or as much of it as a cell holds.
fn cut(text: &str) -> String {
    let mut room = LONGEST_TEXT;
    let end = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        !fits
    });
    match end {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// The sentences that say that a list is too long, in Chinese and English.
pub fn too_long(rows: usize) -> (String, String) {
    use app::domain::language::Language;
    let say = |language| fill(words::of(language).too_long, &[&rows.to_string(), &MOST_ROWS.to_string()]);
    (say(Language::Chinese), say(Language::English))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_what_a_cell_holds() {
        assert_eq!(cut("盘溪"), "盘溪");
        assert_eq!(cut(&"𠀀".repeat(20_000)).encode_utf16().count(), LONGEST_TEXT + 2);
        assert_eq!(cut(&"a".repeat(LONGEST_TEXT)).len(), LONGEST_TEXT);
    }

    #[test]
    fn the_greatest_amount_keeps_its_fen() {
        let greatest = Fen::new(Fen::MAX - 1).expect("in range");
        assert_eq!(format!("{:.2}", units(greatest)), "9999999999999.99");
    }
}
