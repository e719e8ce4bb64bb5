//! One control of the form, with everything that is said beside it.

use super::{
    came::{CAME_WITH, mark},
    form::Form,
    rules::rule,
};
use crate::{
    desk::{
        choices::Choosable,
        typed::typed_words,
        values::{code_words, time},
    },
    domain::form::{self, Shape},
    i18n::fill,
    map::pin::escape,
};
use leptos::prelude::*;

impl Form<'_> {
    /// One control, its problem and what others have open for it.
    pub(super) fn control(&mut self, shape: Shape, path: &str, required: bool) -> AnyView {
        let locale = self.question.locale;
        let texts = locale.drafts();
        // A link says what it means by its name.
        let choices = match shape {
            Shape::Link(kind) => Some(self.choices(Choosable::Of(kind))),
            Shape::Owner => Some(self.choices(Choosable::Owners)),
            Shape::Word(kind) => form::field(kind, path).map(|field| self.choices(Choosable::Words(kind, field.name))),
            _ => None,
        };
        let shown =
            |typed: &str| choices.as_ref().map_or_else(|| (typed.to_owned(), None), |choices| choices.shown(typed));
        let list = choices.as_ref().map(|choices| choices.list_id());
        let (raw, means) = shown(self.raw(path));
        let name = path.to_owned();
        let problem = self.data.problems.iter().find(|problem| problem.path == path);
        let sentence = problem.map(|problem| problem.rule.get(locale.language).to_owned());
        let (invalid, quiet) = (sentence.is_some().then_some("true"), sentence.is_none());
        let problem_id = format!("problem-{path}");
        let means_id = format!("means-{path}");
        let understood = self.understood(path);
        let rule = rule(locale, self.data.entry.kind, shape, path);
        let rule_id = format!("rule-{path}");
        let ids = [rule.as_ref().map(|_| &rule_id), means.as_ref().map(|_| &means_id)];
        let beside = ids.into_iter().chain([understood.as_ref().map(|(id, _)| id)]);
        let described = beside.flatten().fold(problem_id.clone(), |ids, id| format!("{ids} {id}"));
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
        let stood = self.data.stood.get(path).map_or_else(|| raw.clone(), |stood| shown(stood).0);
        let was = (!stood.is_empty())
            .then(|| view! { <input type="hidden" name=format!("{CAME_WITH}{path}") value=mark(&stood)/> });
        let others = self.others(path, &raw);
        let replaced = self.data.replaced.get(path).filter(|text| !text.is_empty() && *text != self.raw(path));
        let replaced = replaced.map(|text| {
            let words = fill(locale.editing().elsewhere, &[text]);
            view! { <ul class="offered"><li data-text=text.clone()>{words}</li></ul> }
        });
        let (unseen, label) = texts.label_parts(path);
        let unseen = (!unseen.is_empty()).then(|| view! { <span class="unseen">{unseen}</span> });
        let star = required.then_some(" *");
        view! {
            <div class="field">
                <label for=path.to_owned()>{unseen}{label}{star}</label>
                {control}{was}
                {rule.map(|rule| view! { <p class="hint" id=rule_id>{rule}</p> })}
                {means.map(|means| view! { <p class="hint" id=means_id>{means}</p> })}
                <p class="problem" id=problem_id hidden=quiet>{sentence}</p>
                {understood}
                {replaced}
                {others}
            </div>
        }
        .into_any()
    }

    /// What others have open for a control, as a person reads it.
    fn others(&self, path: &str, raw: &str) -> Option<AnyView> {
        let (question, locale) = (self.question, self.question.locale);
        let others = self.data.others.iter().filter(|(_, other, text, _)| other == path && text != raw);
        let items: Vec<_> = others
            .map(|(who, _, text, at)| {
                let text = typed_words(locale, question.atlas, (self.data.entry.kind, path), text, &self.data.own);
                let words = [who.words(locale, question.atlas), text, time(locale, *at)];
                let words = words.each_ref().map(String::as_str);
                view! { <li>{fill(locale.drafts().others_also, &words)}</li> }
            })
            .collect();
        (!items.is_empty()).then(|| view! { <ul class="others">{items}</ul> }.into_any())
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
