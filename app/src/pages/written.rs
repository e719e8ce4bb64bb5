//! Every page but the overview.
//!
//! What they show stands still, so the server writes it as HTML (`crate::written`) and the browser puts it in as it is:
//! no visitor downloads code that could draw these pages a second time.

use super::not_found::Failure;
use crate::{
    api::page::{PageText, page},
    editing::Editing,
    error::AppError,
    i18n::use_locale,
};
use leptos::{either::Either, html::Div, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_location;
use send_wrapper::SendWrapper;
use serde::{Deserialize, Serialize};

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
    let editing = StoredValue::new(None::<SendWrapper<Editing>>);
    Effect::new(move |_| {
        if let Some(page) = page.get() {
            editing.set_value(Some(SendWrapper::new(Editing::attach(&page))));
        }
    });
    on_cleanup(move || {
        editing.try_update_value(Option::take);
    });
    view! { <div class="written" node_ref=page inner_html=html></div> }
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
    // A link to a part of another page arrives before the page does; the router has found nothing to scroll to.
    Effect::new(move |_| {
        let part = location.hash.get();
        if answer.with(Option::is_some) && part.len() > 1 {
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(part.trim_start_matches('#')) {
                    element.scroll_into_view();
                }
            });
        }
    });
    // The document at the address says why a page of the desk is not shown, and lets sign in.
    Effect::new(move |_| {
        if answer.with(|answer| matches!(answer, Some(Err(AppError::SignIn | AppError::Forbidden)))) {
            let _ = window().location().replace(&address.get_untracked());
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
