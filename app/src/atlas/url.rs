//! Questions as URLs: the state of what is looked at.
//!
//! `show`, `in`, `pillar`, `kind`, `org`, `status`, `brand`, `theme`, `taught`, `audience`, `year`, `giver`,
//! `receiver`, `has`, `q`, `bbox`, `z`, `sort`, `page`. A parameter that stands several times means any of its values, and
//! a value that begins with `-` leaves the rows out for which it holds. `has` holds a record's kind and parts joined by points (`project.org_longhao-group.amount_stated`); each
//! `has` is a condition of its own. Of a parameter that has one value the last one holds. `lat`, `lng`, `sel` and `lang` are
//! the page's own and not part of a question.

use super::query::{Clause, Has, Notice, Predicate, Problem, Query, Sort, Subject};
use crate::domain::{
    geo::Bounds, organisation::Role, pillar::Pillar, project::ProjectStatus, record::Kind, site::Brand, slug::Slug,
    text::Text,
};
use std::collections::{BTreeMap, BTreeSet};

impl Query {
    /// Reads a question from the query part of a URL, without the `?`. It never fails: what is not understood becomes
    /// a notice, and the nearest sensible question is asked. Whether named records exist is not known here; see
    /// [`super::Atlas::question`].
    pub fn from_url(raw: &str) -> (Self, Vec<Notice>) {
        let mut reader = Reader::default();
        for (parameter, value) in form_urlencoded::parse(raw.strip_prefix('?').unwrap_or(raw).as_bytes()) {
            if let Err(problem) = reader.read(&parameter, &value) {
                reader.notices.push(Notice::of(&parameter, &value, problem));
            }
        }
        reader.position();
        reader.query.clauses = reader.clauses.into_values().collect();
        reader.query.clauses.extend(reader.has);
        reader.query.clauses.sort();
        reader.query.clauses.dedup();
        reader.notices.truncate(Notice::MOST);
        (reader.query, reader.notices)
    }

    /// The canonical URL form, without `?`: sorted, every value once, defaults left out. Two URLs with the same meaning
    /// have the same canonical form. Conditions that a URL cannot tell apart, two of one parameter and sign, are
    /// written as one with all their values.
    pub fn to_url(&self) -> String {
        let mut pairs: BTreeSet<(usize, &str, String)> = BTreeSet::new();
        for Clause { not, what } in &self.clauses {
            let (place, parameter, values) = written(what);
            pairs.extend(values.into_iter().map(|value| (place, parameter, signed(*not, value))));
        }
        let mut url = form_urlencoded::Serializer::new(String::new());
        if self.subject != Subject::Sites {
            url.append_pair("show", self.subject.code());
        }
        for (_, parameter, value) in pairs {
            url.append_pair(parameter, &value);
        }
        if let Some(text) = &self.text {
            url.append_pair("q", text);
        }
        if let Some(Bounds { south, west, north, east }) = self.bounds {
            url.append_pair("bbox", &format!("{west},{south},{east},{north}"));
        }
        if let Some(zoom) = self.zoom {
            url.append_pair("z", &zoom.to_string());
        }
        if self.sort != Sort::Place {
            url.append_pair("sort", self.sort.code());
        }
        if self.page > 1 {
            url.append_pair("page", &self.page.to_string());
        }
        url.finish()
    }
}

/// The parameter of a predicate, its place in the canonical form, and its values.
pub(super) fn written(what: &Predicate) -> (usize, &'static str, Vec<String>) {
    match what {
        Predicate::Within(set) => (0, "in", set.iter().map(Slug::to_string).collect()),
        Predicate::Pillar(set) => (1, "pillar", set.iter().map(Pillar::to_string).collect()),
        Predicate::Kind(set) => (2, "kind", set.iter().map(|kind| kind.to_string()).collect()),
        Predicate::Organisation(set) => (3, "org", set.iter().map(Slug::to_string).collect()),
        Predicate::Status(set) => (4, "status", set.iter().map(ProjectStatus::to_string).collect()),
        Predicate::Brand(set) => (5, "brand", set.iter().map(Brand::to_string).collect()),
        Predicate::Theme(set) => (6, "theme", set.iter().map(|theme| theme.to_string()).collect()),
        Predicate::Taught(set) => (7, "taught", set.iter().map(|key| key.to_string()).collect()),
        Predicate::Audience(set) => (8, "audience", set.iter().map(|key| key.to_string()).collect()),
        Predicate::Year(set) => (9, "year", set.iter().map(u16::to_string).collect()),
        Predicate::Giver(set) => (10, "giver", set.iter().map(Slug::to_string).collect()),
        Predicate::Receiver(set) => (11, "receiver", set.iter().map(Slug::to_string).collect()),
        Predicate::Has(has) => (12, "has", vec![has_code(has)]),
    }
}

/// `-` turns a value round, so a value that itself begins with a sign gets a `+` before it.
fn signed(not: bool, value: String) -> String {
    if not {
        format!("-{value}")
    } else if value.starts_with(['-', '+']) {
        format!("+{value}")
    } else {
        value
    }
}

fn has_code(has: &Has) -> String {
    let mut code = has.record.code().to_owned();
    let mut part = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            code.push_str(&format!(".{name}_{value}"));
        }
    };
    part("org", has.organisation.as_ref().map(Slug::as_str));
    part("role", has.role.map(Role::code));
    part("status", has.status.map(ProjectStatus::code));
    part("amount", has.amount_stated.map(|stated| if stated { "stated" } else { "missing" }));
    code
}

fn has(code: &str) -> Option<Has> {
    let mut parts = code.split('.');
    let record = Kind::from_code(parts.next()?).filter(|kind| Has::KINDS.contains(kind))?;
    let mut has = Has::any(record);
    for part in parts {
        match part.split_once('_')? {
            ("org", slug) => has.organisation = Some(Slug::new(slug).ok()?),
            ("role", code) => has.role = Some(Role::from_code(code)?),
            ("status", code) => has.status = Some(ProjectStatus::from_code(code)?),
            ("amount", "stated") => has.amount_stated = Some(true),
            ("amount", "missing") => has.amount_stated = Some(false),
            _ => return None,
        }
    }
    Some(has)
}

#[derive(Default)]
struct Reader {
    query: Query,
    /// One condition per parameter and sign; `has` apart, because each is a condition of its own.
    clauses: BTreeMap<(usize, bool), Clause>,
    has: Vec<Clause>,
    /// The values of parameters that have only one.
    single: BTreeMap<&'static str, String>,
    notices: Vec<Notice>,
}

/// Parameters that have only one value, and that no page writes behind an address that has one already.
const SINGLE: [&str; 7] = ["q", "z", "sort", "page", "lat", "lng", "sel"];

impl Reader {
    fn read(&mut self, parameter: &str, value: &str) -> Result<(), Problem> {
        // Bytes that are no UTF-8 were replaced on decoding.
        if parameter.contains(char::REPLACEMENT_CHARACTER) || value.contains(char::REPLACEMENT_CHARACTER) {
            return Err(Problem::Unreadable);
        }
        let value = value.trim();
        if value.is_empty() && is_known(parameter) {
            // An empty field of a form that was sent without script.
            return Ok(());
        }
        if let Some(single) = SINGLE.iter().find(|single| **single == parameter)
            && let Some(before) = self.single.insert(single, value.to_owned())
            && before != value
        {
            self.notices.push(Notice::of(parameter, &before, Problem::Twice));
        }
        match parameter {
            "show" => self.query.subject = Subject::from_code(value).ok_or(Problem::NoSuchValue)?,
            "sort" => self.query.sort = Sort::from_code(value).ok_or(Problem::NoSuchValue)?,
            "q" => self.query.text = self.text(value)?,
            "z" => self.query.zoom = self.zoom(value)?,
            "page" => {
                let page = value.parse::<u32>().ok().filter(|page| *page > 0);
                self.query.page = page.ok_or(Problem::NotANumber)?;
            }
            "bbox" => self.query.bounds = Some(bounds(value).ok_or(Problem::NotANumber)?),
            "lat" | "lng" => number(value, if parameter == "lat" { 90.0 } else { 540.0 }).map(drop)?,
            "sel" | "lang" => {}
            _ => self.clause(parameter, value)?,
        }
        Ok(())
    }

    fn clause(&mut self, parameter: &str, value: &str) -> Result<(), Problem> {
        let (not, value) = match value.strip_prefix('-') {
            Some(value) => (true, value),
            None => (false, value.strip_prefix('+').unwrap_or(value)),
        };
        let slug = || Slug::new(value).map_err(|_| Problem::NoSuchValue);
        let what = match parameter {
            "in" => Predicate::Within([slug()?].into()),
            "org" => Predicate::Organisation([slug()?].into()),
            "kind" => Predicate::Kind([Text::new(value).map_err(|_| Problem::NoSuchValue)?].into()),
            "pillar" => Predicate::Pillar([Pillar::from_code(value).ok_or(Problem::NoSuchValue)?].into()),
            "status" => Predicate::Status([ProjectStatus::from_code(value).ok_or(Problem::NoSuchValue)?].into()),
            "brand" => Predicate::Brand([Brand::from_code(value).ok_or(Problem::NoSuchValue)?].into()),
            "theme" => Predicate::Theme([Text::new(value).map_err(|_| Problem::NoSuchValue)?].into()),
            "taught" => Predicate::Taught([Text::new(value).map_err(|_| Problem::NoSuchValue)?].into()),
            "audience" => Predicate::Audience([Text::new(value).map_err(|_| Problem::NoSuchValue)?].into()),
            "year" => {
                let year = value.parse::<u16>().ok().filter(|year| (1900..2200).contains(year));
                Predicate::Year([year.ok_or(Problem::NotANumber)?].into())
            }
            "giver" => Predicate::Giver([slug()?].into()),
            "receiver" => Predicate::Receiver([slug()?].into()),
            "has" => {
                let clause = Clause { not, what: Predicate::Has(has(value).ok_or(Problem::NoSuchValue)?) };
                if self.has.contains(&clause) {
                    return Ok(());
                }
                if self.has.len() == Query::HAS_MAX {
                    return Err(Problem::TooMany);
                }
                self.has.push(clause);
                return Ok(());
            }
            _ => return Err(Problem::Unknown),
        };
        let (place, ..) = written(&what);
        match self.clauses.entry((place, not)) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(Clause { not, what });
            }
            std::collections::btree_map::Entry::Occupied(mut there) => join(&mut there.get_mut().what, what),
        }
        Ok(())
    }

    /// The map stands somewhere only with all three numbers; a zoom alone is one.
    fn position(&mut self) {
        let parts = ["lat", "lng", "z"].map(|part| (part, self.single.get(part).cloned()));
        if parts.iter().all(|(_, value)| value.is_some()) {
            return;
        }
        let alone = parts[..2].iter().filter_map(|(part, value)| Some((*part, value.as_deref()?)));
        // What is no number has been named.
        let alone = alone.filter(|(_, value)| number(value, 540.0).is_ok());
        let alone: Vec<Notice> = alone.map(|(part, value)| Notice::of(part, value, Problem::Alone)).collect();
        self.notices.extend(alone);
    }

    fn text(&mut self, value: &str) -> Result<Option<Text>, Problem> {
        let readable: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut text = readable.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = text.char_indices().nth(Query::TEXT_MAX) {
            self.notices.push(Notice::of("q", &text, Problem::TooLong));
            text.truncate(end);
        }
        if text.is_empty() { Ok(None) } else { Text::new(text).map(Some).map_err(|_| Problem::Unreadable) }
    }

    fn zoom(&mut self, value: &str) -> Result<Option<u8>, Problem> {
        let zoom: f64 = value.parse().ok().filter(|zoom: &f64| zoom.is_finite()).ok_or(Problem::NotANumber)?;
        let nearest = zoom.round().clamp(0.0, f64::from(Query::ZOOM_MAX));
        if nearest != zoom.round() {
            self.notices.push(Notice::of("z", value, Problem::NotANumber));
        }
        Ok(Some(nearest as u8))
    }
}

fn is_known(parameter: &str) -> bool {
    const PARAMETERS: [&str; 23] = [
        "show", "in", "pillar", "kind", "org", "status", "brand", "theme", "taught", "audience", "year", "giver",
        "receiver", "has", "q", "bbox", "z", "sort", "page", "lat", "lng", "sel", "lang",
    ];
    PARAMETERS.contains(&parameter)
}

fn join(there: &mut Predicate, more: Predicate) {
    match (there, more) {
        (Predicate::Within(there), Predicate::Within(more)) => there.extend(more),
        (Predicate::Pillar(there), Predicate::Pillar(more)) => there.extend(more),
        (Predicate::Kind(there), Predicate::Kind(more)) => there.extend(more),
        (Predicate::Organisation(there), Predicate::Organisation(more)) => there.extend(more),
        (Predicate::Status(there), Predicate::Status(more)) => there.extend(more),
        (Predicate::Brand(there), Predicate::Brand(more)) => there.extend(more),
        (Predicate::Theme(there), Predicate::Theme(more)) => there.extend(more),
        (Predicate::Taught(there), Predicate::Taught(more)) => there.extend(more),
        (Predicate::Audience(there), Predicate::Audience(more)) => there.extend(more),
        (Predicate::Year(there), Predicate::Year(more)) => there.extend(more),
        (Predicate::Giver(there), Predicate::Giver(more)) => there.extend(more),
        (Predicate::Receiver(there), Predicate::Receiver(more)) => there.extend(more),
        // The same parameter always makes the same predicate, and `has` is never joined.
        _ => {}
    }
}

fn number(value: &str, limit: f64) -> Result<f64, Problem> {
    value.parse().ok().filter(|number: &f64| number.abs() <= limit).ok_or(Problem::NotANumber)
}

/// `west,south,east,north` in degrees, as OGC orders them. A map that shows more than the earth is cut to the earth.
fn bounds(value: &str) -> Option<Bounds> {
    let mut edges = value.split(',').map(|edge| edge.trim().parse().ok().filter(|edge: &f64| edge.is_finite()));
    let mut next = |limit: f64| edges.next()?.map(|edge| edge.clamp(-limit, limit));
    let (west, south, east, north) = (next(180.0)?, next(90.0)?, next(180.0)?, next(90.0)?);
    (edges.next().is_none() && west <= east && south <= north).then_some(Bounds { south, west, north, east })
}
