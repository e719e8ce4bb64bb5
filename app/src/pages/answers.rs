//! The server's answers to the address of the overview, some of them before they are asked for: what somebody is about to
//! choose is fetched while they look for it, so that a choice is answered at once over a slow line, too.

use super::questions::{Asked, Next, Questions};
use crate::{
    api::overview::{Answer, Change, overview},
    domain::{geo::Bounds, language::Language},
    error::AppError,
    i18n::use_locale,
    parameters::{self, Parameters},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// Asks the server and hands on its answers.
#[derive(Clone, Copy)]
pub struct Answers {
    language: Language,
    questions: StoredValue<Questions>,
    put: Callback<Result<Answer, AppError>>,
}

impl Answers {
    /// Asks whenever the address or the part of the earth on the screen changes, and hands on the answer to what is asked
    /// when it comes. The first answer is there already.
    pub fn follow(
        address: Signal<Parameters>,
        bounds: RwSignal<Option<Bounds>>,
        put: impl Fn(Result<Answer, AppError>) + Send + Sync + 'static,
    ) -> Self {
        let asked = Memo::new(move |_| Asked::at(&address.get(), bounds.get()));
        let questions = StoredValue::new(Questions::answered(asked.get_untracked()));
        let answers = Self { language: use_locale().language, questions, put: Callback::new(put) };
        Effect::watch(move || asked.get(), move |now, _, _| answers.ask(now), false);
        answers
    }

    /// Fetches ahead what may be asked next. Nothing for a visitor who asks for little traffic.
    pub fn prefetch(self, next: Vec<Asked>) {
        if saves_data() {
            return;
        }
        for asked in self.questions.try_update_value(|all| all.look_ahead(next, now())).unwrap_or_default() {
            self.request(asked, Change::Filters);
        }
    }

    /// Asks once more what was asked last and not answered.
    pub fn retry(self) {
        if let Some(asked) = self.questions.try_with_value(|all| all.asked().clone()) {
            self.ask(&asked);
        }
    }

    fn ask(self, asked: &Asked) {
        match self.questions.try_update_value(|all| all.ask(asked, now())) {
            Some(Next::Show(answer)) => self.put.run(Ok(answer)),
            Some(Next::Fetch(change)) => self.request(asked.clone(), change),
            Some(Next::Wait) | None => {}
        }
    }

    fn request(self, asked: Asked, change: Change) {
        let seen = asked.bounds.map(|bounds| parameters::bbox(&bounds)).unwrap_or_default();
        spawn_local(async move {
            let answer = overview(self.language, asked.address.clone(), seen, change).await;
            // Nobody waits when the page is gone.
            if let Some(Some(answer)) = self.questions.try_update_value(|all| all.come(asked, change, answer)) {
                self.put.run(answer);
            }
        });
    }
}

/// Milliseconds of the device's clock.
fn now() -> f64 {
    js_sys::Date::now()
}

/// Whether the browser was told to save traffic (Network Information API; browsers without it say nothing).
fn saves_data() -> bool {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into());
    get(&window().navigator(), "connection")
        .and_then(|line| get(&line, "saveData"))
        .is_ok_and(|saves| saves.is_truthy())
}
