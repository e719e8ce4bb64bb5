//! The pages of places: a site, a township, the county.
//!
//! What they show stands still, so the server writes it as HTML ([`crate::components::place_body`]) and the browser puts
//! it in as it is: no visitor downloads code that could draw these pages a second time.

use super::not_found::Failure;
use crate::{
    api::place::{PlacePageText, place},
    domain::record::Kind,
    error::AppError,
    i18n::use_locale,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// A page as it is kept for hydration: its HTML stands in the document already and is not sent a second time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Shown {
    title: String,
    description: String,
    #[serde(skip)]
    html: String,
}

impl From<PlacePageText> for Shown {
    fn from(PlacePageText { title, description, html }: PlacePageText) -> Self {
        Self { title, description, html }
    }
}

/// A site's page.
#[component]
pub fn SitePage() -> impl IntoView {
    view! { <PlacePage kind=Kind::Site/> }
}

/// A division's page.
#[component]
pub fn DivisionPage() -> impl IntoView {
    view! { <PlacePage kind=Kind::Division/> }
}

#[component]
fn PlacePage(kind: Kind) -> impl IntoView {
    let params = use_params_map();
    let locale = use_locale();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let answer = Resource::new(
        move || id.get(),
        move |id| async move { place(locale.language, kind, id).await.map(Shown::from) },
    );
    view! {
        <Suspense fallback=move || view! { <main id="content" class="loading" aria-busy="true"><p>{locale.live.loading}</p></main> }>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok::<Shown, AppError>(Shown { title, description, html }) => Either::Left(view! {
                        <Title text=title/>
                        <Meta name="description" content=description/>
                        <main id="content" class="place" inner_html=html></main>
                    }),
                    Err(error) => Either::Right(view! { <Failure error/> }),
                }
            })}
        </Suspense>
    }
}
