//! The accounts that one looks after: who they are, and what can be done with each.

mod fields;
mod row;

use super::{
    moment::{Moment, words_of},
    role_words,
};
use crate::{
    domain::{
        account::{Account, AccountId, Role},
        slug::Slug,
        text::Text,
    },
    i18n::{Locale, fill},
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use fields::{Choices, placed_fields};
use leptos::prelude::*;
use std::collections::BTreeSet;

crate::code_list! {
    /// What was done on the page before.
    PeopleDone {
        /// Role, organisations or division were changed.
        Changed = "changed",
        /// The person can sign in no more.
        Deactivated = "deactivated",
        /// The person can sign in again.
        Reactivated = "reactivated",
    }
}

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleProblem {
    /// The name is empty, too long, or holds what no name holds.
    Name,
    /// So is the sign-in name.
    Login,
    /// Another account has the sign-in name.
    LoginTaken,
    /// The partner's organisation or the official's division is lacking, or what was named is not there.
    Place,
    /// The role or the division is not one's own to give.
    NotYours,
    /// An organisation takes part in nothing within one's own division.
    OrganisationElsewhere,
    /// It would have been done to oneself.
    Oneself,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// Nobody has signed in with it yet.
    Invited,
    /// It is in use.
    Active,
    /// It lets nobody in.
    Inactive,
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// The account.
    pub account: Account,
    /// What it signs in with.
    pub login: Option<Text>,
    /// How it stands.
    pub state: PersonState,
    /// When it was last seen.
    pub seen: Option<Moment>,
    /// Whether it is the one who asks.
    pub me: bool,
}

/// An invitation, or the change of an account, as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entered {
    /// Whose role was to be changed; `None` for an invitation.
    pub account: Option<AccountId>,
    /// What the person is called.
    pub name: String,
    /// What it signs in with.
    pub login: String,
    /// What it is to be.
    pub role: Option<Role>,
    /// For whom it works.
    pub organisations: BTreeSet<Slug>,
    /// Its division.
    pub division: Option<Slug>,
}

/// A link that was just made. It is shown this once.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeLink {
    /// Whom it signs in.
    pub name: Option<Text>,
    /// Its address.
    pub address: String,
    /// Until when it can be used.
    pub until: Option<Moment>,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleSheet {
    /// The people.
    pub people: Vec<PersonRow>,
    /// The roles that one may give.
    pub roles: Vec<Role>,
    /// The organisations whose people one may look after.
    pub organisations: Vec<Slug>,
    /// The divisions that one may give.
    pub divisions: Vec<Slug>,
    /// What was typed.
    pub entered: Entered,
    /// Why something was not done.
    pub problem: Option<PeopleProblem>,
    /// The link that was made.
    pub made: Option<MadeLink>,
    /// What was done before.
    pub done: Option<PeopleDone>,
}

pub(super) fn page(question: &Question<'_>, data: PeopleSheet) -> Written {
    let (locale, atlas) = (question.locale, question.atlas);
    let texts = locale.accounts();
    let problem = data.problem.map(|problem| match problem {
        PeopleProblem::Name => texts.people_name,
        PeopleProblem::Login => texts.people_login,
        PeopleProblem::LoginTaken => texts.people_login_taken,
        PeopleProblem::Place => texts.people_place,
        PeopleProblem::NotYours => texts.people_not_yours,
        PeopleProblem::OrganisationElsewhere => texts.people_organisation_elsewhere,
        PeopleProblem::Oneself => texts.people_oneself,
    });
    let done = data.done.map(|done| match done {
        PeopleDone::Changed => texts.done_changed,
        PeopleDone::Deactivated => texts.done_deactivated,
        PeopleDone::Reactivated => texts.done_reactivated,
    });
    let choices = Choices::of(atlas, locale, &data);
    let count = fill(texts.people_count, &[&data.people.len().to_string()]);
    let entered = data.entered;
    let rows = data.people.into_iter().map(|person| row::row(locale, atlas, &choices, person, &entered)).collect_view();
    let action = Page::Desk(DeskPage::People).path(locale.language);
    let entered = if entered.account.is_some() { Entered::default() } else { entered };
    let placed = (entered.role.unwrap_or(Role::Partner), &entered.organisations, entered.division.as_ref());
    Written {
        title: texts.people.to_owned(),
        here: texts.people.to_owned(),
        description: texts.people_intro.to_owned(),
        class: "place desk",
        crumbs: vec![(Page::Desk(DeskPage::Home).path(locale.language), texts.way_home.to_owned())],
        body: view! {
            <header>
                <h1>{texts.people}</h1>
                <p>{texts.people_intro}</p>
                {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
                {problem.map(|problem| view! { <p class="notices" role="alert">{problem}</p> })}
                {data.made.map(|made| made_link(locale, made))}
            </header>
            <section>
                <h2>{texts.invite}</h2>
                <form class="desk-form" method="post" action=action>
                    <label class="field">
                        <span>{texts.name}</span>
                        <input name="name" required maxlength="200" autocomplete="off" value=entered.name/>
                    </label>
                    <label class="field">
                        <span>{texts.login}</span>
                        <input name="login" required maxlength="200" autocomplete="off" autocapitalize="none" value=entered.login/>
                    </label>
                    {placed_fields(texts, &choices, placed)}
                    <p><button type="submit" name="do" value="invite">{texts.invite_do}</button></p>
                    <p class="hint">{texts.invite_hint}</p>
                </form>
            </section>
            <section>
                <h2>{count}</h2>
                <ul class="people">{rows}</ul>
            </section>
        }
        .into_any(),
    }
}

fn made_link(locale: Locale, made: MadeLink) -> impl IntoView {
    let whom = made.name.map_or_else(String::new, |name| name.to_string());
    view! {
        <div class="made-link" role="status">
            <p>{fill(locale.accounts().link_made, &[&whom, &words_of(locale, made.until.as_ref())])}</p>
            <p><code>{made.address}</code></p>
        </div>
    }
}
