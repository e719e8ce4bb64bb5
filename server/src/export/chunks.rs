//! A plain file piece by piece, as fast as it is read and never whole in memory.

use super::list::List;
use axum::body::Bytes;
use std::{io, ops::Range, sync::Arc};

/// How many rows a piece has: some tens of kilobytes.
const ROWS: usize = 128;

/// How rows are written into a plain file.
pub trait PlainFormat: Send + 'static {
    /// What stands before the rows.
    ///
    /// # Errors
    /// When it cannot be written.
    fn begin(&mut self, list: &List) -> io::Result<Vec<u8>>;

    /// Some rows.
    ///
    /// # Errors
    /// When they cannot be written.
    fn rows(&mut self, list: &List, rows: Range<usize>) -> io::Result<Vec<u8>>;

    /// What stands behind the rows.
    ///
    /// # Errors
    /// When it cannot be written.
    fn end(&mut self, list: &List) -> io::Result<Vec<u8>>;
}

/// The pieces of a file, one after the other. Whoever stops reading leaves nothing behind.
pub struct Chunks<F> {
    list: Arc<List>,
    format: F,
    begun: bool,
    next: usize,
    ended: bool,
}

impl<F: PlainFormat> Chunks<F> {
    /// The file of a list.
    pub const fn new(list: Arc<List>, format: F) -> Self {
        Self { list, format, begun: false, next: 0, ended: false }
    }

    fn chunk(&mut self) -> io::Result<Vec<u8>> {
        let mut chunk = Vec::new();
        if !self.begun {
            self.begun = true;
            chunk = self.format.begin(&self.list)?;
        }
        let end = self.next.saturating_add(ROWS).min(self.list.len());
        if self.next < end {
            chunk.append(&mut self.format.rows(&self.list, self.next..end)?);
            self.next = end;
        }
        if self.next == self.list.len() {
            self.ended = true;
            chunk.append(&mut self.format.end(&self.list)?);
        }
        Ok(chunk)
    }

    /// Whether everything has been given.
    pub const fn is_ended(&self) -> bool {
        self.ended
    }
}

impl<F: PlainFormat> Iterator for Chunks<F> {
    type Item = io::Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let chunk = self.chunk();
        self.ended |= chunk.is_err();
        Some(chunk.map(Bytes::from))
    }
}
