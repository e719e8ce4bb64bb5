//! From raw texts to the JSON value of a field, with what is wrong at each control.

use super::{
    Around, Part, Problem, Raws, Shape,
    around::{Alone, Known},
    below, composed_parts, fields, number, place, rows_of,
};
use crate::domain::{
    indicator::among,
    period::{self, PartialDate},
    quantity::same_unit,
    record::Kind,
    rule::Broken,
    text::Text,
    training::within,
};
use serde_json::{Map, Value, json};

/// What a form says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The value of each field that the form has; null where it says nothing or cannot be read.
    pub fields: Map<String, Value>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Reads the whole form of a kind.
pub fn read_entry(kind: Kind, raws: &Raws, around: &Around<'_>) -> Reading {
    read(fields(kind).unwrap_or_default(), raws, around)
}

/// Reads the fields of a form that are picked. One that is judged by another is judged only where both are.
pub(super) fn read_picked(kind: Kind, raws: &Raws, around: &Around<'_>, picked: impl Fn(&str) -> bool) -> Reading {
    let parts = fields(kind).unwrap_or_default().iter().filter(|part| picked(part.name));
    read(&parts.copied().collect::<Vec<_>>(), raws, around)
}

/// Reads the whole form of a kind where the records are not at hand. Whatever is wrong here, [`read_entry`] says at the same
/// control in the same words, whatever the records; it alone knows whether there is a record of a name, and where it lies.
pub fn read_alone(kind: Kind, raws: &Raws) -> Reading {
    read(fields(kind).unwrap_or_default(), raws, &Alone)
}

fn read<K: Known>(parts: &[Part], raws: &Raws, around: &K) -> Reading {
    let mut reader = Reader { raws, around, problems: Vec::new() };
    let read = reader.parts(parts, "");
    for (earlier, later) in SPANS {
        reader.in_order(&read, "", earlier, later);
    }
    reader.position(&read);
    if K::ALL {
        reader.participants(&read);
        reader.units(&read);
        reader.people(&read);
    }
    Reading { fields: read, problems: reader.problems }
}

/// Fields that are the beginning and the end of a span of time.
const SPANS: [(&str, &str); 2] = [("from", "to"), ("start", "end")];

pub(super) struct Reader<'a, K> {
    raws: &'a Raws,
    pub(super) around: &'a K,
    problems: Vec<Problem>,
}

impl<K: Known> Reader<'_, K> {
    pub(super) fn raw(&self, path: &str) -> &str {
        self.raws.get(path).map(|raw| raw.trim()).unwrap_or_default()
    }

    pub(super) fn say(&mut self, path: &str, rule: Broken) {
        self.problems.push(Problem { path: path.into(), rule });
    }

    /// The value, or null and a problem.
    pub(super) fn keep<T: Into<Value>>(&mut self, path: &str, value: Result<T, Broken>) -> Value {
        value.map_or_else(
            |rule| {
                self.say(path, rule);
                Value::Null
            },
            Into::into,
        )
    }

    fn parts(&mut self, parts: &[Part], path: &str) -> Map<String, Value> {
        // One by one: collecting sorts, and the code for that would be a tenth of what the browser loads for editing.
        let mut read = Map::new();
        for part in parts {
            read.insert(part.name.to_owned(), self.part(part, &below(path, part.name)));
        }
        if K::ALL && !path.is_empty() {
            for (earlier, later) in SPANS {
                self.in_order(&read, path, earlier, later);
            }
        }
        read
    }

    fn part(&mut self, part: &Part, path: &str) -> Value {
        let before = self.problems.len();
        let value = self.shape(part.shape, path);
        let missing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if part.required && missing && self.problems.len() == before {
            self.say(&first_control(part.shape, path), Broken::new("This has to be filled in.", "此项必须填写。"));
        }
        value
    }

    pub(super) fn shape(&mut self, shape: Shape, path: &str) -> Value {
        match shape {
            Shape::Parts(parts, objects) => {
                if self.is_blank(shape, path) && !objects {
                    return Value::Null;
                }
                Value::Object(self.parts(parts, path))
            }
            Shape::List(item) => self.list(*item, path),
            Shape::Amount if !self.is_blank(shape, path) => number::read_amount(self, path),
            Shape::Quantity if !self.is_blank(shape, path) => number::read_quantity(self, path),
            Shape::Place if !self.is_blank(shape, path) => place::read(self, path),
            Shape::Flag => (self.raw(path) == "yes").into(),
            Shape::Code(_, blank) if self.raw(path).is_empty() => blank.into(),
            _ if self.raw(path).is_empty() => Value::Null,
            leaf => {
                let value = self.leaf(leaf, path);
                self.keep(path, value)
            }
        }
    }

    /// The value of one control that is not empty.
    fn leaf(&self, shape: Shape, path: &str) -> Result<Value, Broken> {
        let raw = self.raw(path);
        match shape {
            Shape::Line | Shape::Lines | Shape::Word(_) => {
                let raw = raw.replace("\r\n", "\n");
                if shape != Shape::Lines && raw.contains('\n') {
                    return Err(Broken::new("This is one line of text.", "此项只能填写一行。"));
                }
                let text = Text::new(raw)?;
                Ok(match shape {
                    Shape::Word(kind) => self.around.word(kind, &text, path),
                    _ => text.as_str().into(),
                })
            }
            Shape::Code(codes, _) => match codes.iter().find(|code| **code == raw) {
                Some(code) => Ok((*code).into()),
                None => Err(Broken::new("Choose one of the list.", "请从列表中选择。")),
            },
            Shape::Perhaps => Ok(json!(raw == "yes")),
            Shape::Count(most) => number::count(raw, most).map(Into::into),
            Shape::Date => date(raw),
            Shape::Link(kind) => self.around.link(kind, raw, path),
            Shape::Owner => {
                // A name may hold a stroke, too; only what stands before it tells.
                match raw.split_once('/').and_then(|(kind, name)| Some((Kind::from_code(kind)?, name))) {
                    Some((Kind::Source, _)) => {
                        Err(Broken::new("Choose the record that this belongs to.", "请选择所属的记录。"))
                    }
                    Some((kind, name)) => self.around.owner(kind, name, path),
                    None => self.around.owner_called(raw, path),
                }
            }
            _ => Ok(Value::Null),
        }
    }

    fn list(&mut self, item: Shape, path: &str) -> Value {
        let mut items: Vec<Value> = Vec::new();
        for row in rows_of(self.raws, path) {
            let row_path = below(path, row);
            if self.is_blank(item, &row_path) {
                continue;
            }
            let value = self.shape(item, &row_path);
            if value.is_null() {
                continue;
            }
            if items.contains(&value) {
                let at = first_control(item, &row_path);
                self.say(&at, Broken::new("This stands in the list already.", "列表中已有此项。"));
            } else {
                items.push(value);
            }
        }
        items.into()
    }

    /// Whether nothing is typed in the controls of a shape; those that mean something when they are empty do not count.
    pub(super) fn is_blank(&self, shape: Shape, path: &str) -> bool {
        match shape {
            Shape::Parts(parts, _) => parts.iter().all(|part| self.is_blank(part.shape, &below(path, part.name))),
            Shape::List(item) => rows_of(self.raws, path).all(|row| self.is_blank(*item, &below(path, row))),
            Shape::Code(_, Some(_)) => true,
            other => match composed_parts(other) {
                Some(parts) => parts.iter().all(|part| self.is_blank(part.shape, &below(path, part.name))),
                None => self.raw(path).is_empty(),
            },
        }
    }

    /// The end of a span does not come before its beginning.
    fn in_order(&mut self, read: &Map<String, Value>, path: &str, earlier: &str, later: &str) {
        let text = |name: &str| read.get(name).and_then(Value::as_str);
        let (Some(from), Some(to)) = (text(earlier), text(later)) else { return };
        if let Err(rule) = period::in_order(from, to) {
            self.say(&below(path, later), rule);
        }
    }

    /// A position lies in the division that is named beside it.
    fn position(&mut self, read: &Map<String, Value>) {
        let number = |part: &str| read.get("location").and_then(|at| at.get(part)).and_then(Value::as_f64);
        let division = read.get("division").and_then(Value::as_str);
        if let (Some(lat), Some(lng), Some(division)) = (number("lat"), number("lng"), division)
            && let Err(rule) = self.around.lies_in((lat, lng), division)
        {
            self.say("location.lat", rule);
        }
    }

    /// Women and groups are no more than all who took part.
    fn participants(&mut self, read: &Map<String, Value>) {
        let Some(all) = read.get("participants").and_then(Value::as_u64).map(|all| all as u32) else { return };
        let groups = rows_of(self.raws, "participant_groups").map(|row| format!("participant_groups.{row}.people"));
        for path in groups.chain(["women".to_owned()]) {
            let part = number::count(self.raw(&path), u32::MAX).unwrap_or_default();
            if let Err(rule) = within(part, all) {
                self.say(&path, rule);
            }
        }
    }

    /// Women, children and minorities are no more than all people who were reached.
    fn people(&mut self, read: &Map<String, Value>) {
        let of_actual = |part: &str| read.get("actual").and_then(|actual| actual.get(part));
        let (digits, decimals) =
            (of_actual("value").and_then(Value::as_i64), of_actual("decimals").and_then(Value::as_u64));
        let (unit, bound) = (of_actual("unit").and_then(Value::as_str), of_actual("bound").and_then(Value::as_str));
        let (Some(digits), Some(decimals), Some(unit), Some(bound)) = (digits, decimals, unit, bound) else { return };
        for field in ["women", "children", "ethnic_minorities"] {
            let part = read.get(field).and_then(Value::as_u64).and_then(|part| u32::try_from(part).ok());
            if let Some(Err(rule)) = part.map(|part| among(part, (digits, decimals as u8), unit, bound)) {
                self.say(field, rule);
            }
        }
    }

    /// What is aimed at, reached, or was there before, is counted as its indicator counts.
    fn units(&mut self, read: &Map<String, Value>) {
        let text = |name: &str| read.get(name).and_then(Value::as_str);
        let unit = match text("indicator") {
            Some(indicator) => self.around.unit(indicator),
            None => text("unit").map(str::to_owned),
        };
        for field in ["baseline", "target", "actual"] {
            let stated = read.get(field).and_then(|number| number.get("unit")).and_then(Value::as_str);
            if let (Some(unit), Some(stated)) = (&unit, stated)
                && let Err(rule) = same_unit(stated, unit)
            {
                self.say(&below(field, "unit"), rule);
            }
        }
    }
}

/// Where a sentence about a whole shape is shown: at its first control.
pub(super) fn first_control(shape: Shape, path: &str) -> String {
    match shape {
        Shape::Parts(parts, _) => parts.first().map(|part| first_control(part.shape, &below(path, part.name))),
        Shape::List(item) => Some(first_control(*item, &below(path, 0))),
        other => composed_parts(other).and_then(<[Part]>::first).map(|part| below(path, part.name)),
    }
    .unwrap_or_else(|| path.into())
}

/// A date as people write it: `2021`, `2021-5-3`, `2021/05`, `2021.5`, `2021年5月3号`.
fn date(raw: &str) -> Result<Value, Broken> {
    let plain = number::narrow(raw).replace(['年', '月', '/', '.'], "-").replace(['日', '号', ' '], "");
    let padded: Vec<String> = plain
        .trim_end_matches('-')
        .split('-')
        .map(|part| if part.len() == 1 { format!("0{part}") } else { part.into() })
        .collect();
    match PartialDate::new(padded.join("-")) {
        Ok(date) => Ok(date.as_str().into()),
        Err(_) => PartialDate::new(raw).map(|date| date.as_str().into()),
    }
}
