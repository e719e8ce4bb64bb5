//! The form for name and password.

use crate::{
    editing::words::LeftOnDevice,
    routes::{DeskPage, Page, next_page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// What the form holds. The password is never shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignIn {
    /// The name as it was typed.
    pub login: String,
    /// Where to go on to; only what [`next_page`] lets pass is shown.
    pub next: String,
    /// Why nobody was signed in.
    pub problem: Option<SignInProblem>,
    /// Whether the form stands in the place of another page.
    pub instead: bool,
    /// A form that was sent when nobody was signed in any more, as it was sent; empty when there was none. It is not lost.
    pub kept: String,
}

impl SignIn {
    /// The form in the place of the page at an address.
    pub fn before(address: &str) -> Self {
        Self { next: address.to_owned(), instead: true, ..Self::default() }
    }
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Name and password do not belong together; whether there is such a name is not told.
    Wrong,
    /// It was tried too often; so many minutes are to be waited.
    TooOften {
        /// Minutes, at least one.
        minutes: u64,
    },
    /// The server cannot say just now.
    Failed,
}

pub(super) fn page(question: &Question<'_>, data: SignIn) -> Written {
    let locale = question.locale;
    let texts = locale.accounts();
    let problem = data.problem.map(|problem| match problem {
        SignInProblem::Wrong => texts.sign_in_wrong.to_owned(),
        SignInProblem::TooOften { minutes } => crate::i18n::fill(texts.sign_in_too_often, &[&minutes.to_string()]),
        SignInProblem::Failed => texts.sign_in_failed.to_owned(),
    });
    let invalid = problem.is_some().then_some("true");
    let described = problem.is_some().then_some("mistake");
    let next = next_page(&data.next).map(str::to_owned);
    let kept = Some(data.kept).filter(|kept| !kept.is_empty());
    Written {
        title: texts.sign_in.to_owned(),
        here: texts.sign_in.to_owned(),
        description: texts.sign_in_intro.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! {
            <header>
                <h1>{texts.sign_in}</h1>
                {data.instead.then(|| view! { <p>{texts.sign_in_first}</p> })}
                <p>{texts.sign_in_intro}</p>
            </header>
            <div data-account=""><LeftOnDevice/></div>
            <form class="desk-form" method="post" action=Page::Desk(DeskPage::SignIn).path(locale.language)>
                {problem.map(|problem| view! { <p class="notices" role="alert" id="mistake">{problem}</p> })}
                <label class="field">
                    <span>{texts.login}</span>
                    <input name="login" required maxlength="200" autocomplete="username" autocapitalize="none" spellcheck="false"
                        value=data.login aria-invalid=invalid aria-describedby=described/>
                </label>
                <label class="field">
                    <span>{texts.password}</span>
                    <input name="password" type="password" required autocomplete="current-password"
                        aria-invalid=invalid aria-describedby=described/>
                </label>
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                {kept.map(|kept| view! {
                    <input type="hidden" name="kept" value=kept/>
                    <p class="hint">{texts.sign_in_kept}</p>
                })}
                <p><button type="submit">{texts.sign_in}</button></p>
                <p class="hint">{texts.sign_in_forgotten}</p>
            </form>
        }
        .into_any(),
    }
}
