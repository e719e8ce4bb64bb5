//! The address bar of the overview. What is asked changes at once; the bar follows when the answer is on the screen,
//! because writing it costs a browser as much time as drawing.

use crate::{components::later::Later, domain::geo::Bounds, i18n::use_locale, parameters::Parameters, routes};
use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use std::time::Duration;

/// The bar follows after this time even if no answer has come.
const AT_LATEST: Duration = Duration::from_millis(700);

/// What is asked, and what of it the address bar does not say yet.
#[derive(Clone, Copy)]
pub struct AddressBar {
    asked: RwSignal<Parameters>,
    /// Query to be written, and whether in the place of the entry of the history.
    pending: StoredValue<Option<(String, bool)>>,
    /// What the bar says.
    said: StoredValue<Parameters>,
    write: Callback<(String, bool)>,
    timer: Later,
}

impl AddressBar {
    /// The bar of a page that was drawn for a query.
    pub fn of_page(drawn_for: &str) -> Self {
        let language = use_locale().language;
        let navigate = use_navigate();
        let drawn_for = Parameters::read(drawn_for);
        let bar = Self {
            asked: RwSignal::new(drawn_for.clone()),
            pending: StoredValue::new(None),
            said: StoredValue::new(drawn_for),
            write: Callback::new(move |(query, replace): (String, bool)| {
                let options = NavigateOptions { scroll: false, replace, ..Default::default() };
                navigate(&routes::overview_with(language, &query), options);
            }),
            timer: Later::nothing(),
        };
        // Whatever a person does next finds the bar up to date: a link may be made of it.
        let handles = [
            window_event_listener(ev::pointerdown, move |_| bar.catch_up()),
            window_event_listener(ev::keydown, move |_| bar.catch_up()),
        ];
        on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
        bar
    }

    /// Follows the address, from now on. It is another one than that which the page was drawn for when somebody went back
    /// before the program began; whoever waits for what is asked has to be there by then. Where it says another
    /// place on the map, `bounds` are those of that place, and `turns` counts on.
    pub fn follow(self, bounds: RwSignal<Option<Bounds>>, turns: RwSignal<u32>) {
        let (bar, search) = (self, use_location().search);
        // Somebody goes back, or follows a link to the overview.
        Effect::watch(
            move || Parameters::read(&search.get()),
            move |now, _, _| {
                if bar.said.with_value(|said| said != now) {
                    bar.pending.set_value(None);
                    bar.said.set_value(now.clone());
                    let turned = bar.asked.with_untracked(|before| before.camera != now.camera);
                    if turned {
                        bounds.set(now.bounds());
                    }
                    bar.asked.set(now.clone());
                    if turned {
                        turns.update(|turns| *turns += 1);
                    }
                }
            },
            true,
        );
    }

    /// What is asked.
    pub fn asked(self) -> Signal<Parameters> {
        self.asked.into()
    }

    /// Asks for a query (`key=value&…`). `replace`: in the place of the entry of the browser's history.
    pub fn go(self, query: String, replace: bool) {
        // Of several steps that would take each other's place the last one is enough.
        if self.pending.with_value(|pending| pending.as_ref().is_some_and(|(_, before)| !(*before && replace))) {
            self.catch_up();
        }
        self.asked.set(Parameters::read(&query));
        self.pending.set_value(Some((query, replace)));
        self.timer.set(move || self.catch_up(), AT_LATEST);
    }

    /// Writes what is not written yet.
    pub fn catch_up(self) {
        self.timer.give_up();
        if let Some(Some((query, replace))) = self.pending.try_update_value(Option::take) {
            self.said.set_value(Parameters::read(&query));
            self.write.run((query, replace));
        }
    }
}
