//! What is asked of the server, what is shown of its answers, and what was fetched ahead. Pure.

use crate::{
    api::overview::{Answer, Change},
    domain::geo::Bounds,
    error::AppError,
    parameters::Parameters,
};

/// For so long an answer that was fetched ahead may be shown, in milliseconds.
const FRESH: f64 = 30_000.0;

/// What an answer depends on: filters with the page of the list, the whole address, the part of the earth on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    filters: String,
    /// The address.
    pub address: String,
    /// The part of the earth on the screen.
    pub bounds: Option<Bounds>,
    zoom: Option<i64>,
}

impl Asked {
    /// What an address asks while the map shows this part of the earth.
    pub fn at(address: &Parameters, bounds: Option<Bounds>) -> Self {
        let zoom = address.camera.map(|(_, zoom)| zoom.floor() as i64);
        Self { filters: address.filters(), address: address.address(), bounds, zoom }
    }

    /// What has to be answered anew.
    fn change_since(&self, before: &Self) -> Change {
        if self.filters != before.filters {
            Change::Filters
        } else if (&self.bounds, self.zoom) != (&before.bounds, before.zoom) {
            Change::Place
        } else {
            Change::Selection
        }
    }
}

/// What is to be done for a question.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// Its answer is here.
    Show(Answer),
    /// It is on its way.
    Wait,
    /// The server has to be asked what has changed.
    Fetch(Change),
}

/// A question that nobody has asked yet.
struct Ahead {
    asked: Asked,
    /// `None` while it is on its way.
    answer: Option<Answer>,
    since: f64,
}

/// The questions of a page. Times are milliseconds of the device's clock.
pub struct Questions {
    /// What was asked last.
    asked: Asked,
    /// What was answered last. A question is compared with it and not with the one before, which may never be answered.
    shown: Asked,
    ahead: Vec<Ahead>,
}

impl Questions {
    /// Those of a page that shows the answer to its first one.
    pub fn answered(first: Asked) -> Self {
        Self { asked: first.clone(), shown: first, ahead: Vec::new() }
    }

    /// What was asked last.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Somebody asks.
    pub fn ask(&mut self, asked: &Asked, time: f64) -> Next {
        self.asked = asked.clone();
        let ahead = self.ahead.iter().position(|one| one.asked == *asked).map(|at| self.ahead.swap_remove(at));
        match ahead.filter(|one| is_fresh(one, time)) {
            Some(Ahead { answer: Some(answer), .. }) => {
                self.shown = asked.clone();
                Next::Show(answer)
            }
            Some(_) => Next::Wait,
            None => Next::Fetch(asked.change_since(&self.shown)),
        }
    }

    /// Somebody may ask one of these next. Gives those that have to be fetched, as if all filters changed, and forgets what
    /// was fetched for others.
    pub fn look_ahead(&mut self, mut next: Vec<Asked>, time: f64) -> Vec<Asked> {
        self.ahead.retain(|one| is_fresh(one, time) && next.contains(&one.asked));
        next.retain(|asked| *asked != self.asked && self.ahead.iter().all(|one| one.asked != *asked));
        self.ahead.extend(next.iter().map(|asked| Ahead { asked: asked.clone(), answer: None, since: time }));
        next
    }

    /// An answer to what changed comes. It is given back when it is to be shown: it is asked for, and says everything that is
    /// new since what is shown. What has been overtaken is dropped.
    pub fn come(
        &mut self,
        asked: Asked,
        change: Change,
        answer: Result<Answer, AppError>,
    ) -> Option<Result<Answer, AppError>> {
        if asked == self.asked {
            let complete = change <= asked.change_since(&self.shown);
            if complete && answer.is_ok() {
                self.shown = asked;
            }
            return complete.then_some(answer);
        }
        if let (Change::Filters, Some(one)) = (change, self.ahead.iter_mut().find(|one| one.asked == asked)) {
            match answer {
                Ok(answer) => one.answer = Some(answer),
                // Whoever asks has to fetch it again.
                Err(_) => one.since = f64::NEG_INFINITY,
            }
        }
        None
    }
}

fn is_fresh(one: &Ahead, time: f64) -> bool {
    (0.0..FRESH).contains(&(time - one.since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::drawn::Parts;

    fn asked(query: &str) -> Asked {
        Asked::at(&Parameters::read(query), None)
    }

    fn answer(title: &str) -> Answer {
        let (title, description, map) = (title.to_owned(), String::new(), String::new());
        Answer { title, description, parts: Parts::default(), map, pins: None }
    }

    #[test]
    fn what_was_fetched_ahead_is_shown_at_once_and_only_once() {
        let mut all = Questions::answered(asked(""));
        let (first, second) = (asked("pillar=training"), asked("pillar=projects"));
        assert_eq!(
            all.look_ahead(vec![asked(""), first.clone(), second.clone()], 0.0),
            [first.clone(), second.clone()]
        );
        assert_eq!(all.come(first.clone(), Change::Filters, Ok(answer("first"))), None);
        assert_eq!(all.look_ahead(vec![first.clone(), second.clone()], 9.0), [], "both are known");
        assert_eq!(all.ask(&first, 10.0), Next::Show(answer("first")));
        assert_eq!(all.ask(&asked(""), 11.0), Next::Fetch(Change::Filters), "compared with what is shown");
        assert_eq!(all.ask(&first, 12.0), Next::Fetch(Change::Selection), "it is shown still");
    }

    #[test]
    fn what_is_on_its_way_is_not_fetched_twice() {
        let mut all = Questions::answered(asked(""));
        let next = asked("pillar=training");
        assert_eq!(all.look_ahead(vec![next.clone()], 0.0).len(), 1);
        assert_eq!(all.ask(&next, 10.0), Next::Wait);
        assert_eq!(all.come(next, Change::Filters, Ok(answer("it"))), Some(Ok(answer("it"))));
    }

    #[test]
    fn what_is_old_failed_or_for_another_map_is_fetched_anew() {
        let mut all = Questions::answered(asked(""));
        let (old, failed) = (asked("pillar=training"), asked("pillar=projects"));
        all.look_ahead(vec![old.clone(), failed.clone()], 0.0);
        all.come(old.clone(), Change::Filters, Ok(answer("old")));
        assert_eq!(all.come(failed.clone(), Change::Filters, Err(AppError::Failed)), None, "nobody has asked");
        assert_eq!(all.ask(&failed, 10.0), Next::Fetch(Change::Filters));
        assert_eq!(all.ask(&asked("pillar=training&lat=24&lng=103&z=12"), 20.0), Next::Fetch(Change::Filters));
        assert_eq!(all.look_ahead(vec![old.clone()], FRESH), std::slice::from_ref(&old));
        all.come(old.clone(), Change::Filters, Ok(answer("old")));
        assert_eq!(all.ask(&old, 3.0 * FRESH), Next::Fetch(Change::Filters));
    }

    #[test]
    fn an_answer_that_says_too_little_is_not_shown() {
        let mut all = Questions::answered(asked("pillar=training"));
        let (moved, other) = (asked("pillar=training&z=12&lat=24&lng=103"), asked("pillar=projects"));
        assert_eq!(all.ask(&moved, 0.0), Next::Fetch(Change::Place));
        assert_eq!(all.ask(&other, 1.0), Next::Fetch(Change::Filters));
        assert_eq!(all.come(other, Change::Filters, Ok(answer("other"))), Some(Ok(answer("other"))));
        assert_eq!(all.ask(&moved, 2.0), Next::Fetch(Change::Filters));
        // The one of the first time knows nothing of the other filters.
        assert_eq!(all.come(moved.clone(), Change::Place, Ok(answer("late"))), None);
        assert_eq!(all.come(moved, Change::Filters, Ok(answer("moved"))), Some(Ok(answer("moved"))));
    }

    #[test]
    fn a_failure_is_told_and_what_is_shown_stays() {
        let mut all = Questions::answered(asked(""));
        let next = asked("pillar=training");
        assert_eq!(all.ask(&next, 0.0), Next::Fetch(Change::Filters));
        assert_eq!(all.come(next.clone(), Change::Filters, Err(AppError::Failed)), Some(Err(AppError::Failed)));
        assert_eq!(all.ask(&asked("pillar=training&sel=huaning"), 1.0), Next::Fetch(Change::Filters));
    }
}
