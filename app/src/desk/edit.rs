//! The form for one entry of a change: one column, a line for the problem of every control, and what others have open.

use super::{
    Called, Speaker,
    change::called,
    choices::{Choices, Choosable},
    values::{code_words, name, time},
};
use crate::{
    domain::{
        division::Level,
        form::{self, Part, Problem, Raws, Shape, below, completeness, composed_parts},
        geo::LatLng,
        language::Language,
        record::{EntryId, Kind},
        rule::Broken,
        slug::Slug,
    },
    editing::words::{CoordinateFields, PointPicker, SavedLine},
    i18n::{Locale, fill},
    map::pin::escape,
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// Empty rows at the end of a list.
const SPARE_ROWS: usize = 2;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The change.
    pub draft: Slug,
    /// The entry.
    pub entry: EntryId,
    /// Who types: the stable name of the account.
    pub account: String,
    /// The raw texts of all controls.
    pub raws: Raws,
    /// When the server saved what was typed: milliseconds since 1970, UTC.
    pub saved_at: BTreeMap<String, i64>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What others have open: who, control, text, when.
    pub others: Vec<(Speaker, String, String, i64)>,
    /// Entries that are made by the same change and can be named here, with what they are called.
    pub own: Vec<(EntryId, Option<Called>)>,
    /// Amounts as they are understood, by the path of their field.
    pub understood: Vec<(String, Broken)>,
    /// Why nothing was saved.
    pub refused: Option<Refusal>,
}

/// Why nothing was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The change is not open any more.
    Closed,
    /// Another person types in it.
    Others,
    /// A text is too long.
    TooLong,
    /// The form has no such field.
    UnknownField,
    /// A text holds something that cannot be kept.
    Unreadable,
}

struct Form<'a> {
    question: &'a Question<'a>,
    data: &'a Edit,
    /// The records that its controls can name, as far as they were needed.
    choices: BTreeMap<Choosable, Rc<Choices>>,
}

pub(super) fn page(question: &Question<'_>, data: Edit) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let language = locale.language;
    let kind = data.entry.kind;
    let here = Page::Desk(DeskPage::Edit(data.draft.clone(), data.entry.clone())).path(language);
    let draft = Page::Desk(DeskPage::Draft(data.draft.clone())).path(language);
    let typed_name = data.raws.get(if language == Language::Chinese { "name.zh" } else { "name.en" }).cloned();
    let title = typed_name.filter(|typed| !typed.is_empty()).unwrap_or_else(|| {
        let new = data.own.iter().find(|(entry, _)| *entry == data.entry).and_then(|(_, new)| new.as_ref());
        called(question, &data.entry, new)
    });
    let mut form = Form { question, data: &data, choices: BTreeMap::new() };
    let sections: Vec<AnyView> = form::fields(kind).unwrap_or_default().iter().map(|part| form.section(part)).collect();
    let lists: Vec<AnyView> = form.choices.values().map(|choices| choices.list()).collect();
    let (done, all) = completeness(kind, &data.raws);
    let complete = fill(texts.complete, &[&done.to_string(), &all.to_string()]);
    let saved = data.saved_at.values().max();
    let saved = saved.map_or_else(|| texts.not_saved_yet.to_owned(), |at| fill(texts.saved, &[&time(locale, *at)]));
    let next: String = form_urlencoded::byte_serialize(here.as_bytes()).collect();
    let refused = data.refused.map(|refusal| match refusal {
        Refusal::Closed => texts.closed,
        Refusal::Others => texts.others_type,
        Refusal::TooLong => texts.problem_too_long,
        Refusal::UnknownField => texts.problem_unknown_field,
        Refusal::Unreadable => texts.problem_unreadable,
    });
    // What one may only read cannot be typed in, and the script leaves it alone.
    let shut = data.refused == Some(Refusal::Others);
    let attached = (!shut).then(|| data.draft.to_string());
    let sections = match shut {
        true => view! { <fieldset class="shut" disabled>{sections}</fieldset> }.into_any(),
        false => sections.into_any(),
    };
    let button = (!shut).then(|| view! { <button type="submit">{texts.save}</button> " " });
    let sign_in = format!("{}?next={next}", Page::Desk(DeskPage::SignIn).path(language));
    let line = (!shut).then(|| view! { <SavedLine words=saved sign_in/> });
    Written {
        title: format!("{} · {title}", texts.edit),
        here: title.clone(),
        description: texts.edit_intro.to_owned(),
        class: "place desk",
        crumbs: vec![
            (Page::Desk(DeskPage::Home).path(language), texts.home.to_owned()),
            (draft.clone(), texts.draft.to_owned()),
        ],
        body: view! {
            <header><h1>{title}</h1><p>{texts.edit_intro}</p><p class="meta">{texts.kind(kind.code())} " · " {complete}</p></header>
            <form class="desk-form desk-edit" method="post" action=here.clone() data-draft=attached
                data-entry=data.entry.to_string() data-account=data.account.clone()>
                {refused.map(|refused| view! { <p class="notices" role="alert" id="mistake">{refused}</p> })}
                {sections}
                <p>{button} <a class="action" href=draft>{texts.draft}</a></p>
            </form>
            {line}
            {lists}
        }
        .into_any(),
    }
}

impl Form<'_> {
    fn raw(&self, path: &str) -> &str {
        self.data.raws.get(path).map_or("", String::as_str)
    }

    /// A field with its controls.
    fn section(&mut self, part: &Part) -> AnyView {
        let texts = self.question.locale.drafts();
        let label = texts.label(part.name);
        let star = part.required.then_some(" *");
        let hint = (part.shape == Shape::Place).then(|| {
            let fields = CoordinateFields { lat: "location.lat", lng: "location.lng", datum: "location.datum" };
            view! { <p class="hint">{texts.datum_hint}</p> <PointPicker fields candidates=seats(self.question)/> }
        });
        let controls = self.shape(part.shape, part.name);
        view! { <fieldset><legend>{label}{star}</legend>{controls}{hint}</fieldset> }.into_any()
    }

    fn shape(&mut self, shape: Shape, path: &str) -> Vec<AnyView> {
        if let Some(parts) = composed_parts(shape) {
            return self.parts(parts, path);
        }
        match shape {
            Shape::Parts(parts, _) => self.parts(parts, path),
            Shape::List(item) => {
                let prefix = format!("{path}.");
                let rows = self.data.raws.keys().filter_map(|key| key.strip_prefix(&prefix));
                let last = rows.filter_map(|rest| rest.split('.').next()?.parse::<usize>().ok()).max();
                let rows = (last.map_or(0, |last| last + 1) + SPARE_ROWS).min(form::MOST_ROWS);
                (0..rows).flat_map(|row| self.shape(*item, &below(path, row))).collect()
            }
            leaf => vec![self.control(leaf, path)],
        }
    }

    fn parts(&mut self, parts: &[Part], path: &str) -> Vec<AnyView> {
        parts.iter().flat_map(|part| self.shape(part.shape, &below(path, part.name))).collect()
    }

    /// One control, its problem and what others have open for it.
    fn control(&mut self, shape: Shape, path: &str) -> AnyView {
        let locale = self.question.locale;
        let texts = locale.drafts();
        // A link says what it means by its name.
        let choices = match shape {
            Shape::Link(kind) => Some(self.choices(Choosable::Of(kind))),
            Shape::Owner => Some(self.choices(Choosable::Owners)),
            _ => None,
        };
        let shown =
            |typed: &str| choices.as_ref().map_or_else(|| (typed.to_owned(), None), |choices| choices.shown(typed));
        let list = choices.as_ref().map(|choices| choices.list_id());
        let (raw, means) = shown(self.raw(path));
        let means = means.or_else(|| in_words(locale, shape, path, &raw));
        let name = path.to_owned();
        let problem = self.data.problems.iter().find(|problem| problem.path == path);
        let sentence = problem.map(|problem| problem.rule.get(locale.language).to_owned());
        let (invalid, quiet) = (sentence.is_some().then_some("true"), sentence.is_none());
        let problem_id = format!("problem-{path}");
        let means_id = format!("means-{path}");
        let understood = self.understood(path);
        let beside = [means.as_ref().map(|_| &means_id), understood.as_ref().map(|(id, _)| id)];
        let described = beside.into_iter().flatten().fold(problem_id.clone(), |ids, id| format!("{ids} {id}"));
        let understood = understood.map(|(id, words)| {
            let quiet = words.is_none();
            view! { <p class="hint" id=id hidden=quiet>{words}</p> }
        });
        let at = self.data.saved_at.get(path).map(i64::to_string);
        let language = path.ends_with(".zh").then_some("zh-Hans").or(path.ends_with(".en").then_some("en"));
        let control = match shape {
            Shape::Lines => {
                let typed = format!("\n{}", escape(&raw));
                view! { <textarea id=path.to_owned() name=name rows="4" lang=language data-at=at aria-invalid=invalid aria-describedby=described inner_html=typed></textarea> }.into_any()
            }
            Shape::Code(codes, blank) => {
                let codes: Vec<(&str, String)> = codes.iter().map(|code| (*code, code_words(locale, code))).collect();
                self.select(
                    path,
                    codes,
                    blank.is_none(),
                    if raw.is_empty() { blank.unwrap_or("") } else { &raw },
                    at,
                    invalid,
                )
            }
            Shape::Flag | Shape::Perhaps => {
                let codes = vec![("yes", texts.yes.to_owned()), ("no", texts.no.to_owned())];
                self.select(path, codes, true, &raw, at, invalid)
            }
            _ => {
                let numeric = matches!(shape, Shape::Count(_)).then_some("numeric");
                view! { <input id=path.to_owned() name=name value=raw.clone() lang=language list=list inputmode=numeric autocomplete="off" data-at=at aria-invalid=invalid aria-describedby=described/> }.into_any()
            }
        };
        // What the page came with: a plain form then sends only what was typed, and never takes back what another tab saved.
        let was =
            (!raw.is_empty()).then(|| view! { <input type="hidden" name=format!("was:{path}") value=raw.clone()/> });
        let others = self
            .data
            .others
            .iter()
            .filter(|(_, other, _, _)| other == path)
            .map(|(who, _, text, at)| (who, shown(text).0, at))
            .filter(|(_, text, _)| *text != raw)
            .map(|(who, text, at)| {
                (who.words(self.question.locale, self.question.atlas), text, time(self.question.locale, *at))
            })
            .map(|(who, text, at)| view! { <li>{fill(texts.others_also, &[&who, &text, &at])}</li> })
            .collect::<Vec<_>>();
        let others = (!others.is_empty()).then(|| view! { <ul class="others">{others}</ul> });
        view! {
            <div class="field">
                <label for=path.to_owned()>{texts.label(path)}</label>
                {control}{was}
                {means.map(|means| view! { <p class="hint" id=means_id>{means}</p> })}
                <p class="problem" id=problem_id hidden=quiet>{sentence}</p>
                {understood}
                {others}
            </div>
        }
        .into_any()
    }

    /// The records that a control can name.
    fn choices(&mut self, what: Choosable) -> Rc<Choices> {
        let (question, own) = (self.question, &self.data.own);
        Rc::clone(self.choices.entry(what).or_insert_with(|| Rc::new(Choices::of(question, what, own))))
    }

    /// Beside the number of an amount: the id of the line that reads it back in words, and the words.
    fn understood(&self, path: &str) -> Option<(String, Option<String>)> {
        let part = form::field(self.data.entry.kind, path.strip_suffix(".number")?)?;
        (part.shape == Shape::Amount).then(|| {
            let words = self.data.understood.iter().find(|(field, _)| field == part.name);
            let words = words.map(|(_, words)| words.get(self.question.language()).to_owned());
            (format!("understood-{}", part.name), words)
        })
    }

    fn select(
        &self,
        path: &str,
        codes: Vec<(&str, String)>,
        empty: bool,
        chosen: &str,
        at: Option<String>,
        invalid: Option<&'static str>,
    ) -> AnyView {
        let choose = self.question.locale.drafts().choose;
        // What is typed is kept, also where it is none of the list.
        let stray = (!chosen.is_empty() && !codes.iter().any(|(code, _)| *code == chosen)).then(|| chosen.to_owned());
        let options = codes
            .into_iter()
            .map(|(code, words)| {
                let selected = code == chosen;
                view! { <option value=code.to_owned() selected=selected>{words}</option> }
            })
            .collect_view();
        view! {
            <select id=path.to_owned() name=path.to_owned() data-at=at aria-invalid=invalid aria-describedby=format!("problem-{path}")>
                {empty.then(|| view! { <option value="">{choose}</option> })}
                {stray.map(|stray| view! { <option value=stray.clone() selected=true>{stray.clone()}</option> })}
                {options}
            </select>
        }
        .into_any()
    }
}

/// Beside a text that stands in the data in English: what pages say for it in the language of the reader.
fn in_words(locale: Locale, shape: Shape, path: &str, raw: &str) -> Option<String> {
    let known = shape == Shape::Line && !path.contains('.') && Locale::has_word(raw);
    known.then(|| locale.word(raw)).filter(|words| words != raw)
}

/// The seats of the townships, with which a place can be found on the map.
fn seats(question: &Question<'_>) -> Vec<(LatLng, String)> {
    let divisions = question.atlas.records().divisions.values();
    let townships = divisions.filter(|division| division.level == Level::Township);
    let named = townships.filter_map(|division| {
        Some((division.location.as_ref()?.point(), question.locale.name(division.name.as_ref()?)))
    });
    named.collect()
}

/// The organisations that a person may speak for.
pub(super) fn organisations(question: &Question<'_>, all: &[Slug], chosen: Option<&Slug>) -> AnyView {
    let label = question.locale.drafts().another_site;
    let options = all
        .iter()
        .map(|slug| {
            let words = name(question, &EntryId::new(Kind::Organisation, slug.clone()));
            let selected = chosen == Some(slug);
            view! { <option value=slug.to_string() selected=selected>{words}</option> }
        })
        .collect_view();
    if all.is_empty() {
        return ().into_any();
    }
    view! { <label class="field"><span>{label}</span><select name="organisation">{options}</select></label> }.into_any()
}
