//! What an invitation or a link for signing in leads to: a button. Only pressing it uses the link up.

use crate::{
    domain::text::Text,
    i18n::fill,
    routes::{DeskPage, LinkToken, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkSheet {
    /// The link can be used.
    Good {
        /// Its secret.
        token: LinkToken,
        /// Whom it signs in.
        name: Option<Text>,
    },
    /// It was used, has expired or was never made.
    Gone,
    /// Links were tried too often from here.
    TooOften,
}

pub(super) fn page(question: &Question<'_>, data: LinkSheet) -> Written {
    let locale = question.locale;
    let texts = locale.accounts();
    let (title, body) = match data {
        LinkSheet::Good { token, name } => {
            let greeting = name.map(|name| view! { <p>{fill(texts.link_greeting, &[&name])}</p> });
            let body = view! {
                {greeting}
                <p>{texts.link_intro}</p>
                <form method="post" action=Page::Desk(DeskPage::Link(token)).path(locale.language)>
                    <button type="submit">{texts.sign_in}</button>
                </form>
            };
            (texts.link, body.into_any())
        }
        LinkSheet::Gone => (texts.link_gone, view! { <p>{texts.link_gone_why}</p> }.into_any()),
        LinkSheet::TooOften => (texts.link, view! { <p>{texts.password_too_often}</p> }.into_any()),
    };
    Written {
        title: title.to_owned(),
        here: title.to_owned(),
        description: texts.link_intro.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! { <header><h1>{title}</h1>{body}</header> }.into_any(),
    }
}
