//! serde's words as sentences for a person.

/// The sentence for an error of serde. The rules of the domain bring their own sentences and are passed on.
pub(super) fn of(error: &str) -> String {
    let names = quoted(error);
    let name = names.first().map(String::as_str).unwrap_or_default();
    let others = names.get(1..).unwrap_or_default().join(", ");
    if error.starts_with("missing field") {
        return "The field is missing.".into();
    }
    if error.starts_with("unknown field") {
        return format!("There is no field “{name}” here; possible are {others}.");
    }
    if error.starts_with("unknown variant") {
        return format!("“{name}” is not possible here; possible are {others}.");
    }
    for opening in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some((found, wanted)) = error.strip_prefix(opening).and_then(|rest| rest.split_once(", expected ")) {
            return format!("Here stands {found}; expected is {}.", plain(wanted));
        }
    }
    error.to_owned()
}

/// The names of Rust's types in words.
fn plain(wanted: &str) -> &str {
    match wanted {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "i64" => "a whole number",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        other if other.starts_with("struct ") => "an object",
        other => other,
    }
}

/// What stands between backquotes.
pub(super) fn quoted(error: &str) -> Vec<String> {
    error.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
