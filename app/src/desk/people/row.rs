//! One person, with what can be done.

use super::{
    Entered, PersonRow, PersonState,
    fields::{Choices, placed_fields},
    role_words,
};
use crate::{
    atlas::Atlas,
    desk::names::{division_name, organisation_name},
    i18n::{Locale, fill},
    routes::{DeskPage, Page},
};
use leptos::prelude::*;

/// `entered`: what was typed on the page before and not taken; it stays in the row of the person whom it was meant for.
pub(super) fn row(
    locale: Locale,
    atlas: &Atlas,
    choices: &Choices,
    person: PersonRow,
    entered: &Entered,
) -> impl IntoView + use<> {
    let texts = locale.accounts();
    let PersonRow { account, login, state, seen, me } = person;
    let state_words = match state {
        PersonState::Invited => texts.state_invited,
        PersonState::Active => texts.state_active,
        PersonState::Inactive => texts.state_inactive,
    };
    let name = account.name.as_ref().map_or_else(|| texts.erased.to_owned(), ToString::to_string);
    let organisations = account.organisations.iter().map(|id| organisation_name(atlas, locale, id));
    let facts = login
        .map(|login| login.to_string())
        .into_iter()
        .chain([role_words(texts, account.role).to_owned()])
        .chain(organisations)
        .chain(account.division.as_ref().map(|id| division_name(atlas, locale, id)))
        .chain(seen.map(|seen| fill(texts.last_seen, &[&seen.words(locale)])))
        .map(|fact| view! { <span>{fact}</span> })
        .collect_view();
    let action = Page::Desk(DeskPage::People).path(locale.language);
    let id = account.id.to_string();
    let button = |what: &'static str, words: &'static str| {
        view! {
            <form method="post" action=action.clone()>
                <input type="hidden" name="account" value=id.clone()/>
                <button type="submit" name="do" value=what>{words}</button>
            </form>
        }
    };
    // Of a person that was erased nothing is left to be let in again.
    let erased = account.name.is_none();
    let link = (state != PersonState::Inactive).then(|| button("link", texts.link_again));
    let switch = (!me && !erased).then(|| match state {
        PersonState::Inactive => button("reactivate", texts.reactivate),
        _ => button("deactivate", texts.deactivate),
    });
    let change = (!me && !erased).then(|| {
        let again = entered.account.as_ref() == Some(&account.id);
        let placed = match again {
            true => (entered.role.unwrap_or(account.role), &entered.organisations, entered.division.as_ref()),
            false => (account.role, &account.organisations, account.division.as_ref()),
        };
        view! {
            <details open=again>
                <summary>{texts.change}</summary>
                <form class="desk-form" method="post" action=action.clone()>
                    <input type="hidden" name="account" value=id.clone()/>
                    {placed_fields(texts, choices, placed)}
                    <p><button type="submit" name="do" value="role">{texts.change_do}</button></p>
                </form>
            </details>
        }
    });
    view! {
        <li id=format!("account-{id}")>
            <h3>{name}" "<span class="badge">{state_words}</span></h3>
            <p class="meta">{facts}</p>
            <div class="person-actions">{link}{switch}</div>
            {change}
        </li>
    }
}
