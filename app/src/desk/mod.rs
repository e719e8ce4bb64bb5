//! The desk: pages of those who are signed in, and what else depends on who asks, such as how much of a history is shown.
//! The server writes them like the public pages; nothing of this module is in the browser's build.
//!
//! What a page shows is plain data, one variant of [`Sheet`] each, and one file here makes HTML of it. The server loads the
//! data ([`Desk::load`]). A form is sent to the address of the page that shows it; when it is refused, the page is written
//! again from the data with what was typed ([`Again`]).
//!
//! Adding a page: its data and its `page` function in a file here, its variant of [`Sheet`] with a line in [`draw`], and a
//! line in the server's `desk::load`. Who may come in stands at `routes::DeskPage::door`.

mod account;
mod audit;
mod author;
mod begin;
mod called;
mod change;
mod choices;
mod compared;
mod draft;
mod edit;
mod effect;
mod field_words;
mod history;
mod home;
mod link;
mod moment;
mod monitor;
mod names;
mod people;
mod posted;
mod refused;
mod resume;
mod review;
mod review_list;
mod review_map;
mod sign_in;
mod taken_back;
mod typed;
mod values;
mod ways;

pub use account::{AccountDone, AccountSheet, PasswordProblem, SessionRow};
pub use audit::{Asked, Audit, AuditRow, Mistake as AuditMistake, action_words};
pub use author::{Author, Speaker};
pub use begin::{Begin, BeginMistake};
pub use called::{Called, names_typed};
pub use change::{EntryChanges, FieldChange, belongs_to};
pub use draft::{DraftMistake, DraftSheet};
pub use edit::{CAME_WITH, Edit, Refusal, SEEN, mark};
pub use effect::TotalChange;
pub use field_words::name as entry_name;
pub use history::{Back, Beside, Happened, History, HistoryLink, Inside, Revision, Staying};
pub use home::{Home, HomeDraft, HomeEntry, Sought, Stale, Standing};
pub use link::LinkSheet;
pub use moment::{BEIJING_MS, Moment};
pub use monitor::{Monitor, Renewed, Row as MonitorRow, Sayings, Shown as MonitorShown};
pub use people::{Entered, MadeLink, PeopleDone, PeopleProblem, PeopleSheet, PersonRow, PersonState};
pub use posted::Posted;
pub use resume::Resume;
pub use review::{BrokenRule, EntryConflicts, ReviewMistake, ReviewOne};
pub use review_list::{DecidedChange, ReviewList, Waiting as WaitingChange};
pub use sign_in::{SignIn, SignInProblem};
pub use typed::typed_words;

use crate::{
    api::page::PageText,
    domain::account::{Role, Visitor},
    error::{AppError, answer_with, set_status},
    i18n::AccountTexts,
    language_of,
    routes::{DeskPage, Page, is_desk},
    store::Publication,
    written::{Question, Written, compose},
};
use leptos::prelude::*;
use std::pin::Pin;

/// What is being waited for.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The desk of one request: it knows who asks. In the context of every request as `Arc<dyn Desk>`.
pub trait Desk: Send + Sync + 'static {
    /// Who asks.
    fn visitor(&self) -> &Visitor;

    /// What a page shows to this visitor; `query` is that of its address, without the question mark.
    ///
    /// # Errors
    /// [`AppError::SignIn`] and [`AppError::Forbidden`] for a page that the visitor may not see; [`AppError::NotFound`]
    /// where there is nothing, or nothing that the visitor may know of; [`AppError::Failed`] when it cannot be read.
    fn load<'a>(&'a self, page: &'a Page, query: &'a str) -> Waiting<'a, Result<Sheet, AppError>>;
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// The form for name and password.
    SignIn(SignIn),
    /// The history of an entry.
    History(History),
    /// What is missing, stale or doubtful.
    Monitor(Monitor),
    /// Who did what.
    Audit(Audit),
    /// That the person may not see the page.
    Refused,
    /// Why a page is not shown to somebody who is signed in.
    Failed(AppError),
    /// That a form is longer than what is taken.
    TooLong {
        /// The longest that is, in bytes.
        most: usize,
    },
    /// What one may work on.
    Home(Home),
    /// The beginning of a new entry.
    Begin(Begin),
    /// A change that is being worked on.
    Draft(DraftSheet),
    /// The form for one entry of a change.
    Edit(Edit),
    /// What waits for a decision.
    Review(ReviewList),
    /// One change, to be decided on.
    ReviewOne(ReviewOne),
    /// That a change was taken back by its author, with what an official had typed about it.
    TakenBack(Vec<String>),
    /// A form that waits to be sent again.
    Resume(Resume),
    /// One's own account.
    Account(AccountSheet),
    /// What a link leads to.
    Link(LinkSheet),
    /// The accounts that one looks after.
    People(PeopleSheet),
}

impl Sheet {
    /// The status of a page that shows this, when nothing else is known of it.
    const fn status(&self) -> u16 {
        match self {
            Self::Link(LinkSheet::Gone) | Self::TakenBack(_) => 410,
            _ => 200,
        }
    }
}

/// What is shown because what was sent was refused; in the context of the request. A status and the page with what was
/// typed, or why there is no such page.
#[derive(Clone, Debug)]
pub struct Again(pub Result<(u16, Sheet), AppError>);

/// In the context when a page is written into a document rather than for the application in the browser. A document says
/// itself why a page is not shown, and lets sign in; the application asks for the document.
#[derive(Clone, Copy, Debug)]
pub struct InDocument;

/// Writes the page at an address.
///
/// # Errors
/// Those of [`Desk::load`]; none for who has to sign in or may not see it, when the page is written into a document, and none
/// there of a page of the desk for who is signed in, who keeps the ways between the pages.
pub async fn write(publication: &dyn Publication, desk: &dyn Desk, address: &str) -> Result<PageText, AppError> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let asked = Page::from_path(path);
    let known = asked.is_some();
    // What is below the desk and no page stands where the desk begins.
    let beginning =
        || language_of(path).filter(|_| is_desk(path)).map(|language| (language, Page::Desk(DeskPage::Home)));
    let (language, page) = asked.or_else(beginning).ok_or(AppError::NotFound).map_err(answer_with)?;
    // The context is looked at before anything is waited for.
    let owner = Owner::current().unwrap_or_default();
    let again = use_context::<Again>();
    let in_document = use_context::<InDocument>().is_some();
    let found = match again {
        Some(Again(found)) => found,
        None if !known => Err(AppError::NotFound),
        None => desk.load(&page, query).await.map(|sheet| (sheet.status(), sheet)),
    };
    let shown = match found {
        Err(AppError::SignIn) if in_document => Ok((401, Sheet::SignIn(SignIn::before(address)))),
        Err(AppError::Forbidden) if in_document => Ok((403, Sheet::Refused)),
        // Who is signed in keeps the ways between the pages.
        Err(error) if in_document && matches!(page, Page::Desk(_)) && desk.visitor().account().is_some() => {
            Ok((error.status(), Sheet::Failed(error)))
        }
        other => other,
    };
    owner.with(|| {
        let written = shown.and_then(|(status, sheet)| {
            set_status(status);
            compose(publication, language, &page, query, |question| {
                let written = draw(question, sheet);
                let ways = ways::ways(question.locale, desk.visitor(), &page, known);
                Ok(Written { body: view! { {ways} {written.body} }.into_any(), ..written })
            })
        });
        written.map_err(answer_with)
    })
}

fn draw(question: &Question<'_>, sheet: Sheet) -> Written {
    match sheet {
        Sheet::SignIn(data) => sign_in::page(question, data),
        Sheet::History(data) => history::page(question, data),
        Sheet::Monitor(data) => monitor::page(question, data),
        Sheet::Audit(data) => audit::page(question, data),
        Sheet::Refused => refused::page(question),
        Sheet::Failed(error) => refused::failed(question, &error),
        Sheet::TooLong { most } => refused::too_long(question, most),
        Sheet::Home(data) => home::page(question, data),
        Sheet::Begin(data) => begin::page(question, data),
        Sheet::Draft(data) => draft::page(question, data),
        Sheet::Edit(data) => edit::page(question, data),
        Sheet::Review(data) => review_list::page(question, data),
        Sheet::ReviewOne(data) => review::page(question, data),
        Sheet::TakenBack(typed) => taken_back::page(question, &typed),
        Sheet::Resume(data) => resume::page(question, data),
        Sheet::Account(data) => account::page(question, data),
        Sheet::Link(data) => link::page(question, data),
        Sheet::People(data) => people::page(question, data),
    }
}

/// What a role is called.
fn role_words(texts: &'static AccountTexts, role: Role) -> &'static str {
    match role {
        Role::Partner => texts.role_partner,
        Role::Official => texts.role_official,
        Role::Administrator => texts.role_administrator,
    }
}
