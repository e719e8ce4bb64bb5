//! The overview: key figures, filters, list and map, all of them one answer to the address.
//!
//! The server draws every part as HTML. What only a browser can do is done here: it asks anew when the address changes,
//! puts the parts in, and keeps list and live map in step.

use super::{address_bar::AddressBar, answers::Answers, not_found::Failure, questions::Asked};
use crate::{
    api::overview::{Answer, Change, overview},
    components::{
        drawn::Parts,
        filter_form::FilterForm,
        overview_parts::{
            CARD, CREDIT, FILTERS, FOUND, INTRO, LEGEND_FRAME, NOTICES, ROWS, TAKE_AWAY, TOTALS_FRAME, TRAY,
        },
        row_ties::RowTies,
    },
    domain::{
        geo::{Bounds, LatLng},
        slug::Slug,
    },
    error::AppError,
    i18n::use_locale,
    map::{SiteMap, pin::Pin},
    parameters::Parameters,
};
use leptos::{either::Either, ev, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// The first answer as it is kept for hydration: what stands in the document already is not sent a second time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct First {
    query: String,
    title: String,
    description: String,
    pins: Vec<Pin>,
    #[serde(skip)]
    parts: Parts,
    #[serde(skip)]
    map: String,
}

impl First {
    fn to(query: String, Answer { title, description, parts, map, pins }: Answer) -> Self {
        Self { query, title, description, pins: pins.unwrap_or_default(), parts, map }
    }
}

/// The overview.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let language = use_locale().language;
    let search = use_location().search;
    // Only the first answer comes with the page; later ones replace its parts in place, so that nothing is built anew.
    let first = Resource::new(
        || (),
        move |()| async move {
            let query = search.get_untracked();
            let answer = overview(language, query.clone(), String::new(), Change::Page).await;
            answer.map(|answer| First::to(query, answer))
        },
    );
    let waiting = use_locale().live.loading;
    view! {
        <Suspense fallback=move || view! { <main id="content" class="loading" aria-busy="true"><p>{waiting}</p></main> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok::<First, AppError>(first) => Either::Left(view! { <OverviewBody first/> }),
                    Err(error) => Either::Right(view! { <Failure error/> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn OverviewBody(first: First) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.live;
    let First { query, title, description, pins, parts, map } = first;
    let bar = AddressBar::of_page(&query);
    let address = bar.asked();

    let pins = RwSignal::new(pins);
    let failed = RwSignal::new(false);
    let bounds = RwSignal::new(address.with_untracked(Parameters::bounds));
    // Counts the answers that have been put in.
    let answers = RwSignal::new(0_u32);
    let shown = StoredValue::new(Parts::default());
    let server = Answers::follow(address, bounds, move |answer| {
        failed.set(answer.is_err());
        let Ok(Answer { parts, pins: changed, .. }) = answer else { return bar.catch_up() };
        // List and map first; the legend and what stands below or inside closed boxes when they are on the screen, the address
        // last.
        let (at_once, later) = parts.split(&[FOUND, ROWS, CARD, NOTICES]);
        let rest = shown.try_update_value(|shown| shown.put(at_once, ROWS)).flatten();
        if let Some(changed) = changed {
            pins.set(changed);
        }
        answers.update(|answers| *answers += 1);
        once_drawn(move || {
            if let Some(rest) = rest {
                rest.put();
                answers.try_update(|answers| *answers += 1);
            }
            shown.try_update_value(|shown| shown.put(later, ROWS));
            bar.catch_up();
        });
    });

    let retry = move || {
        if failed.get_untracked() {
            server.retry();
        }
    };
    let online = window_event_listener(ev::online, move |_| retry());
    on_cleanup(move || online.remove());

    let hovered = RwSignal::new(None::<Slug>);
    let selected = RwSignal::new(address.get_untracked().selected);
    write_selection(bar, selected);
    // Counts how often somebody went back to another place on the map.
    let turns = RwSignal::new(0_u32);
    bar.follow(bounds, turns);

    let filter = Callback::new(move |filters: String| {
        let now = address.get_untracked();
        if !now.has_filters(&filters) {
            bar.go(now.with_filters(&filters), false);
        }
    });
    let focus = Callback::new(move |filters: Vec<String>| {
        let (now, bounds) = (address.get_untracked(), bounds.get_untracked());
        let asked = |filters: &String| Asked::at(&Parameters::read(&now.with_filters(filters)), bounds);
        server.prefetch(filters.iter().map(asked).collect());
    });
    let moved = Callback::new(move |(centre, zoom, seen): (LatLng, f64, Bounds)| {
        bounds.set(Some(seen));
        bar.go(address.get_untracked().with_camera(centre, zoom), true);
    });
    let stands = Callback::new(move |seen: Bounds| bounds.set(Some(seen)));
    let (rows, tray) = (parts.get(ROWS), parts.get(TRAY));
    view! {
        <Title text=title/>
        <Meta name="description" content=description/>
        <main id="content" class="overview">
            <div class="panel">
                <div id=INTRO inner_html=parts.get(INTRO)></div>
                <div id=NOTICES inner_html=parts.get(NOTICES)></div>
                <FilterForm address=address html=parts.get(FILTERS) on_change=filter on_focus=focus/>
                <section class="list" id="list" aria-label=texts.list_heading>
                    <div role="status" aria-live="polite"><h2 id=FOUND inner_html=parts.get(FOUND)></h2></div>
                    <RowTies hovered selected answers>
                        <div id=ROWS inner_html=rows></div>
                        <div id=TRAY inner_html=tray></div>
                    </RowTies>
                    <div id=TOTALS_FRAME inner_html=parts.get(TOTALS_FRAME)></div>
                    <div id=TAKE_AWAY inner_html=parts.get(TAKE_AWAY)></div>
                </section>
            </div>
            <div class="map-side">
                <SiteMap initial_svg=map pins language=locale.language selected hovered on_move=moved on_stand=stands address turns/>
                <div id=CARD inner_html=parts.get(CARD)></div>
                <div id=LEGEND_FRAME inner_html=parts.get(LEGEND_FRAME)></div>
                <p class="map-credit" id=CREDIT inner_html=parts.get(CREDIT)></p>
            </div>
            <Show when=move || failed.get()>
                <p class="notices" role="alert">{texts.error_text} " " <button type="button" on:click=move |_| retry()>{texts.retry}</button></p>
            </Show>
        </main>
    }
}

/// Does something when what has been put into the document is on the screen.
fn once_drawn(act: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        request_animation_frame(move || set_timeout(act, std::time::Duration::ZERO));
    });
}

/// Keeps the selected site and the parameter `sel` of the address the same, in both directions.
fn write_selection(bar: AddressBar, selected: RwSignal<Option<Slug>>) {
    let address = bar.asked();
    Effect::watch(
        move || selected.get(),
        move |now, _, _| {
            let current = address.get_untracked();
            if current.selected != *now {
                bar.go(current.with_selected(now.as_ref()), current.selected.is_some());
            }
        },
        false,
    );
    Effect::watch(
        move || address.get().selected,
        move |now, _, _| {
            // Every move of the map changes the address; to say the same anew would move the map back to the site.
            if selected.with_untracked(|before| before != now) {
                selected.set(now.clone());
            }
        },
        false,
    );
}
