//! The accounts that an official or an administrator looks after.

use super::{
    Seat,
    care::{answers_for, looks_after, places},
    link, secret,
};
use crate::{
    http::{Form, Outcome},
    store::{AccountError, Person},
};
use app::{
    desk::{Entered, MadeLink, Moment, PeopleDone, PeopleProblem, PeopleSheet, PersonRow, PersonState, Sheet},
    domain::{
        account::{Account, AccountId, Official, Role},
        language::Language,
        slug::Slug,
        text::Text,
    },
    error::AppError,
    routes::{DeskPage, Page},
};
use http::StatusCode;

/// The longest name and sign-in name, in characters.
const LONGEST: usize = 200;

/// What the page shows; `done` of its address says what was done on the page before.
pub(super) async fn load(seat: &Seat, query: &str) -> Result<Sheet, AppError> {
    let done = form_urlencoded::parse(query.as_bytes())
        .find_map(|(key, value)| (key == "done").then(|| PeopleDone::from_code(&value)).flatten());
    Ok(Sheet::People(PeopleSheet { done, ..sheet(seat, &seat.official()?).await? }))
}

async fn sheet(seat: &Seat, official: &Official) -> Result<PeopleSheet, AppError> {
    let atlas = seat.office.publication.atlas();
    let people = seat.office.database.people().await.map_err(super::failed)?;
    let people = people.into_iter().filter(|person| looks_after(official, &person.account, &atlas));
    let whole = atlas.programme().map(|programme| &programme.division);
    let divisions = atlas.records().divisions.keys().filter(|division| {
        whole.is_some_and(|whole| atlas.within(division, whole))
            && official.covers(division, |division, ancestor| atlas.within(division, ancestor))
    });
    let organisations = atlas.records().organisations.keys().filter(|one| answers_for(official, one, &atlas));
    Ok(PeopleSheet {
        people: people.map(|person| row(person, official)).collect(),
        roles: Role::ALL.iter().copied().filter(|role| gives(official, *role)).collect(),
        organisations: organisations.cloned().collect(),
        divisions: divisions.cloned().collect(),
        entered: Entered::default(),
        problem: None,
        made: None,
        done: None,
    })
}

fn row(person: Person, official: &Official) -> PersonRow {
    let state = match (person.active, &person.password, person.seen_at) {
        (false, ..) => PersonState::Inactive,
        (true, None, None) => PersonState::Invited,
        _ => PersonState::Active,
    };
    PersonRow {
        me: person.account.id == *official.id(),
        state,
        seen: person.seen_at.and_then(Moment::at),
        login: person.login,
        account: person.account,
    }
}

/// Whether the official may give a role to anybody.
fn gives(official: &Official, role: Role) -> bool {
    official.looks_after(role, official.division(), |one, other| one == other)
}

/// `do` of the form says what is wanted: `invite`, or for the person that `account` names `link`, `role`, `deactivate` or
/// `reactivate`.
pub(super) async fn receive(seat: &Seat, language: Language, form: &Form) -> Result<Outcome, AppError> {
    let official = seat.official()?;
    let wanted = form.get("do");
    let made = match wanted {
        "invite" => invite(seat, language, &official, form).await?,
        _ => act(seat, language, &official, form, wanted).await?,
    };
    let (status, problem, made) = match made {
        Made::Done(done) => {
            let to = format!("{}?done={done}", Page::Desk(DeskPage::People).path(language));
            return Ok(Outcome::Done { to, cookie: None });
        }
        // Shown this once and nowhere else, so there is no page to go on to.
        Made::Link(made) => (StatusCode::OK, None, Some(made)),
        Made::Refused(problem) => (problem_status(problem), Some(problem), None),
    };
    let entered = if problem.is_some() { entered(form, wanted) } else { Entered::default() };
    let data = PeopleSheet { entered, problem, made, ..sheet(seat, &official).await? };
    Ok(Outcome::Again(status, Sheet::People(data)))
}

/// What came of it.
enum Made {
    Done(PeopleDone),
    Link(MadeLink),
    Refused(PeopleProblem),
}

const fn problem_status(problem: PeopleProblem) -> StatusCode {
    match problem {
        PeopleProblem::LoginTaken | PeopleProblem::Oneself => StatusCode::CONFLICT,
        PeopleProblem::NotYours | PeopleProblem::OrganisationElsewhere => StatusCode::FORBIDDEN,
        PeopleProblem::Name | PeopleProblem::Login | PeopleProblem::Place => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn invite(seat: &Seat, language: Language, official: &Official, form: &Form) -> Result<Made, AppError> {
    let short = |raw: &str| Text::new(raw).ok().filter(|text| text.chars().count() <= LONGEST && !text.contains('\n'));
    let Some(name) = short(form.get("name")) else { return Ok(Made::Refused(PeopleProblem::Name)) };
    let Some(login) = short(form.get("login")) else { return Ok(Made::Refused(PeopleProblem::Login)) };
    let id = secret::account_id().map_err(super::failed)?;
    let account = match placed(seat, official, id, form)? {
        Ok(account) => Account { name: Some(name.clone()), ..account },
        Err(problem) => return Ok(Made::Refused(problem)),
    };
    let now = seat.office.clock.now_ms();
    let (link, token) = link::make(now, link::INVITATION).map_err(super::failed)?;
    match seat.office.database.add_account(&account, &login, Some(&link), &official.author(), now).await {
        Ok(()) => {
            let address = link::address(token, language, seat.office.publication.settings().public_url.as_ref());
            Ok(Made::Link(MadeLink { name: Some(name), address, until: Moment::at(link.expires_at) }))
        }
        Err(error) => refused(error),
    }
}

async fn act(
    seat: &Seat,
    language: Language,
    official: &Official,
    form: &Form,
    wanted: &str,
) -> Result<Made, AppError> {
    let (database, now, by) = (&seat.office.database, seat.office.clock.now_ms(), official.author());
    let id = AccountId::new(form.get("account")).map_err(|_| AppError::NotFound)?;
    let person = database.person(&id).await.map_err(super::failed)?.ok_or(AppError::NotFound)?;
    // Of an account that one does not look after, it is not told whether it is there.
    if !looks_after(official, &person.account, &seat.office.publication.atlas()) {
        return Err(AppError::NotFound);
    }
    if id == *official.id() && wanted != "link" {
        // So that nobody shuts itself out, and an administrator is always left.
        return Ok(Made::Refused(PeopleProblem::Oneself));
    }
    let (result, done) = match wanted {
        "link" => {
            let (link, token) = link::make(now, link::AGAIN).map_err(super::failed)?;
            if let Err(error) = database.add_link(&id, &link, &by, now).await {
                return refused(error);
            }
            let address = link::address(token, language, seat.office.publication.settings().public_url.as_ref());
            let until = Moment::at(link.expires_at);
            return Ok(Made::Link(MadeLink { name: person.account.name, address, until }));
        }
        "role" => match placed(seat, official, id, form)? {
            Ok(account) => (database.set_role(&account, &by, now).await, PeopleDone::Changed),
            Err(problem) => return Ok(Made::Refused(problem)),
        },
        "deactivate" => (database.set_active(&id, false, &by, now).await, PeopleDone::Deactivated),
        "reactivate" => (database.set_active(&id, true, &by, now).await, PeopleDone::Reactivated),
        _ => return Err(AppError::Unreadable),
    };
    match result {
        Ok(()) => Ok(Made::Done(done)),
        Err(error) => refused(error),
    }
}

fn refused(error: AccountError) -> Result<Made, AppError> {
    match error {
        AccountError::LoginTaken => Ok(Made::Refused(PeopleProblem::LoginTaken)),
        AccountError::Place | AccountError::NoDivision(_) | AccountError::NoOrganisation(_) => {
            Ok(Made::Refused(PeopleProblem::Place))
        }
        AccountError::Unknown | AccountError::Deactivated => Err(AppError::NotFound),
        AccountError::Store(error) => Err(super::failed(error)),
    }
}

/// What the form says of role, organisations and division, if the official may give them.
fn placed(
    seat: &Seat,
    official: &Official,
    id: AccountId,
    form: &Form,
) -> Result<Result<Account, PeopleProblem>, AppError> {
    let atlas = seat.office.publication.atlas();
    let role = Role::from_code(form.get("role")).ok_or(AppError::Unreadable)?;
    let slug = |raw: &str| Slug::new(raw).map_err(|_| AppError::Unreadable);
    let organisations = form.all("organisation").map(slug).collect::<Result<_, _>>()?;
    let division = Some(form.get("division")).filter(|raw| !raw.is_empty()).map(slug).transpose()?;
    let account = Account { id, name: None, role, organisations, division };
    let known = account.organisations.iter().all(|of| atlas.records().organisations.contains_key(of))
        && account.division.iter().all(|division| atlas.records().divisions.contains_key(division));
    if !known || !account.is_placed() {
        return Ok(Err(PeopleProblem::Place));
    }
    Ok(if !places(official, &account, &atlas) {
        Err(PeopleProblem::NotYours)
    } else if !looks_after(official, &account, &atlas) {
        Err(PeopleProblem::OrganisationElsewhere)
    } else {
        Ok(account)
    })
}

/// What was typed, for whom.
fn entered(form: &Form, wanted: &str) -> Entered {
    let short = |raw: &str| raw.chars().take(LONGEST).collect();
    let account = AccountId::new(form.get("account")).ok().filter(|_| wanted == "role");
    Entered {
        account,
        name: short(form.get("name")),
        login: short(form.get("login")),
        role: Role::from_code(form.get("role")),
        organisations: form.all("organisation").filter_map(|raw| Slug::new(raw).ok()).collect(),
        division: Slug::new(form.get("division")).ok(),
    }
}
