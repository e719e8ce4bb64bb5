//! The parts of the overview that the server draws, and which of them change with what.

use super::{
    badges::Approval,
    drawn::{Parts, drawn},
    filters::{self, FilterFields, FilterFieldsProps},
    frame::FictionalBanner,
    legend::{LegendItems, LegendItemsProps, Seen},
    list::{AroundRows, AroundRowsProps, CardRow, CardRowProps, Tray, TrayProps},
    notices::{Notices, NoticesProps},
    pillars::PillarFigures,
    selected::{SelectedCard, SelectedCardProps},
    takeaway::{TakeAway, TakeAwayProps},
    totals::{Totals, TotalsProps},
    words,
};
use crate::{
    api::overview::ProgrammeHead,
    atlas::{
        Atlas,
        query::Query,
        view::{Card, PillarSummary, View},
    },
    domain::division::Level,
    i18n::Locale,
    parameters::Parameters,
    routes::Page,
};
use leptos::prelude::*;

/// Banner, heading and key figures: they stay as they came.
pub const INTRO: &str = "intro";
/// What in the address was not understood.
pub const NOTICES: &str = "notices";
/// What stands inside the form of filters. Later only the options of its fields change.
pub const FILTERS: &str = "filters";
/// How many rows there are.
pub const FOUND: &str = "found";
/// The rows.
pub const ROWS: &str = "rows";
/// The sites without a place.
pub const TRAY: &str = "unplaced";
/// The totals with their frame, as they come first.
pub const TOTALS_FRAME: &str = "totals-frame";
const TOTALS: &str = "totals";
/// The card of the selected site.
pub const CARD: &str = "card";
/// The legend with its frame, as it comes first.
pub const LEGEND_FRAME: &str = "legend-frame";
/// The legend's items.
const LEGEND: &str = "legend";
/// The ways to take list and map away.
pub const TAKE_AWAY: &str = "take-away";
/// Credits of the map.
pub const CREDIT: &str = "map-credit";

/// What is drawn.
pub struct Drawing<'a> {
    /// What is answered from.
    pub atlas: &'a Atlas,
    /// The language.
    pub locale: Locale,
    /// The address that is answered.
    pub address: &'a Parameters,
    /// The question as it was understood.
    pub query: &'a Query,
    /// The part of the earth on the screen as a browser says it; empty where it is what the address says.
    pub seen: &'a str,
    /// The answer.
    pub view: &'a View,
    /// The site that the address selects.
    pub selected: Option<Card>,
    /// The name of the programme.
    pub programme: String,
    /// Scheme and host of this site, where they are set.
    pub site: Option<String>,
}

impl Drawing<'_> {
    /// What never changes while the page is open, and the frames of what does.
    pub fn push_frame(&self, parts: &mut Parts, programme: &ProgrammeHead, pillars: Vec<PillarSummary>) {
        let locale = self.locale;
        let county = Page::of_division(programme.whole.entry.id.clone(), Level::County);
        let fictional = programme.fictional;
        let (name, whole) = (locale.name(&programme.name), locale.name(&programme.whole.name));
        let intro = drawn(locale, || {
            let path = county.path(locale.language);
            view! {
                <FictionalBanner fictional/>
                <h1>{name} " " <a class="county" href=path>{whole}</a></h1>
                <PillarFigures pillars/>
            }
        });
        let legend = drawn(locale, || {
            view! {
                <details class="legend" open>
                    <summary>{locale.legend}</summary>
                    <ul id=LEGEND inner_html=self.legend()></ul>
                    <p>{locale.legend_rings}</p>
                </details>
            }
        });
        let totals = drawn(locale, || {
            view! {
                <details class="totals">
                    <summary>{locale.totals_heading}</summary>
                    <dl id=TOTALS inner_html=self.totals(self.view)></dl>
                </details>
            }
        });
        let filters = drawn(locale, || {
            FilterFields(FilterFieldsProps { query: self.query.clone(), facets: self.view.facets.clone() })
        });
        parts.add(INTRO, intro);
        parts.add(FILTERS, filters);
        parts.add(TRAY, self.tray(self.view));
        parts.add(LEGEND_FRAME, legend);
        parts.add(TOTALS_FRAME, totals);
        parts.add(CREDIT, credit(locale, programme));
    }

    /// What changes with the filters alone. It is drawn once for a question, wherever the map is; a question with free text
    /// is a new one each time.
    pub fn push_answer(&self, parts: &mut Parts, view: impl FnOnce() -> View) {
        let draw = || {
            let mut parts = Parts::default();
            let view = view();
            filters::push_options(&mut parts, self.locale, self.query, &view.facets);
            parts.add(TOTALS, self.totals(&view));
            parts.add(TRAY, self.tray(&view));
            parts
        };
        if self.query.text.is_some() {
            parts.extend(draw().iter());
        } else {
            let question = Query { bounds: None, zoom: None, page: 1, ..self.query.clone() }.to_url();
            parts.extend(self.atlas.parts_once(&question, self.locale.language, || draw().into()).iter());
        }
    }

    /// What in the address was not understood.
    pub fn push_notices(&self, parts: &mut Parts) {
        let notices = self.view.notices.clone();
        parts.add(NOTICES, drawn(self.locale, || Notices(NoticesProps { notices })));
    }

    /// What changes with every move of the map.
    pub fn push_moved(&self, parts: &mut Parts) {
        parts.add(FOUND, self.found());
        parts.add(ROWS, self.page_of_rows());
        parts.add(LEGEND, self.legend());
        parts.add(TAKE_AWAY, self.take_away());
    }

    /// The card of the selected site, or nothing.
    pub fn push_card(&self, parts: &mut Parts) {
        let card = self.selected.clone().map(|card| {
            let address = self.address.clone();
            drawn(self.locale, || SelectedCard(SelectedCardProps { card, address }))
        });
        parts.add(CARD, card.unwrap_or_default());
    }

    fn page_of_rows(&self) -> String {
        let list = &self.view.list;
        let (place, empty, address) = ((list.page, list.pages), list.rows.is_empty(), self.address.clone());
        let mut rows = if empty { String::new() } else { self.rows(&list.rows) };
        if empty || list.pages > 1 {
            rows.push_str(&drawn(self.locale, || AroundRows(AroundRowsProps { place, empty, address })));
        }
        rows
    }

    /// A list of rows; each is drawn once for an Atlas and a language.
    fn rows(&self, cards: &[Card]) -> String {
        let mut rows = String::with_capacity(64 + 800 * cards.len());
        rows.push_str("<ul class=\"cards\">");
        for card in cards {
            let draw = || drawn(self.locale, || CardRow(CardRowProps { card: card.clone() }));
            rows.push_str(&self.atlas.drawn_once(&card.entry, self.locale.language, draw));
        }
        rows.push_str("</ul>");
        rows
    }

    fn tray(&self, view: &View) -> String {
        let (total, rows) = (view.unplaced_total, self.rows(&view.unplaced));
        drawn(self.locale, || Tray(TrayProps { total, rows }))
    }

    fn found(&self) -> String {
        let count = words::counted(self.locale, self.view.subject, self.view.list.total);
        if self.query.bounds.is_some() { format!("{count} · {}", self.locale.in_view) } else { count }
    }

    fn legend(&self) -> String {
        let seen = Seen::of(&self.view.marks);
        let draw = || drawn(self.locale, || LegendItems(LegendItemsProps { seen }));
        let drawn = self.atlas.parts_once(&format!("{seen:?}"), self.locale.language, || vec![(LEGEND.into(), draw())]);
        drawn.first().map(|(_, legend)| legend.clone()).unwrap_or_default()
    }

    fn take_away(&self) -> String {
        let (subject, query) = (self.view.subject, self.address.with_selected(None));
        // A file holds what the list does. A sheet and a frame have a size of their own.
        let files = if self.seen.is_empty() { query.clone() } else { format!("{query}&bbox={}", self.seen) };
        let (site, title) = (self.site.clone(), self.programme.clone());
        drawn(self.locale, || TakeAway(TakeAwayProps { subject, files, query, site, title }))
    }

    fn totals(&self, view: &View) -> String {
        let (subject, totals) = (view.subject, view.totals.clone());
        drawn(self.locale, || Totals(TotalsProps { subject, totals }))
    }
}

fn credit(locale: Locale, programme: &ProgrammeHead) -> String {
    let approvals = [
        (locale.map_source_approval, programme.map_approval.clone()),
        (locale.map_own_approval, programme.own_approval.clone()),
    ];
    drawn(locale, || {
        let approvals = approvals.into_iter().filter_map(|(sentence, number)| {
            number.map(|number| view! { <span><Approval sentence number/></span> {locale.gap} })
        });
        let credit = locale.phrase(&programme.map_credit).map(|credit| view! { <span>{credit}</span> });
        view! { {approvals.collect_view()} {credit} }
    })
}
