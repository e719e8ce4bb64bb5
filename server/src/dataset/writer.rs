//! Writing a data set: one record a line, in a stable order, so that two states can be compared line by line.

use super::{FORMAT, VERSION};
use app::domain::record::{Kind, Record, Records};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Writes a data set: its head, then every collection with one record a line. Reading it gives the same records.
///
/// # Errors
/// Those of the writer.
pub fn write(records: &Records, note: &str, out: &mut impl Write) -> io::Result<()> {
    let mut collections: BTreeMap<Kind, Vec<Record>> = Kind::ALL.iter().map(|kind| (*kind, Vec::new())).collect();
    for record in records.iter() {
        collections.entry(record.kind()).or_default().push(record);
    }
    write!(out, "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"note\":")?;
    serde_json::to_writer(&mut *out, note)?;
    for (kind, records) in collections {
        write!(out, ",\n\"{}\":[", kind.collection())?;
        for (position, record) in records.iter().enumerate() {
            out.write_all(if position == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &record.to_json())?;
        }
        out.write_all(b"]")?;
    }
    out.write_all(b"}\n")
}
