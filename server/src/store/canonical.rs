//! Canonical JSON and its hash: one value has one text, whatever order its fields were written in.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The value as JSON without spaces, the fields of every object in the order of their names' bytes.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (position, (name, value)) in sorted.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

/// SHA-256 of the canonical text, as 64 hexadecimal digits.
pub(super) fn hash(value: &Value) -> String {
    hex::encode(Sha256::digest(text(value).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{hash, text};
    use serde_json::json;

    #[test]
    fn the_order_of_fields_does_not_matter() {
        let one = json!({ "b": [1, { "d": null, "c": "\n" }], "a": 0.5 });
        assert_eq!(text(&one), r#"{"a":0.5,"b":[1,{"c":"\n","d":null}]}"#);
        let other: serde_json::Value = serde_json::from_str(r#"{"b":[1,{"c":"\n","d":null}],"a":0.5}"#).expect("JSON");
        assert_eq!(hash(&one), hash(&other));
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(hash(&json!("")), "12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126");
    }
}
