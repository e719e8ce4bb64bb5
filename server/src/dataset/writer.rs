//! Writing a data set: one record a line, in a stable order, so that two states can be compared line by line.

use super::{Dataset, FORMAT, VERSION};
use app::domain::record::Kind;
use serde_json::Value;

impl Dataset {
    /// The data set as the text of a file. Reading it gives the same data set.
    pub fn write(&self) -> String {
        let mut out = format!("{{\n\"format\": {}, \"version\": {VERSION}", Value::from(FORMAT));
        if let Some(note) = &self.note {
            out.push_str(&format!(", \"note\": {}", Value::from(note.as_str())));
        }
        for kind in Kind::ALL {
            out.push_str(&format!(",\n\"{}\": [", kind.collection()));
            let records = self.records.iter().filter(|record| record.kind() == *kind);
            for (position, record) in records.enumerate() {
                out.push_str(if position == 0 { "\n" } else { ",\n" });
                out.push_str(&record.to_json().to_string());
            }
            out.push_str(if self.records.count(*kind) == 0 { "]" } else { "\n]" });
        }
        out.push_str("\n}\n");
        out
    }
}
