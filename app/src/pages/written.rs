//! Every page but the overview.
//!
//! What they show stands still, so the server writes it as HTML (`crate::written`) and the browser puts it in as it is:
//! no visitor downloads code that could draw these pages a second time.

use super::not_found::Failure;
use crate::{
    api::page::{PageText, page},
    editing::{self, Attached},
    error::AppError,
    i18n::use_locale,
    routes::is_desk,
};
use leptos::{either::Either, html::Div, prelude::*, task::spawn_local};
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_location;
use send_wrapper::SendWrapper;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How long after a part of the program did not come it is fetched again.
const AGAIN: Duration = Duration::from_secs(3);

/// A page as it is kept for hydration: its HTML stands in the document already and is not sent a second time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Shown {
    title: String,
    description: String,
    #[serde(skip)]
    html: String,
}

impl From<PageText> for Shown {
    fn from(PageText { title, description, html }: PageText) -> Self {
        Self { title, description, html }
    }
}

/// The HTML of a page, put in as it is. What is edited in it comes to life as long as it stands there.
#[component]
fn Put(html: String) -> impl IntoView {
    let page = NodeRef::<Div>::new();
    // Stays empty on the server, which may take a page down in another thread than the one that made it.
    let editing = StoredValue::new(None::<SendWrapper<Box<dyn Attached>>>);
    Effect::new(move |_| {
        if let Some(page) = page.get().filter(|page| editing::is_edited(page)) {
            bring_to_life(page.unchecked_into(), editing);
        }
    });
    on_cleanup(move || {
        editing.try_update_value(Option::take);
    });
    view! { <div class="written" node_ref=page inner_html=html></div> }
}

/// Attaches what edits a page, as soon as that part of the program is there.
fn bring_to_life(page: Element, editing: StoredValue<Option<SendWrapper<Box<dyn Attached>>>>) {
    spawn_local(async move {
        match editing::attach(page.clone()).await {
            // Taken off at once where the page has gone meanwhile.
            Ok(attached) => drop(editing.try_set_value(Some(SendWrapper::new(attached)))),
            Err(_) if page.is_connected() => set_timeout(move || bring_to_life(page, editing), AGAIN),
            Err(_) => {}
        }
    });
}

/// The page at the address.
#[component]
pub fn WrittenPage() -> impl IntoView {
    let location = use_location();
    let locale = use_locale();
    let address = Memo::new(move |last: Option<&String>| {
        let (path, search) = (location.pathname.get(), location.search.get());
        match last {
            // On the way to the overview: this page goes, and asks no more.
            Some(last) if path.trim_end_matches('/').matches('/').count() < 2 => last.clone(),
            _ if search.is_empty() => path,
            _ => format!("{path}?{}", search.trim_start_matches('?')),
        }
    });
    let answer = Resource::new(move || address.get(), |address| async move { page(address).await.map(Shown::from) });
    let hydrated = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    // A link to a part of another page arrives before the page does; the router has found nothing to scroll to. In a document
    // the browser has found it, and its reader may be elsewhere by now.
    Effect::new(move |ran: Option<()>| {
        let part = location.hash.get();
        if answer.with(Option::is_some) && part.len() > 1 && (ran.is_some() || !hydrated) {
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(part.trim_start_matches('#')) {
                    element.scroll_into_view();
                }
            });
        }
    });
    // The document at the address says why a page of the desk is not shown, with the ways to others, and lets sign in. Where it
    // is this document, it has said so already.
    let document = hydrated.then(|| address.get_untracked());
    Effect::new(move |_| {
        let asked = address.get_untracked();
        let elsewhere = |error: &AppError| match error {
            AppError::SignIn | AppError::Forbidden => true,
            AppError::NotFound | AppError::Unavailable | AppError::Failed => {
                is_desk(&asked) && document.as_ref() != Some(&asked)
            }
            AppError::Unreadable | AppError::Offline => false,
        };
        if answer.with(|answer| matches!(answer, Some(Err(error)) if elsewhere(error))) {
            let _ = window().location().replace(&asked);
        }
    });
    view! {
        <Suspense fallback=move || view! { <main id="content" class="loading" aria-busy="true"><p>{locale.live.loading}</p></main> }>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok::<Shown, AppError>(Shown { title, description, html }) => Either::Left(view! {
                        <Title text=title/>
                        <Meta name="description" content=description/>
                        <Put html/>
                    }),
                    Err(error) => Either::Right(view! { <Failure error/> }),
                }
            })}
        </Suspense>
    }
}
