//! From what was typed to the steps of a change.

use super::{Around, Problem, Raws, field_of, fields, read_entry, write_entry};
use crate::domain::{change::Op, record::Kind};
use serde_json::{Value, json};

/// The raw texts of a form: what stood in the record, and over it what was typed.
pub fn effective(kind: Kind, base: Option<&Value>, typed: &Raws) -> Raws {
    let mut raws = base.map(|body| write_entry(kind, body)).unwrap_or_default();
    raws.extend(typed.iter().map(|(path, raw)| (path.clone(), raw.clone())));
    raws
}

/// The steps from a body to what the form says; `None` for an entry that is still to be made. Only fields in which
/// something was typed are touched, so that nothing changes by being looked at. With every problem of those fields; of a
/// new entry, of all.
pub fn steps(kind: Kind, base: Option<&Value>, typed: &Raws, around: &Around<'_>) -> (Vec<Op>, Vec<Problem>) {
    let mut reading = read_entry(kind, &effective(kind, base, typed), around);
    let touched = |field: &str| typed.keys().any(|path| field_of(path) == field);
    let Some(base) = base else {
        for (field, value) in
            [("garbled", json!(false)), ("pillars", json!([])), ("citations", json!([])), ("reading_note", Value::Null)]
        {
            reading.fields.entry(field).or_insert(value);
        }
        let sets = reading.fields.into_iter().map(|(field, value)| Op::Set(field, value));
        return ([Op::Create].into_iter().chain(sets).collect(), reading.problems);
    };
    let concerned = |problem: &Problem| typed.keys().any(|path| concerns(path, &problem.path));
    reading.problems.retain(concerned);
    let mut ops = Vec::new();
    for part in fields(kind).unwrap_or_default().iter().filter(|part| touched(part.name)) {
        let before = &base[part.name];
        let mut after = reading.fields.remove(part.name).unwrap_or_default();
        if part.name == "location"
            && ["lat", "lng"].iter().all(|axis| after[*axis] == before[*axis])
            && after.is_object()
        {
            after["cross_check"] = before["cross_check"].clone();
        }
        if after != *before {
            ops.push(Op::Set(part.name.into(), after));
        }
    }
    (ops, reading.problems)
}

/// The steps that make an archived entry anew: as it was before, with what is typed over it. Fields that have no form come
/// back as they were, too.
pub fn steps_back(kind: Kind, former: &Value, typed: &Raws, around: &Around<'_>) -> (Vec<Op>, Vec<Problem>) {
    let (changed, problems) = steps(kind, Some(former), typed, around);
    let is_changed = |field: &str| changed.iter().any(|op| matches!(op, Op::Set(changed, _) if changed == field));
    let fields = former.as_object().into_iter().flatten();
    let kept = fields.filter(|(field, _)| *field != "id" && !is_changed(field));
    let kept: Vec<Op> = kept.map(|(field, value)| Op::Set(field.clone(), value.clone())).collect();
    ([Op::Create].into_iter().chain(kept).chain(changed).collect(), problems)
}

/// Whether what is said of a control can change when something is typed in another one: in one of its field, or of the field
/// by which that one is judged. A position is judged by its division, and a span by both of its ends.
pub fn concerns(typed: &str, control: &str) -> bool {
    let (typed, field) = (field_of(typed), field_of(control));
    typed == field || matches!((typed, field), ("division", "location") | ("from", "to") | ("start", "end"))
}

/// What has to be typed over the form of one body so that it says what another one says. Emptied controls are among it.
pub fn retyped(kind: Kind, from: &Value, to: &Value) -> Raws {
    let (now, mut wanted) = (write_entry(kind, from), write_entry(kind, to));
    for path in now.keys() {
        wanted.entry(path.clone()).or_default();
    }
    wanted.retain(|path, raw| now.get(path).map_or("", String::as_str) != raw);
    wanted
}

/// How many fields of a form have to be filled in, and how many are.
pub fn completeness(kind: Kind, raws: &Raws) -> (usize, usize) {
    let required = || fields(kind).unwrap_or_default().iter().filter(|part| part.required);
    let filled = |name: &str| raws.iter().any(|(path, raw)| field_of(path) == name && !raw.trim().is_empty());
    (required().filter(|part| filled(part.name)).count(), required().count())
}
