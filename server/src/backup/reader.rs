//! Reading a backup, line by line, believing nothing.

use super::{BackupError, End, FORMAT, Head, Summary, TableEnd, TableHead, VERSION};
use flate2::bufread::MultiGzDecoder;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, ErrorKind, Read};

/// The longest first line, in bytes: a file that is something else is not read to its end to find that out.
const LONGEST_HEAD: u64 = 4 * 1024;
/// The longest line, in bytes. The longest texts are the bodies of map features, which are some hundred kB.
const LONGEST_LINE: u64 = 256 * 1024 * 1024;

/// What stands next in a backup.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A table begins.
    Table(TableHead),
    /// A row of it.
    Row(Vec<Value>),
    /// The table has ended; its rows are as they were written.
    TableEnd,
    /// The backup has ended; all of it is as it was written.
    End(Summary),
}

/// Reads the lines of a backup, and counts and hashes them meanwhile.
pub struct Reader<R> {
    input: BufReader<MultiGzDecoder<R>>,
    hash: Sha256,
    line: Vec<u8>,
    number: u64,
    head: Head,
    table: Option<TableHead>,
    tables: u64,
    rows: u64,
    rows_of_table: u64,
}

impl<R: BufRead> Reader<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// When this is no backup, or one of a newer program.
    pub fn new(mut input: R) -> Result<Self, BackupError> {
        let foreign = |what: &str| BackupError::Foreign(what.into());
        let start = input.fill_buf().map_err(BackupError::Read)?;
        match start {
            [] => return Err(foreign("it is empty.")),
            [0x1f, 0x8b, ..] | [0x1f] => {}
            _ => return Err(foreign("it does not begin as one.")),
        }
        let nothing =
            Head { format: String::new(), version: 0, schema: 0, published: 0, made_at: 0, program: String::new() };
        let mut reader = Self {
            input: BufReader::with_capacity(1 << 18, MultiGzDecoder::new(input)),
            hash: Sha256::new(),
            line: Vec::new(),
            number: 0,
            head: nothing,
            table: None,
            tables: 0,
            rows: 0,
            rows_of_table: 0,
        };
        reader.advance(LONGEST_HEAD)?;
        let head: Value = serde_json::from_slice(&reader.line).map_err(|_| foreign("its first line is another."))?;
        if head.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(foreign("its first line does not say so."));
        }
        // Asked before the other fields: those of a newer version may be others.
        match head.get("version").and_then(Value::as_i64) {
            Some(version) if version == i64::from(VERSION) => {}
            Some(found) if found > i64::from(VERSION) => {
                return Err(BackupError::Newer { what: "format", found, known: VERSION.into() });
            }
            _ => return Err(foreign("its version is none.")),
        }
        reader.head = serde_json::from_value(head).map_err(|error| reader.damaged(error.to_string()))?;
        Ok(reader)
    }

    /// The first line.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// What stands next. After [`Event::End`] there is nothing more to ask for.
    ///
    /// # Errors
    /// When it is not what was written: cut off, altered, or cannot be read.
    #[expect(clippy::should_implement_trait, reason = "it can fail, and ends with an event of its own")]
    pub fn next(&mut self) -> Result<Event, BackupError> {
        let before = self.hash.clone();
        self.advance(LONGEST_LINE)?;
        if self.table.is_some() {
            if self.line.first() == Some(&b'[') {
                self.rows_of_table += 1;
                return Ok(Event::Row(self.read()?));
            }
            let end: TableEnd = self.read()?;
            self.agree(end.rows, self.rows_of_table, &end.sha256, before)?;
            (self.rows, self.table) = (self.rows + self.rows_of_table, None);
            return Ok(Event::TableEnd);
        }
        if let Ok(table) = serde_json::from_slice::<TableHead>(&self.line) {
            (self.tables, self.rows_of_table, self.table) = (self.tables + 1, 0, Some(table.clone()));
            return Ok(Event::Table(table));
        }
        let End { tables, rows, sha256 } = self.read()?;
        if tables != self.tables {
            return Err(self.damaged(format!("{tables} tables were written, {} are there", self.tables)));
        }
        self.agree(rows, self.rows, &sha256, before)?;
        match self.input.read(&mut [0]) {
            Ok(0) => Ok(Event::End(Summary { head: self.head.clone(), tables, rows, sha256 })),
            Ok(_) => Err(self.damaged("something follows the end".into())),
            Err(error) => Err(self.broken(error)),
        }
    }

    /// Takes the next line, its line feed included.
    fn advance(&mut self, longest: u64) -> Result<(), BackupError> {
        self.line.clear();
        let taken = self.input.by_ref().take(longest).read_until(b'\n', &mut self.line);
        if let Err(error) = taken {
            return Err(self.broken(error));
        }
        if self.line.last() != Some(&b'\n') {
            if self.number == 0 {
                return Err(BackupError::Foreign("its first line does not say so.".into()));
            }
            if self.line.len() as u64 == longest {
                self.number += 1;
                return Err(self.damaged("the line is too long".into()));
            }
            return Err(self.truncated());
        }
        self.number += 1;
        self.hash.update(&self.line);
        Ok(())
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, BackupError> {
        serde_json::from_slice(&self.line).map_err(|error| self.damaged(format!("it cannot be read ({error})")))
    }

    /// Compares what an end says with what stood before it.
    fn agree(&self, rows: u64, found: u64, sha256: &str, before: Sha256) -> Result<(), BackupError> {
        if rows != found {
            return Err(self.damaged(format!("{rows} rows were written, {found} are there")));
        }
        if sha256 != hex::encode(before.finalize()) {
            return Err(self.damaged("something before it is not as it was written: the checksum differs".into()));
        }
        Ok(())
    }

    /// What the failure to unpack says of the file.
    fn broken(&mut self, error: std::io::Error) -> BackupError {
        match error.kind() {
            ErrorKind::UnexpectedEof if self.number == 0 => {
                BackupError::Foreign("it ends within its first line.".into())
            }
            ErrorKind::UnexpectedEof => self.truncated(),
            // What flate2 says of bytes that it cannot have written.
            ErrorKind::InvalidInput | ErrorKind::InvalidData => {
                self.number += 1;
                self.damaged(error.to_string())
            }
            _ => BackupError::Read(error),
        }
    }

    fn truncated(&self) -> BackupError {
        BackupError::Truncated { line: self.number, place: self.place() }
    }

    /// An error in the present line.
    pub fn damaged(&self, what: String) -> BackupError {
        BackupError::Damaged { line: self.number, place: self.place(), what }
    }

    fn place(&self) -> String {
        match &self.table {
            Some(TableHead { table, .. }) => format!("in the table “{table}”"),
            None => "outside of any table".into(),
        }
    }
}

/// Reads a backup to its end; it is as it was written when this succeeds.
///
/// # Errors
/// As for [`Reader::new`] and [`Reader::next`].
pub fn verify(input: impl BufRead) -> Result<Summary, BackupError> {
    let mut reader = Reader::new(input)?;
    loop {
        if let Event::End(summary) = reader.next()? {
            return Ok(summary);
        }
    }
}
