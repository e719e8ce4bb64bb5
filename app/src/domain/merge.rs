//! Merging: a change that was made against an older revision is brought onto the current one, field by field.
//!
//! Three values decide: what the author saw (*base*), what stands now (*theirs*) and what the author wants (*ours*). Where
//! only one side moved, that side holds. Texts in two languages are two fields, lists of links are united. Only where both
//! moved to different values is there a [`Conflict`], and then nothing is written before a person has seen both.

mod list;
#[cfg(test)]
mod tests;

use super::{
    change::{Edit, Op, apply},
    rule::Broken,
};
use serde_json::{Map, Value};

/// The field of a conflict that is about the entry as a whole: one side archived it, or both made it.
pub const WHOLE: &str = "entry";

/// A field that both sides set differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field, such as `kind` or `name.zh`; [`WHOLE`] for the entry itself.
    pub field: String,
    /// What the author saw.
    pub base: Value,
    /// What stands now.
    pub theirs: Value,
    /// What the author wants.
    pub ours: Value,
}

crate::code_list! {
    /// Which of two values of a conflict holds. The other one stays in the history.
    Keep {
        /// What stands now.
        Theirs = "theirs",
        /// What the author wants.
        Ours = "ours",
    }
}

/// A person's decision on a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The field, as the conflict named it.
    pub field: String,
    /// What stood there when the person decided. The decision holds for no other value.
    pub seen: Value,
    /// Which one holds.
    pub keep: Keep,
}

/// A change brought onto the current revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The steps from the current revision; empty where nothing is left to do.
    pub ops: Vec<Op>,
    /// What a person has to decide first; the steps leave these fields as they stand.
    pub conflicts: Vec<Conflict>,
}

/// Brings an edit onto the current body of its entry. `base` is the body of the revision that the edit names; a body is
/// `None` where the entry is not made or archived.
///
/// # Errors
/// When the steps do not fit their own base.
pub fn merge(base: Option<&Value>, current: Option<&Value>, edit: &Edit, choices: &[Choice]) -> Result<Merged, Broken> {
    let wanted = apply(&edit.entry, base, &edit.ops)?;
    let mut merging = Merging { choices, merged: Merged::default() };
    match (base, current, &wanted) {
        _ if current == wanted.as_ref() => {}
        _ if base == current => merging.merged.ops.clone_from(&edit.ops),
        (Some(base), Some(current), Some(wanted)) => merging.fields(base, current, wanted),
        _ => {
            let body = |value: Option<&Value>| value.cloned().unwrap_or_default();
            let whole =
                Conflict { field: WHOLE.into(), base: body(base), theirs: body(current), ours: body(wanted.as_ref()) };
            if merging.decide(whole) == Some(Keep::Ours) {
                merging.merged.ops = whole_steps(current, wanted, &edit.ops);
            }
        }
    }
    Ok(merging.merged)
}

/// The steps that put what is wanted in the place of whatever stands.
fn whole_steps(current: Option<&Value>, wanted: Option<Value>, ops: &[Op]) -> Vec<Op> {
    let Some(Value::Object(wanted)) = wanted else {
        return ops.iter().filter(|op| matches!(op, Op::Archive { .. })).cloned().collect();
    };
    let create = current.is_none().then_some(Op::Create);
    let different = wanted
        .into_iter()
        .filter(|(field, value)| field != "id" && current.is_none_or(|current| current.get(field) != Some(value)));
    create.into_iter().chain(different.map(|(field, value)| Op::Set(field, value))).collect()
}

struct Merging<'a> {
    choices: &'a [Choice],
    merged: Merged,
}

impl Merging<'_> {
    /// Merges the bodies of one entry.
    fn fields(&mut self, base: &Value, current: &Value, wanted: &Value) {
        let Value::Object(fields) = wanted else { return };
        for (field, ours) in fields {
            let (base, theirs) = (&base[field.as_str()], &current[field.as_str()]);
            let merged = self.value(field, base, theirs, ours);
            if merged != *theirs {
                self.merged.ops.push(Op::Set(field.clone(), merged));
            }
        }
    }

    /// The value of one field after both sides; theirs where a conflict is open.
    fn value(&mut self, field: &str, base: &Value, theirs: &Value, ours: &Value) -> Value {
        if [theirs, ours].contains(&base) || ours == theirs {
            return self.whole(field, base, theirs, ours);
        }
        let merged = self.languages(field, base, theirs, ours).or_else(|| list::merge(base, theirs, ours));
        merged.unwrap_or_else(|| self.whole(field, base, theirs, ours))
    }

    /// The same for a value that is one thing.
    fn whole(&mut self, field: &str, base: &Value, theirs: &Value, ours: &Value) -> Value {
        if ours == base || ours == theirs {
            return theirs.clone();
        }
        if theirs == base {
            return ours.clone();
        }
        let conflict = Conflict { field: field.into(), base: base.clone(), theirs: theirs.clone(), ours: ours.clone() };
        match self.decide(conflict) {
            Some(Keep::Ours) => ours.clone(),
            _ => theirs.clone(),
        }
    }

    /// Merges a text in two languages, each for itself; `None` when the values are none.
    fn languages(&mut self, field: &str, base: &Value, theirs: &Value, ours: &Value) -> Option<Value> {
        let (theirs, ours) = (bilingual(theirs)?, bilingual(ours)?);
        let nothing = Map::new();
        let base = if base.is_null() { &nothing } else { bilingual(base)? };
        let mut merged = theirs.clone();
        // Whether a Chinese name is in use is said of that name, so the two go together.
        for parts in [&["zh", "zh_status"][..], &["en"]] {
            let pick = |from: &Map<String, Value>| -> Value {
                let values: Vec<_> = parts.iter().map(|part| from.get(*part).cloned().unwrap_or_default()).collect();
                if values[1..].iter().all(Value::is_null) { values[0].clone() } else { values.into() }
            };
            let kept = self.whole(&format!("{field}.{}", parts[0]), &pick(base), &pick(theirs), &pick(ours));
            let from = if kept == pick(theirs) { theirs } else { ours };
            for part in parts {
                if let Some(value) = from.get(*part) {
                    merged.insert((*part).into(), value.clone());
                }
            }
        }
        Some(Value::Object(merged))
    }

    /// What was decided on a conflict; without a decision on these very values it stays open.
    fn decide(&mut self, conflict: Conflict) -> Option<Keep> {
        let mut choices = self.choices.iter();
        let choice = choices.find(|choice| choice.field == conflict.field && choice.seen == conflict.theirs);
        if choice.is_none() {
            self.merged.conflicts.push(conflict);
        }
        choice.map(|choice| choice.keep)
    }
}

/// The fields of a name or phrase.
fn bilingual(value: &Value) -> Option<&Map<String, Value>> {
    value.as_object().filter(|fields| {
        fields.contains_key("zh") && fields.keys().all(|key| matches!(key.as_str(), "zh" | "en" | "zh_status"))
    })
}
