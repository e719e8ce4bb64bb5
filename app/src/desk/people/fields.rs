//! The fields for role, organisations and division, which an invitation and a change share.

use super::{PeopleSheet, role_words};
use crate::{
    atlas::Atlas,
    desk::names::{division_name, organisation_name},
    domain::{account::Role, slug::Slug},
    i18n::{AccountTexts, Locale},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What can be chosen, with its words.
pub(super) struct Choices {
    roles: Vec<Role>,
    organisations: Vec<(Slug, String)>,
    divisions: Vec<(Slug, String)>,
}

impl Choices {
    /// The choices of a page.
    pub(super) fn of(atlas: &Atlas, locale: Locale, data: &PeopleSheet) -> Self {
        let organisation = |id: &Slug| (id.clone(), organisation_name(atlas, locale, id));
        let division = |id: &Slug| (id.clone(), division_name(atlas, locale, id));
        Self {
            roles: data.roles.clone(),
            organisations: data.organisations.iter().map(organisation).collect(),
            divisions: data.divisions.iter().map(division).collect(),
        }
    }
}

/// The three fields, with what is chosen now.
pub(super) fn placed_fields(
    texts: &'static AccountTexts,
    choices: &Choices,
    (role, organisations, division): (Role, &BTreeSet<Slug>, Option<&Slug>),
) -> impl IntoView + use<> {
    let option = |value: String, words: String, selected: bool| {
        view! { <option value=value selected=selected>{words}</option> }
    };
    let roles = choices
        .roles
        .iter()
        .map(|each| option(each.code().into(), role_words(texts, *each).into(), *each == role))
        .collect_view();
    let bodies = choices
        .organisations
        .iter()
        .map(|(id, name)| option(id.to_string(), name.clone(), organisations.contains(id)))
        .collect_view();
    // Only who looks after all accounts may leave it open.
    let everywhere = choices.roles.contains(&Role::Administrator);
    let places = choices
        .divisions
        .iter()
        .map(|(id, name)| option(id.to_string(), name.clone(), Some(id) == division))
        .collect_view();
    view! {
        <label class="field">
            <span>{texts.role}</span>
            <select name="role">{roles}</select>
        </label>
        <label class="field">
            <span>{texts.organisations_of}</span>
            <select name="organisation" multiple size="5">{bodies}</select>
        </label>
        <label class="field">
            <span>{texts.division_of}</span>
            <select name="division">
                {everywhere.then(|| view! { <option value="">{texts.none}</option> })}
                {places}
            </select>
        </label>
    }
}
