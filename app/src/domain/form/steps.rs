//! From what was typed to the steps of a change.

use super::{Around, Problem, Raws, field_of, fields, read::read_picked, read_entry, write::write_picked, write_entry};
use crate::domain::{change::Op, record::Kind};
use serde_json::{Value, json};

/// The raw texts of a form: what stood in the record, and over it what was typed.
pub fn effective(kind: Kind, base: Option<&Value>, typed: &Raws) -> Raws {
    effective_of(kind, base, typed, |_| true)
}

/// The same of the fields that are picked.
fn effective_of(kind: Kind, base: Option<&Value>, typed: &Raws, picked: impl Fn(&str) -> bool) -> Raws {
    let mut raws = base.map(|body| write_picked(kind, body, &picked)).unwrap_or_default();
    let typed = typed.iter().filter(|(path, _)| picked(field_of(path)));
    raws.extend(typed.map(|(path, raw)| (path.clone(), raw.clone())));
    raws
}

/// What is said of a form while it is filled in: the raw texts of all of it, and what is wrong with what was typed. A new
/// form is not full of reproaches: what is missing is said where something was typed, and when it is sent.
pub fn judged(kind: Kind, base: Option<&Value>, typed: &Raws, around: &Around<'_>) -> (Raws, Vec<Problem>) {
    let raws = effective(kind, base, typed);
    let mut problems = read_entry(kind, &raws, around).problems;
    problems.retain(|problem| is_said(problem, &raws, typed));
    (raws, problems)
}

/// Of what [`judged`] says, what can be another since something was typed in one control: what is wrong at the controls of
/// its field and of those that it concerns. No more of the form is read than that takes, because it is asked with every
/// saving.
pub fn judged_at(kind: Kind, base: Option<&Value>, typed: &Raws, saved: &str, around: &Around<'_>) -> Vec<Problem> {
    let picked = |field: &str| concerns(saved, field) || concerns(field, saved);
    let raws = effective_of(kind, base, typed, picked);
    let mut problems = read_picked(kind, &raws, around, picked).problems;
    problems.retain(|problem| concerns(saved, &problem.path) && is_said(problem, &raws, typed));
    problems
}

/// Whether a problem is one of what was typed, and not of what nobody has come to yet. What stands somewhere and is judged
/// by something that was typed is no longer right or wrong as it was.
fn is_said(Problem { path, .. }: &Problem, raws: &Raws, typed: &Raws) -> bool {
    let stands = raws.get(path).is_some_and(|raw| !raw.trim().is_empty());
    typed.keys().any(|typed| field_of(typed) == field_of(path) || (stands && concerns(typed, path)))
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
/// by which that one is judged: a position by its division, a span by both of its ends, a part of the people by all, a unit by
/// that of the indicator.
pub fn concerns(typed: &str, control: &str) -> bool {
    let (typed, field) = (field_of(typed), field_of(control));
    typed == field || is_judged_by(typed, field)
}

/// In code rather than in a table: what a table holds is a part of what every visitor loads.
fn is_judged_by(typed: &str, field: &str) -> bool {
    matches!(
        (typed, field),
        ("division", "location")
            | ("from", "to")
            | ("start", "end")
            | ("participants", "women" | "participant_groups")
            | ("indicator", "target" | "actual")
            | ("unit", "baseline")
            | ("actual", "women" | "children" | "ethnic_minorities")
    )
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

/// How many fields of a form have to be filled in, and how many are: with something in them, and nothing wrong.
pub fn completeness(kind: Kind, raws: &Raws, problems: &[Problem]) -> (usize, usize) {
    let required = || fields(kind).unwrap_or_default().iter().filter(|part| part.required);
    let filled = |name: &str| raws.iter().any(|(path, raw)| field_of(path) == name && !raw.trim().is_empty());
    let sound = |name: &str| problems.iter().all(|problem| field_of(&problem.path) != name);
    (required().filter(|part| filled(part.name) && sound(part.name)).count(), required().count())
}
