//! The overview: key figures, filters, list and map, all of them one answer to the address.

use super::not_found::Failure;
use crate::{
    api::overview::{Answer, Overview, overview, view as ask_view},
    atlas::view::Card,
    components::{
        filters::Filters,
        frame::FictionalBanner,
        legend::Legend,
        list::{CardList, Pager, Tray},
        notices::Notices,
        pillars::PillarFigures,
        selected::SelectedCard,
        totals::Totals,
        words,
    },
    domain::{
        division::Level,
        geo::{Bounds, LatLng},
        slug::Slug,
    },
    i18n::use_locale,
    map::{Camera, SiteMap, viewport::Viewport},
    parameters::{self, Parameters},
    routes::{self, Page},
};
use leptos::either::Either;
use leptos::{
    prelude::{Update as _, *},
    task::spawn_local,
};
use leptos_meta::{Meta, Title};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// The overview.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let language = use_locale().language;
    let search = use_location().search;
    // Only the first answer comes with the page; later ones replace its parts in place, so that nothing is built anew.
    let first = Resource::new(|| (), move |()| overview(language, search.get_untracked()));
    let waiting = use_locale().loading;
    view! {
        <Suspense fallback=move || view! { <main id="content" class="loading" aria-busy="true"><p>{waiting}</p></main> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(overview) => Either::Left(view! { <OverviewBody overview/> }),
                    Err(error) => Either::Right(view! { <Failure error/> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn OverviewBody(overview: Overview) -> impl IntoView {
    let locale = use_locale();
    let Overview { programme, pillars, query, view, selected: selected_card, map } = overview;
    let search = use_location().search;
    let parameters = Memo::new(move |_| Parameters::read(&search.get()));

    let answer = RwSignal::new(Answer { query, view, selected: selected_card });
    let failed = RwSignal::new(false);
    let camera = parameters.get_untracked().camera.map(|(centre, zoom)| Camera { centre, zoom });
    let bounds = RwSignal::new(camera.map(|camera| Viewport::at(camera.centre, camera.zoom).bounds()));
    follow_address(parameters, bounds, answer, failed);

    let hovered = RwSignal::new(None::<Slug>);
    let selected = RwSignal::new(parameters.get_untracked().selected);
    write_selection(parameters, selected);

    let navigate = use_navigate();
    let filter = Callback::new({
        let navigate = navigate.clone();
        move |filters: String| {
            let address = parameters.get_untracked().with_filters(&filters);
            navigate(
                &routes::overview_with(locale.language, &address),
                NavigateOptions { scroll: false, ..Default::default() },
            );
        }
    });
    let moved = Callback::new(move |(centre, zoom, seen): (LatLng, f64, Bounds)| {
        bounds.set(Some(seen));
        let address = parameters.get_untracked().with_camera(centre, zoom);
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&routes::overview_with(locale.language, &address), options);
    });
    let page_href =
        Callback::new(move |page: u32| routes::overview_with(locale.language, &parameters.get().with_page(page)));

    let cards = Signal::derive(move || answer.with(|answer| answer.view.list.rows.clone()));
    let unplaced = Signal::derive(move || answer.with(|answer| answer.view.unplaced.clone()));
    let marks = Signal::derive(move || answer.with(|answer| answer.view.marks.clone()));
    let facets = Signal::derive(move || answer.with(|answer| answer.view.facets.clone()));
    let counted = move || {
        answer.with(|answer| {
            let count = words::counted(locale, answer.view.subject, answer.view.list.total);
            if answer.query.bounds.is_some() { format!("{count} · {}", locale.in_view) } else { count }
        })
    };
    let card = Signal::derive(move || {
        let id = selected.get()?;
        let is = |card: &&Card| card.entry.id == id;
        answer.with(|answer| {
            let view = &answer.view;
            view.list.rows.iter().chain(&view.unplaced).chain(&answer.selected).find(is).cloned()
        })
    });
    let county = Page::of_division(programme.whole.entry.id.clone(), Level::County);
    let summary = locale.phrase(&programme.summary).unwrap_or_else(|| locale.tagline.to_owned());
    let name = locale.name(&programme.name);
    let credit = locale.phrase(&programme.map_credit).unwrap_or_default();
    view! {
        <Title text=name.clone()/>
        <Meta name="description" content=summary.clone()/>
        <main id="content" class="overview">
            <div class="panel">
                <FictionalBanner fictional=programme.fictional/>
                <h1>{name} <a class="county" href=county.path(locale.language)>{locale.name(&programme.whole.name)}</a></h1>
                <PillarFigures pillars/>
                {move || answer.with(|answer| view! { <Notices notices=answer.view.notices.clone()/> })}
                <Filters query=Signal::derive(move || answer.with(|answer| answer.query.clone())) facets on_change=filter/>
                <Show when=move || failed.get()>
                    <p class="notices" role="status">{locale.error_text}</p>
                </Show>
                <section class="list" id="list" aria-label=locale.list_heading>
                    <h2 role="status" aria-live="polite">{counted}</h2>
                    <Show when=move || cards.with(Vec::is_empty)>
                        <p class="none">{locale.list_empty} " " {locale.list_empty_hint}</p>
                    </Show>
                    <CardList cards hovered selected/>
                    <Pager page=Signal::derive(move || answer.with(|answer| answer.view.list.clone())) href=page_href/>
                    <Tray cards=unplaced hovered selected/>
                    <Totals totals=Signal::derive(move || answer.with(|answer| answer.view.totals.clone()))/>
                </section>
            </div>
            <div class="map-side">
                <SiteMap initial_svg=map marks language=locale.language selected hovered on_move=moved camera/>
                <SelectedCard card selected/>
                <Legend marks/>
                <p class="map-credit">
                    {programme.map_approval.map(|number| crate::i18n::fill(locale.map_source_approval, &[&number]))} " "
                    {programme.own_approval.map(|number| crate::i18n::fill(locale.map_own_approval, &[&number]))} " "
                    <span>{credit}</span>
                </p>
            </div>
        </main>
    }
}

/// Asks anew whenever the address or the part of the earth on the screen changes, and keeps the newest answer only.
fn follow_address(
    parameters: Memo<Parameters>,
    bounds: RwSignal<Option<Bounds>>,
    answer: RwSignal<Answer>,
    failed: RwSignal<bool>,
) {
    let language = use_locale().language;
    let asked = StoredValue::new(0_u32);
    let answered = StoredValue::new(parameters.get_untracked().filters());
    let question = Memo::new(move |_| {
        let parameters = parameters.get();
        (parameters.filters(), parameters.question(), bounds.get())
    });
    Effect::watch(
        move || question.get(),
        move |(filters, query, bounds), _, _| {
            // A move of the map changes marks and list only; counts and totals stay as they were answered.
            let moved = answered.with_value(|answered| answered == filters);
            let filters = filters.clone();
            let (query, bounds) = (query.clone(), bounds.map(|bounds| parameters::bbox(&bounds)).unwrap_or_default());
            asked.update_value(|asked| *asked += 1);
            let number = asked.get_value();
            spawn_local(async move {
                let result = ask_view(language, query, bounds, moved).await;
                if asked.try_get_value() != Some(number) {
                    return;
                }
                failed.set(result.is_err());
                if let Ok(mut update) = result {
                    if moved {
                        answer.update(|answer| {
                            update.view.facets = std::mem::take(&mut answer.view.facets);
                            update.view.totals = std::mem::take(&mut answer.view.totals);
                            *answer = update;
                        });
                    } else {
                        answered.set_value(filters);
                        answer.set(update);
                    }
                }
            });
        },
        false,
    );
}

/// Keeps the selected site and the parameter `sel` of the address the same, in both directions.
fn write_selection(parameters: Memo<Parameters>, selected: RwSignal<Option<Slug>>) {
    let language = use_locale().language;
    let navigate = use_navigate();
    Effect::watch(
        move || selected.get(),
        move |now, _, _| {
            let current = parameters.get_untracked();
            if current.selected != *now {
                let options =
                    NavigateOptions { scroll: false, replace: current.selected.is_some(), ..Default::default() };
                navigate(&routes::overview_with(language, &current.with_selected(now.as_ref())), options);
            }
        },
        false,
    );
    Effect::watch(move || parameters.get().selected, move |now, _, _| selected.set(now.clone()), false);
}
