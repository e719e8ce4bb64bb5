//! What was sent when nobody was signed in any more: after signing in it can be sent again, by who sent it.

use crate::{
    routes::next_page,
    written::{Question, Written},
};
use leptos::prelude::*;

/// A form that waits to be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// Where it was sent to; only what [`next_page`] lets pass is sent to.
    pub to: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
}

pub(super) fn page(question: &Question<'_>, data: Resume) -> Written {
    let texts = question.locale.accounts();
    let to = next_page(&data.to).unwrap_or_default().to_owned();
    let fields = data
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    Written {
        title: texts.resume.to_owned(),
        here: texts.resume.to_owned(),
        description: texts.resume_why.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! {
            <header>
                <h1>{texts.resume}</h1>
                <p>{texts.resume_why}</p>
                <form method="post" action=to.clone()>
                    {fields}
                    <button type="submit">{texts.resume_send}</button>
                </form>
                <p><a href=to>{texts.resume_leave}</a></p>
            </header>
        }
        .into_any(),
    }
}
