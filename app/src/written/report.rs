//! The form for an error in a figure, and what is said when a report has arrived.

use super::{Question, Written};
use crate::{i18n::use_locale, map::pin::escape, routes::Page};
use leptos::prelude::*;

/// How much a report may hold, in characters.
#[derive(Clone, Copy, Debug)]
pub struct ReportLimits {
    /// The page that it speaks of.
    pub page: usize,
    /// What is wrong.
    pub message: usize,
    /// How to reach the person.
    pub contact: usize,
}

/// The limits of a report.
pub const REPORT_LIMITS: ReportLimits = ReportLimits { page: 200, message: 4000, contact: 200 };

/// What a person has typed into the form, and why it was not taken. The server puts it into the context of the page that
/// shows it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The page that it speaks of.
    pub page: String,
    /// What is wrong.
    pub message: String,
    /// How to reach the person.
    pub contact: String,
    /// What is wrong with it.
    pub mistake: Option<Mistake>,
}

/// Why a report was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It says nothing.
    Empty,
    /// It is longer than [`REPORT_LIMITS`].
    TooLong,
    /// It holds characters that no text may hold.
    Unreadable,
    /// Too many came from one address.
    TooMany,
    /// It cannot be kept just now.
    Failed,
}

/// The form.
pub(super) fn page(question: &Question<'_>) -> Written {
    let locale = question.locale;
    let texts = locale.pages();
    let entered = use_context::<Entered>().unwrap_or_else(|| Entered {
        page: form_urlencoded::parse(question.query.as_bytes())
            .find_map(|(key, value)| (key == "page").then(|| value.chars().take(REPORT_LIMITS.page).collect()))
            .unwrap_or_default(),
        ..Entered::default()
    });
    // What stands in somebody's way is seldom a wrong number.
    let (heading, intro, message) = match Page::from_path(&entered.page) {
        Some((_, Page::Accessibility)) => (texts.report_any, texts.report_any_intro, texts.report_any_message),
        _ => (texts.report, texts.report_intro, texts.report_message),
    };
    Written {
        title: heading.to_owned(),
        here: heading.to_owned(),
        description: intro.to_owned(),
        class: "place",
        crumbs: Vec::new(),
        body: view! {
            <header>
                <h1>{heading}</h1>
                <p>{intro}</p>
            </header>
            <ReportForm entered message/>
        }
        .into_any(),
    }
}

#[component]
fn ReportForm(entered: Entered, message: &'static str) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let mistake = entered.mistake.map(|mistake| match mistake {
        Mistake::Empty => texts.report_empty,
        Mistake::TooLong => texts.report_too_long,
        Mistake::Unreadable => texts.report_unreadable,
        Mistake::TooMany => texts.report_too_many,
        Mistake::Failed => texts.report_failed,
    });
    // The framework writes the inside of a textarea as it is, so it is escaped here. A line feed at its beginning is not
    // part of the text for a browser.
    let typed = format!("\n{}", escape(&entered.message));
    let invalid = mistake.is_some().then_some("true");
    let described = mistake.is_some().then_some("mistake");
    view! {
        <form class="report" method="post" action=Page::Report.path(locale.language)>
            {mistake.map(|mistake| view! { <p class="notices" role="alert" id="mistake">{mistake}</p> })}
            <label class="field">
                <span>{message}</span>
                <textarea name="message" rows="8" required maxlength=REPORT_LIMITS.message.to_string()
                    aria-invalid=invalid aria-describedby=described inner_html=typed></textarea>
            </label>
            <label class="field">
                <span>{texts.report_page}</span>
                <input name="page" maxlength=REPORT_LIMITS.page.to_string() value=entered.page/>
            </label>
            <label class="field">
                <span>{texts.report_contact}</span>
                <input name="contact" maxlength=REPORT_LIMITS.contact.to_string() autocomplete="email" value=entered.contact/>
            </label>
            // For programs that fill in every field; people neither see it nor come to it.
            <div class="trap" aria-hidden="true">
                <label>{texts.report_trap} <input name="website" tabindex="-1" autocomplete="off"/></label>
            </div>
            <p><button type="submit">{texts.report_send}</button></p>
            <p class="hint">{texts.report_privacy}</p>
        </form>
    }
}

/// The thanks.
pub(super) fn sent(question: &Question<'_>) -> Written {
    let locale = question.locale;
    let texts = locale.pages();
    Written {
        title: texts.report_sent.to_owned(),
        here: texts.report_sent.to_owned(),
        description: texts.report_thanks.to_owned(),
        class: "place",
        crumbs: vec![(Page::Report.path(locale.language), texts.report.to_owned())],
        body: view! {
            <header>
                <h1>{texts.report_sent}</h1>
                <p>{texts.report_thanks}</p>
                <p><a class="action" href=Page::Overview.path(locale.language)>{locale.live.back_to_map}</a></p>
            </header>
        }
        .into_any(),
    }
}
