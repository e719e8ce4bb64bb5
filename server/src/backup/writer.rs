//! Writing a backup, line by line.

use super::{End, FORMAT, Head, Summary, TableEnd, TableHead, VERSION};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{self, BufWriter, Write};

/// Writes the lines of a backup and counts and hashes them meanwhile.
pub struct Writer<W: Write> {
    out: GzEncoder<BufWriter<W>>,
    hash: Sha256,
    head: Head,
    tables: u64,
    rows: u64,
    rows_of_table: u64,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Begins with the first line. `schema`, `published`, `made_at`: as in [`Head`].
    ///
    /// # Errors
    /// Those of `out`, here and below.
    pub fn begin(out: W, schema: i64, published: i64, made_at: i64) -> io::Result<Self> {
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let head = Head { format: FORMAT.to_owned(), version: VERSION, schema, published, made_at, program };
        // The gzip head has no time and no name, so that one state gives the same bytes.
        let out = GzEncoder::new(BufWriter::with_capacity(1 << 18, out), Compression::default());
        let (hash, line) = (Sha256::new(), Vec::new());
        let mut writer = Self { out, hash, head: head.clone(), tables: 0, rows: 0, rows_of_table: 0, line };
        writer.put(&head)?;
        Ok(writer)
    }

    /// Begins a table.
    pub fn table(&mut self, name: &str, columns: Vec<String>) -> io::Result<()> {
        (self.tables, self.rows_of_table) = (self.tables + 1, 0);
        self.put(&TableHead { table: name.to_owned(), columns })
    }

    /// Writes a row of the table.
    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        self.rows_of_table += 1;
        self.put(values)
    }

    /// Ends the table.
    pub fn end_table(&mut self) -> io::Result<()> {
        self.rows += self.rows_of_table;
        let end = TableEnd { rows: self.rows_of_table, sha256: self.hash_so_far() };
        self.put(&end)
    }

    /// Writes the last line, and hands back what was written to.
    pub fn finish(mut self) -> io::Result<(Summary, W)> {
        let end = End { tables: self.tables, rows: self.rows, sha256: self.hash_so_far() };
        self.put(&end)?;
        let out = self.out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((Summary { head: self.head, tables: end.tables, rows: end.rows, sha256: end.sha256 }, out))
    }

    fn hash_so_far(&self) -> String {
        hex::encode(self.hash.clone().finalize())
    }

    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, value)?;
        self.line.push(b'\n');
        self.hash.update(&self.line);
        self.out.write_all(&self.line)
    }
}
