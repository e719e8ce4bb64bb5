//! One's own account: password and sessions.

use super::{Seat, session::Known, sign_in::idle_since};
use crate::{
    http::{Form, Outcome},
    store::Session,
};
use app::{
    desk::{AccountDone, AccountSheet, Moment, PasswordProblem, SessionRow, Sheet},
    domain::{account::Editor, language::Language},
    error::AppError,
    routes::{DeskPage, Page},
};
use http::StatusCode;
use std::time::Instant;

/// What the page shows; `done` of its address says what was done on the page before.
pub(super) async fn load(seat: &Seat, query: &str) -> Result<Sheet, AppError> {
    let done = form_urlencoded::parse(query.as_bytes())
        .find_map(|(key, value)| (key == "done").then(|| AccountDone::from_code(&value)).flatten());
    Ok(Sheet::Account(AccountSheet { done, ..sheet(seat).await? }))
}

async fn sheet(seat: &Seat) -> Result<AccountSheet, AppError> {
    let (editor, known) = (seat.editor()?, seat.known()?);
    let office = &seat.office;
    let (id, now) = (editor.id(), office.clock.now_ms());
    let person = office.database.person(id).await.map_err(super::failed)?.ok_or(AppError::SignIn)?;
    let sessions = office.database.sessions(id, now, idle_since(now)).await.map_err(super::failed)?;
    Ok(AccountSheet {
        name: person.account.name,
        login: person.login,
        role: person.account.role,
        organisations: person.account.organisations.into_iter().collect(),
        division: person.account.division,
        sessions: sessions.into_iter().map(|session| row(session, known)).collect(),
        old_wanted: person.password.is_some() && !known.may_set(now),
        has_password: person.password.is_some(),
        problem: None,
        done: None,
    })
}

fn row(session: Session, known: &Known) -> SessionRow {
    SessionRow {
        here: session.id == known.session.id,
        began: Moment::at(session.began_at),
        seen: Moment::at(session.seen_at),
        device: session.device,
        id: session.id,
    }
}

/// `do` of the form says what is wanted: `sign-out`, `password`, `end` (one session) or `end-others`.
pub(super) async fn receive(seat: &Seat, language: Language, form: &Form) -> Result<Outcome, AppError> {
    let (editor, known) = (seat.editor()?, seat.known()?);
    let database = &seat.office.database;
    let page = Page::Desk(DeskPage::Account).path(language);
    let done = |what: AccountDone| Outcome::Done { to: format!("{page}?done={what}"), cookie: None };
    match form.get("do") {
        "sign-out" => {
            database.sign_out(&known.token).await.map_err(super::failed)?;
            let to = Page::Desk(DeskPage::SignIn).path(language);
            Ok(Outcome::Done { to, cookie: seat.office.no_cookie() })
        }
        "password" => match change(seat, &editor, known, form).await? {
            Ok(()) => Ok(done(AccountDone::Password)),
            Err((status, problem)) => {
                let data = AccountSheet { problem: Some(problem), ..sheet(seat).await? };
                Ok(Outcome::Again(status, Sheet::Account(data)))
            }
        },
        what @ ("end" | "end-others") => {
            let one = (what == "end").then(|| form.get("session"));
            let now = seat.office.clock.now_ms();
            let ended = database.end_sessions(editor.id(), one, &known.token, now).await.map_err(super::failed)?;
            if what == "end" && ended == 0 { Err(AppError::NotFound) } else { Ok(done(AccountDone::Ended)) }
        }
        _ => Err(AppError::Unreadable),
    }
}

/// Sets the password. All other sessions end; this one stays.
async fn change(
    seat: &Seat,
    editor: &Editor,
    known: &Known,
    form: &Form,
) -> Result<Result<(), (StatusCode, PasswordProblem)>, AppError> {
    let office = &seat.office;
    let now = office.clock.now_ms();
    let person = office.database.person(editor.id()).await.map_err(super::failed)?.ok_or(AppError::SignIn)?;
    if person.password.is_some() && !known.may_set(now) {
        // Whoever sits down at an open browser may not guess either.
        let (name, tried) = (editor.id().as_str(), Instant::now());
        if office.tries.admit_name(name, tried).is_err() {
            return Ok(Err((StatusCode::TOO_MANY_REQUESTS, PasswordProblem::TooOften)));
        }
        let old = form.get("old").to_owned();
        let right = office.passwords.check(old, person.password).await;
        if !matches!(right, Ok(false)) {
            office.tries.give_back_name(name, tried);
        }
        if !right.map_err(super::failed)? {
            return Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, PasswordProblem::Wrong)));
        }
    }
    let personal = [person.account.name, person.login].into_iter().flatten().map(|text| text.to_string()).collect();
    let chosen = office.passwords.choose(form.get("new").to_owned(), personal).await.map_err(super::failed)?;
    match chosen {
        Err(problem) => Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, problem))),
        Ok(hash) => {
            office.database.set_password(editor.id(), &hash, &known.token, now).await.map_err(super::failed)?;
            Ok(Ok(()))
        }
    }
}
