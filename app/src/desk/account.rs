//! One's own account: who one is here, the password, and where one is signed in.

use super::{
    moment::{Moment, words_of},
    names::{division_name, organisation_name},
    role_words,
};
use crate::{
    domain::{account::Role, slug::Slug, text::Text},
    i18n::{Locale, fill},
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

crate::code_list! {
    /// What was done on the page before.
    AccountDone {
        /// A link signed in.
        SignedIn = "signed-in",
        /// The password was set.
        Password = "password",
        /// Sessions were ended.
        Ended = "ended",
    }
}

/// Why a password was not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// The old one is another.
    Wrong,
    /// It was tried too often.
    TooOften,
    /// The new one has too few characters.
    TooShort,
    /// The new one has too many.
    TooLong,
    /// The new one is easily guessed.
    Common,
}

/// What the page shows. Passwords are never shown again.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountSheet {
    /// What the person is called.
    pub name: Option<Text>,
    /// What it signs in with.
    pub login: Option<Text>,
    /// What it is.
    pub role: Role,
    /// For whom it works.
    pub organisations: Vec<Slug>,
    /// Its division.
    pub division: Option<Slug>,
    /// Where it is signed in.
    pub sessions: Vec<SessionRow>,
    /// Whether the old password has to be given.
    pub old_wanted: bool,
    /// Whether there is one.
    pub has_password: bool,
    /// Why none was set.
    pub problem: Option<PasswordProblem>,
    /// What was done before.
    pub done: Option<AccountDone>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its name.
    pub id: String,
    /// From what it began.
    pub device: String,
    /// When it began.
    pub began: Option<Moment>,
    /// When it was last used.
    pub seen: Option<Moment>,
    /// Whether it is the one that asks.
    pub here: bool,
}

pub(super) fn page(question: &Question<'_>, data: AccountSheet) -> Written {
    let (locale, atlas) = (question.locale, question.atlas);
    let texts = locale.accounts();
    let done = data.done.map(|done| match done {
        AccountDone::SignedIn if data.has_password => texts.done_signed_in,
        AccountDone::SignedIn => texts.done_invited,
        AccountDone::Password => texts.done_password,
        AccountDone::Ended => texts.done_ended,
    });
    let organisations = data.organisations.iter().map(|id| organisation_name(atlas, locale, id)).collect::<Vec<_>>();
    let organisations = if organisations.is_empty() { texts.none.to_owned() } else { organisations.join(texts.comma) };
    let division = data.division.as_ref().map(|id| division_name(atlas, locale, id));
    let text = |text: &Option<Text>| text.as_ref().map_or_else(|| texts.none.to_owned(), ToString::to_string);
    let (name, login) = (text(&data.name), text(&data.login));
    Written {
        title: texts.account.to_owned(),
        here: texts.account.to_owned(),
        description: texts.account_intro.to_owned(),
        class: "place desk",
        crumbs: vec![(Page::Desk(DeskPage::Home).path(locale.language), texts.way_home.to_owned())],
        body: view! {
            <header>
                <h1>{texts.account}</h1>
                {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
            </header>
            <section class="record">
                <dl>
                    <div><dt>{texts.name}</dt><dd>{name}</dd></div>
                    <div><dt>{texts.login}</dt><dd>{login}</dd></div>
                    <div><dt>{texts.role}</dt><dd>{role_words(texts, data.role)}</dd></div>
                    <div><dt>{texts.organisations}</dt><dd>{organisations}</dd></div>
                    {division.map(|division| view! { <div><dt>{texts.division}</dt><dd>{division}</dd></div> })}
                </dl>
            </section>
            {password(locale, data.old_wanted, data.has_password, data.problem)}
            {sessions(locale, data.sessions)}
        }
        .into_any(),
    }
}

fn password(locale: Locale, old_wanted: bool, has: bool, problem: Option<PasswordProblem>) -> impl IntoView {
    let texts = locale.accounts();
    let words = problem.map(|problem| match problem {
        PasswordProblem::Wrong => texts.password_wrong,
        PasswordProblem::TooOften => texts.password_too_often,
        PasswordProblem::TooShort => texts.password_too_short,
        PasswordProblem::TooLong => texts.password_too_long,
        PasswordProblem::Common => texts.password_common,
    });
    let of_old = matches!(problem, Some(PasswordProblem::Wrong | PasswordProblem::TooOften));
    let invalid = move |old: bool| (problem.is_some() && of_old == old).then_some("true");
    let described = problem.is_some().then_some("mistake");
    view! {
        <section>
            <h2>{if has { texts.password_change } else { texts.password_choose }}</h2>
            <form class="desk-form" method="post" action=Page::Desk(DeskPage::Account).path(locale.language)>
                {words.map(|words| view! { <p class="notices" role="alert" id="mistake">{words}</p> })}
                {old_wanted.then(|| view! {
                    <label class="field">
                        <span>{texts.password_old}</span>
                        <input name="old" type="password" required autocomplete="current-password"
                            aria-invalid=invalid(true) aria-describedby=described/>
                    </label>
                })}
                <label class="field">
                    <span>{texts.password_new}</span>
                    <input name="new" type="password" required minlength="12" autocomplete="new-password"
                        aria-invalid=invalid(false) aria-describedby="rule"/>
                </label>
                <p class="hint" id="rule">{texts.password_rule}</p>
                <p><button type="submit" name="do" value="password">{texts.password_set}</button></p>
            </form>
        </section>
    }
}

fn sessions(locale: Locale, sessions: Vec<SessionRow>) -> impl IntoView {
    let texts = locale.accounts();
    let action = Page::Desk(DeskPage::Account).path(locale.language);
    let others = sessions.iter().any(|session| !session.here);
    let rows = sessions
        .into_iter()
        .map(|session| {
            let [began, seen] = [session.began, session.seen].map(|time| words_of(locale, time.as_ref()));
            let times = fill(texts.session_times, &[&began, &seen]);
            let end = (!session.here).then(|| {
                view! {
                    <form method="post" action=action.clone()>
                        <input type="hidden" name="session" value=session.id/>
                        <button type="submit" name="do" value="end">{texts.session_end}</button>
                    </form>
                }
            });
            let here = session.here.then(|| view! { " "<span class="badge">{texts.session_here}</span> });
            view! {
                <li>
                    <div><strong>{session.device}</strong>{here}<p class="meta">{times}</p></div>
                    {end}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{texts.sessions}</h2>
            <ul class="sessions">{rows}</ul>
            {others.then(|| view! {
                <form method="post" action=action.clone()>
                    <button type="submit" name="do" value="end-others">{texts.session_end_others}</button>
                </form>
            })}
            <p class="hint">{texts.sessions_rule}</p>
        </section>
    }
}
