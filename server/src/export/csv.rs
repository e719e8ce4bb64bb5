//! Comma-separated values (RFC 4180) in UTF-8, with the mark by which spreadsheets know that.

use super::{
    cell::{Cell, decimal, harmless},
    chunks::PlainFormat,
    list::List,
};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use std::{io, ops::Range};

/// Media type of the file.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Comma-separated values.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

impl PlainFormat for Csv {
    fn begin(&mut self, list: &List) -> io::Result<Vec<u8>> {
        let mut writer = writer(BYTE_ORDER_MARK.to_vec());
        writer.write_record(list.columns.iter().map(|column| column.heading(list.locale.language)))?;
        into_bytes(writer)
    }

    fn rows(&mut self, list: &List, rows: Range<usize>) -> io::Result<Vec<u8>> {
        let mut writer = writer(Vec::with_capacity(64 * 1024));
        for line in rows.filter_map(|row| list.line(row)) {
            for column in &list.columns {
                write(&mut writer, &(column.cell)(&line))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        into_bytes(writer)
    }

    fn end(&mut self, _list: &List) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }
}

/// A small table as a whole file: what the desk lets take away.
///
/// # Errors
/// None that this writer knows of; it writes into memory.
pub fn table(heading: &[String], rows: &[Vec<Cell>]) -> io::Result<Vec<u8>> {
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(heading)?;
    for row in rows {
        for cell in row {
            write(&mut writer, cell)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    into_bytes(writer)
}

/// Texts are quoted, whatever is in them: where lists are separated by semicolons, a spreadsheet would otherwise cut a
/// text at one and take what follows for a cell of its own.
fn writer(bytes: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::NonNumeric).from_writer(bytes)
}

fn into_bytes(writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| error.into_error())
}

fn write(writer: &mut Writer<Vec<u8>>, cell: &Cell) -> csv::Result<()> {
    match cell {
        Cell::Empty => writer.write_field(""),
        Cell::Text(text) => writer.write_field(&*harmless(text)),
        Cell::Whole(number) => writer.write_field(number.to_string()),
        Cell::Money(fen) => writer.write_field(decimal(*fen)),
        Cell::Degrees(degrees) => writer.write_field(degrees.to_string()),
        Cell::Date(date) => writer.write_field(date.as_str()),
        Cell::Flag(flag) => writer.write_field(if *flag { "TRUE" } else { "FALSE" }),
    }
}
