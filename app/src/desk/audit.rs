//! The audit: who did what to which entry, when and why.

use super::{Author, Moment, field_words};
use crate::{
    domain::{audit::Action, record::EntryId, text::Text},
    i18n::{Locale, fill},
    routes::{self, DeskPage, Page},
    written::{Question, Written, address},
};
use leptos::prelude::*;

/// How many entries of a row are named at once; the others stand folded away.
const AT_A_GLANCE: usize = 3;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// What is asked for, as it was typed.
    pub asked: Asked,
    /// Everybody who may be asked for: stable name and person.
    pub people: Vec<(String, Author)>,
    /// The rows, the newest first.
    pub rows: Vec<AuditRow>,
    /// The row to go on from, where there are older ones.
    pub older: Option<i64>,
}

/// What is asked for, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: String,
    /// What.
    pub action: String,
    /// To which entry.
    pub entry: String,
    /// From which day on.
    pub from: String,
    /// Up to which day.
    pub until: String,
    /// What is wrong with it.
    pub mistakes: Vec<Mistake>,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// There is no such entry.
    Entry,
    /// The first day is none.
    From,
    /// The last day is none.
    Until,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: Author,
    /// Who approved it, where it is a change that was reviewed.
    pub approver: Option<Author>,
    /// What.
    pub action: Action,
    /// To which entries.
    pub entries: Vec<EntryId>,
    /// Whether to more than those.
    pub more: bool,
    /// To which person, where it was done to an account.
    pub account: Option<Author>,
    /// Why.
    pub reason: Option<Text>,
}

impl AuditRow {
    /// Who did it, and who approved it.
    pub fn who(&self, locale: Locale) -> String {
        let person = self.person.words(locale);
        match &self.approver {
            Some(approver) => fill(locale.monitor().approved_by, &[&person, &approver.words(locale)]),
            None => person,
        }
    }
}

impl Asked {
    /// Reads the query of an address.
    pub fn from_query(query: &str) -> Self {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let field = match &*key {
                "person" => &mut asked.person,
                "action" => &mut asked.action,
                "entry" => &mut asked.entry,
                "from" => &mut asked.from,
                "until" => &mut asked.until,
                _ => continue,
            };
            *field = value.trim().chars().take(300).collect();
        }
        asked
    }

    /// The query of its address.
    pub fn to_query(&self) -> String {
        let Self { person, action, entry, from, until, .. } = self;
        let parts = [("person", person), ("action", action), ("entry", entry), ("from", from), ("until", until)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parts.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }
}

/// What an action is called.
pub const fn action_words(locale: Locale, action: Action) -> &'static str {
    let texts = locale.monitor();
    match action {
        Action::Commit => texts.action_commit,
        Action::Submit => texts.action_submit,
        Action::Return => texts.action_return,
        Action::Withdraw => texts.action_withdraw,
        Action::Reopen => texts.action_reopen,
        Action::Approve => texts.action_approve,
        Action::HandOver => texts.action_hand_over,
        Action::Renew => texts.action_renew,
        Action::AddAccount => texts.action_add_account,
        Action::Invite => texts.action_invite,
        Action::InvitationUsed => texts.action_invitation_used,
        Action::Link => texts.action_link,
        Action::LinkUsed => texts.action_link_used,
        Action::Password => texts.action_password,
        Action::EndSessions => texts.action_end_sessions,
        Action::Role => texts.action_role,
        Action::Deactivate => texts.action_deactivate,
        Action::Reactivate => texts.action_reactivate,
        Action::Erase => texts.action_erase,
    }
}

pub(super) fn page(question: &Question<'_>, data: Audit) -> Written {
    let locale = question.locale;
    let texts = locale.monitor();
    let query = data.asked.to_query();
    let path = Page::Desk(DeskPage::Audit).path(locale.language);
    let nothing = data.rows.is_empty().then(|| view! { <p class="none">{texts.audit_none}</p> });
    let some = !data.rows.is_empty();
    let file = routes::audit_file(locale.language, &query);
    let older = data.older.map(|seq| {
        let separator = if query.is_empty() { "" } else { "&" };
        view! { <p><a class="action" href=format!("{path}?{query}{separator}before={seq}")>{texts.audit_older}</a></p> }
    });
    let rows = data.rows.into_iter().map(|row| line(question, row)).collect_view();
    let table = some.then(|| {
        view! {
            <div class="scroll stacked" role="region" tabindex="0" aria-label=texts.audit>
                <table>
                    <thead><tr>
                        <th scope="col">{texts.number}</th>
                        <th scope="col">{texts.time}</th>
                        <th scope="col">{texts.filter_person}</th>
                        <th scope="col">{texts.filter_action}</th>
                        <th scope="col">{texts.target}</th>
                        <th scope="col">{texts.because}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    Written {
        title: texts.audit.to_owned(),
        here: texts.audit.to_owned(),
        description: texts.audit_intro.to_owned(),
        class: "place desk audit",
        crumbs: Vec::new(),
        body: view! {
            <header>
                <h1>{texts.audit}</h1>
                <p>{texts.audit_intro}</p>
            </header>
            {form(locale, data.asked, data.people)}
            {nothing}
            {table}
            {older}
            {some.then(|| view! { <p><a class="action" href=file download="">{texts.as_file}</a></p> })}
        }
        .into_any(),
    }
}

fn line(question: &Question<'_>, row: AuditRow) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.monitor();
    let who = row.who(locale);
    let account = row.account.map(|person| view! { <li>{texts.account}": "{person.words(locale)}</li> });
    let (first, rest) = row.entries.split_at(row.entries.len().min(AT_A_GLANCE));
    let rest = (!rest.is_empty()).then(|| {
        let count = locale.number(rest.len() as i64);
        let summary = fill(if row.more { texts.entries_besides_at_least } else { texts.entries_besides }, &[&count]);
        let more = row.more.then(|| view! { <li>{texts.more_entries}</li> });
        view! { <details><summary>{summary}</summary><ul>{links(question, rest)}{more}</ul></details> }
    });
    view! {
        <tr id=format!("row-{}", row.seq)>
            <td class="number" data-column=texts.number>{row.seq.to_string()}</td>
            <td data-column=texts.time>{row.at.view(locale)}</td>
            <td data-column=texts.filter_person>{who}</td>
            <td data-column=texts.filter_action>{action_words(locale, row.action)}</td>
            <td data-column=texts.target><div><ul>{account}{links(question, first)}</ul>{rest}</div></td>
            <td data-column=texts.because><div>{row.reason.map(|reason| reason.reads(locale.language).0.to_owned())}</div></td>
        </tr>
    }
}

/// The entries by their names, linked with their pages where they have one.
fn links(question: &Question<'_>, entries: &[EntryId]) -> Vec<AnyView> {
    let link = |entry: &EntryId| {
        let name = field_words::name(question.locale, question.atlas, entry);
        match address(question.atlas, question.locale.language, entry) {
            Some(href) => view! { <li><a href=href>{name}</a></li> }.into_any(),
            None => view! { <li>{name}</li> }.into_any(),
        }
    };
    entries.iter().map(link).collect()
}

fn form(locale: Locale, asked: Asked, people: Vec<(String, Author)>) -> impl IntoView {
    let texts = locale.monitor();
    let option = |chosen: &str, value: &str, words: String| {
        let selected = chosen == value;
        view! { <option value=value.to_owned() selected=selected>{words}</option> }
    };
    let people = people.iter().map(|(id, person)| option(&asked.person, id, person.words(locale))).collect_view();
    let actions = Action::ALL
        .iter()
        .map(|action| option(&asked.action, action.code(), action_words(locale, *action).to_owned()))
        .collect_view();
    let field =
        |name: &'static str, label: &'static str, value: String, mistake: Option<&'static str>, kind: &'static str| {
            let id = mistake.map(|_| format!("problem-{name}"));
            let invalid = mistake.map(|_| "true");
            let problem = mistake.map(|words| view! { <span class="problem" id=id.clone()>{words}</span> });
            view! {
                <label class="field">
                    <span>{label}</span>
                    <input name=name type=kind value=value aria-invalid=invalid aria-describedby=id/>
                    {problem}
                </label>
            }
        };
    let wrong = |mistake: Mistake, words: &'static str| asked.mistakes.contains(&mistake).then_some(words);
    let entry =
        field("entry", texts.filter_entry, asked.entry.clone(), wrong(Mistake::Entry, texts.filter_bad_entry), "text");
    let from = field("from", texts.filter_from, asked.from.clone(), wrong(Mistake::From, texts.filter_bad_day), "date");
    let until =
        field("until", texts.filter_until, asked.until.clone(), wrong(Mistake::Until, texts.filter_bad_day), "date");
    view! {
        <form class="desk-filter" method="get" action=Page::Desk(DeskPage::Audit).path(locale.language)>
            <label class="field">
                <span>{texts.filter_person}</span>
                <select name="person"><option value="">{texts.filter_any}</option>{people}</select>
            </label>
            <label class="field">
                <span>{texts.filter_action}</span>
                <select name="action"><option value="">{texts.filter_any}</option>{actions}</select>
            </label>
            {entry}
            {from}
            {until}
            <p><button type="submit">{texts.filter_apply}</button></p>
        </form>
    }
}
