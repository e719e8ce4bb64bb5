//! The story of drafts, on both engines: typing, sending, sending back, approving, conflicts; and many people at once.

use crate::common::{Engine, change, entry, full, number, text};
use app::domain::{
    account::{Account, AccountId, Editor, Official, Role, Visitor},
    change::{Op, RevisionNo},
    draft::{Draft, DraftState, Verdict},
    form::{Around, Raws, steps, steps_back},
    history::{Turn, turn},
    merge::{Choice, Keep},
    record::{EntryId, Kind, Record, Records},
    slug::Slug,
};
use server::{
    clock::Clock,
    store::{Approval, Database, Decided, DraftError, DraftWriter, EntryChoice, Frozen, NotTaken, Reviewed, Save},
};
use std::{collections::BTreeSet, sync::Arc};

const NOW: i64 = 1_700_000_000_000;

fn slug(raw: &str) -> Slug {
    Slug::new(raw).expect("a slug")
}

fn account(id: &str, role: Role, organisation: Option<&Slug>, division: Option<&Slug>) -> Visitor {
    Visitor::signed_in(Account {
        id: AccountId::new(id).expect("an id"),
        name: None,
        role,
        organisations: organisation.into_iter().cloned().collect::<BTreeSet<_>>(),
        division: division.cloned(),
    })
}

struct Story {
    url: String,
    database: Arc<Database>,
    writer: DraftWriter,
    records: Records,
    partner: Editor,
    other: Editor,
    official: Official,
    division: Slug,
}

/// Everybody is in the one division, unless a test says otherwise.
fn within(one: &Slug, other: &Slug) -> bool {
    one == other
}

impl Story {
    async fn begin(engine: &Engine) -> Self {
        let url = engine.fresh().await;
        let database = Arc::new(Database::open(&url).await.expect("a database"));
        let records = full::records();
        let mut first = change("the beginning");
        first.edits = records.iter().filter_map(|record| app::domain::change::difference(None, &record)).collect();
        database.commit(&first, NOW).await.expect("the records");
        let organisations: Vec<Slug> = records.organisations.keys().cloned().collect();
        let division = records.divisions.keys().next().expect("a division").clone();
        let editor = |id: &str, organisation: &Slug| {
            account(id, Role::Partner, Some(organisation), None).editor().expect("an editor")
        };
        Self {
            writer: DraftWriter::new(Arc::clone(&database), Clock::reading(|| NOW)),
            partner: editor("partner", &organisations[0]),
            other: editor("other", &organisations[1]),
            official: account("official", Role::Official, None, Some(&division)).official().expect("an official"),
            url,
            database,
            records,
            division,
        }
    }

    async fn draft_of(&self, editor: &Editor, id: &str, entries: &[&EntryId]) -> Slug {
        let id = slug(id);
        let organisation = editor.organisations().iter().next();
        self.database.begin_draft(editor, &id, organisation, NOW).await.expect("a draft");
        for entry in entries {
            self.database.add_draft_entry(editor, &id, entry, NOW).await.expect("an entry");
        }
        id
    }

    async fn typed(
        &self,
        editor: &Editor,
        draft: &Slug,
        entry: &EntryId,
        key: &str,
        fields: &[(&str, &str)],
    ) -> Result<server::store::Saved, DraftError> {
        let fields = fields.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect();
        let save = Save { editor: editor.clone(), draft: draft.clone(), entry: entry.clone(), fields, key: text(key) };
        self.writer.save(save).await
    }

    /// What a draft says now, to be sent.
    async fn frozen(&self, editor: &Editor, id: &Slug, reason: &str) -> Frozen {
        let draft = self.database.draft(editor, id).await.expect("a draft");
        let mut entries = Vec::new();
        for part in draft.entries.iter().filter(|part| part.verdict != Verdict::Approved) {
            let base = self.database.body_at(editor, &part.entry, part.base).await.expect("a body");
            let own = [part.entry.clone()];
            let (ops, problems) = steps(part.entry.kind, base.as_ref(), &part.typed, &Around::new(&self.records, &own));
            assert_eq!(problems, [], "{}", part.entry);
            let ops = match &part.archive {
                Some(reason) => vec![Op::Archive { reason: reason.clone() }],
                None => ops,
            };
            entries.push((part.entry.clone(), ops));
        }
        Frozen { reason: text(reason), division: self.division.clone(), entries, changed_at: draft.changed_at }
    }

    async fn send(&self, editor: &Editor, id: &Slug, reason: &str) {
        let frozen = self.frozen(editor, id, reason).await;
        self.database.submit_draft(editor, id, &frozen, NOW).await.expect("a draft that is sent");
    }

    async fn approve(&self, id: &Slug, approval: &Approval) -> Result<Decided, DraftError> {
        self.database.approve_draft(&self.official, id, approval, within, NOW).await
    }

    async fn approved(&self, id: &Slug) {
        let decided = self.approve(id, &Approval::default()).await.expect("an approval");
        assert!(matches!(decided, Decided::Published(_)), "{decided:?}");
    }

    async fn draft(&self, editor: &Editor, id: &Slug) -> Draft {
        self.database.draft(editor, id).await.expect("a draft")
    }

    async fn published(&self, entry: &EntryId) -> serde_json::Value {
        let records = self.database.published().await.expect("records").records;
        records.get(entry).map(|record| record.to_json()).unwrap_or_default()
    }
}

fn first_of(records: &Records, kind: Kind) -> EntryId {
    records.iter().find(|record| record.kind() == kind && record.head().name.is_some()).expect("a record").entry_id()
}

macro_rules! on_both {
    ($($story:ident: $sqlite:ident, $postgres:ident;)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $sqlite() {
            $story(&Engine::sqlite()).await;
        }
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $postgres() {
            $story(&Engine::postgres()).await;
        }
    )+};
}

on_both! {
    from_typing_to_publishing: from_typing_to_publishing_on_sqlite, from_typing_to_publishing_on_postgres;
    conflicts_are_decided: conflicts_are_decided_on_sqlite, conflicts_are_decided_on_postgres;
    some_is_approved_and_the_rest_goes_back: some_is_approved_on_sqlite, some_is_approved_on_postgres;
    what_was_archived_comes_back: comes_back_on_sqlite, comes_back_on_postgres;
    what_is_not_published_is_kept: unpublished_on_sqlite, unpublished_on_postgres;
    several_at_once_are_one: several_at_once_on_sqlite, several_at_once_on_postgres;
    of_savings_at_one_moment: one_moment_on_sqlite, one_moment_on_postgres;
    many_people_at_once: many_people_at_once_on_sqlite, many_people_at_once_on_postgres;
}

/// Entries that are added, and filled, together make two writings, however many they are: a draft counts its writings.
async fn several_at_once_are_one(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner) = (&story.database, &story.partner);
    let entries = [Kind::Site, Kind::Project, Kind::Training].map(|kind| first_of(&story.records, kind));
    let id = story.draft_of(partner, "d1", &[]).await;
    assert_eq!(story.draft(partner, &id).await.changed_at, NOW);
    let bases = database.add_draft_entries(partner, &id, &entries, NOW).await.expect("entries");
    assert_eq!(bases, [RevisionNo(1); 3]);
    assert_eq!(story.draft(partner, &id).await.changed_at, NOW + 1);
    let saves = |entries: &[EntryId]| -> Vec<Save> {
        let save = |entry: &EntryId| Save {
            editor: partner.clone(),
            draft: id.clone(),
            entry: entry.clone(),
            fields: vec![("name.en".to_owned(), format!("All at once: {}", entry.id))],
            key: text(&format!("all/{entry}")),
        };
        entries.iter().map(save).collect()
    };
    let answers = story.writer.save_all(saves(&entries)).await;
    assert!(answers.len() == 3 && answers.iter().all(|answer| answer.as_ref().is_ok_and(|saved| !saved.already)));
    let draft = story.draft(partner, &id).await;
    assert_eq!(draft.changed_at, NOW + 2);
    for part in &draft.entries {
        assert_eq!(part.typed["name.en"], format!("All at once: {}", part.entry.id));
    }
    // One of which nobody knows keeps none of the others back, and is answered for itself.
    let answers = story.writer.save_all(saves(&[entries[0].clone(), entry("site/not-in-it")])).await;
    assert!(answers[0].as_ref().is_ok_and(|saved| saved.already), "{answers:?}");
    assert!(matches!(answers[1], Err(DraftError::NotFound)), "{answers:?}");
    assert!(story.writer.save_all(Vec::new()).await.is_empty());
    // A name of several that cannot be added adds none.
    assert!(database.add_draft_entries(&story.other, &id, &entries, NOW).await.is_err());
}

/// What savings that are made together make of each other: of texts in one control the last counts, of savings with one key
/// the first, and one that was made before changes nothing.
async fn of_savings_at_one_moment(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (site, project) = (first_of(&story.records, Kind::Site), first_of(&story.records, Kind::Project));
    let one = story.draft_of(&story.partner, "one", &[&site, &project]).await;
    let two = story.draft_of(&story.partner, "two", &[&site]).await;
    let still = story.draft_of(&story.partner, "still", &[&site]).await;
    let save = |draft: &Slug, entry: &EntryId, key: &str, fields: &[(&str, &str)]| Save {
        editor: story.partner.clone(),
        draft: draft.clone(),
        entry: entry.clone(),
        fields: fields.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect(),
        key: text(key),
    };
    let made = async |saves: Vec<Save>| -> Vec<bool> {
        let answers = story.writer.save_all(saves).await;
        answers.into_iter().map(|answer| !answer.expect("an answer").already).collect()
    };
    let state = async |id: &Slug| {
        let draft = story.draft(&story.partner, id).await;
        let typed = |entry: &EntryId| draft.entry(entry).expect("an entry").typed.clone();
        (draft.changed_at, draft.author.to_string(), typed(&site))
    };
    let raws = |fields: &[(&str, &str)]| -> Raws {
        fields.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect()
    };
    let before = [&one, &two, &still].map(async |id| state(id).await.0);
    let [before_one, before_two, before_still] = futures::future::join_all(before).await[..] else { panic!() };

    // The keys are not in the order in which the savings came.
    let odd = "\u{1}\\\"'{}[]\n\u{1F600}\u{202E} $1";
    let first = vec![
        save(&one, &site, "z", &[("name.en", "First"), ("kind", "007"), ("kind", "null"), ("summary.en", odd)]),
        save(&two, &site, "m", &[("name.en", "Another draft")]),
        save(&one, &site, "a", &[("name.en", "Last")]),
        save(&two, &site, "z", &[("kind", "")]),
        save(&one, &project, "p", &[("name.en", "Another entry")]),
        save(&one, &site, "a", &[("name.en", "Sent twice with another text")]),
        save(&one, &site, "nothing typed", &[]),
    ];
    assert_eq!(made(first).await, [true, true, true, true, true, false, true]);
    let (changed_one, _, typed) = state(&one).await;
    assert_eq!(typed, raws(&[("name.en", "Last"), ("kind", "null"), ("summary.en", odd)]));
    let (changed_two, _, typed) = state(&two).await;
    assert_eq!(typed, raws(&[("name.en", "Another draft"), ("kind", "")]));
    assert_eq!(story.draft(&story.partner, &one).await.entry(&project).expect("it").typed["name.en"], "Another entry");
    assert_eq!((changed_one, changed_two), (before_one + 1, before_two + 1), "each once");

    // At the same time by the clock: what was made before comes last, and is neither made nor a change of its draft.
    let second = vec![
        save(&one, &site, "new", &[("name.en", "Newer")]),
        save(&one, &site, "z", &[("name.en", "Older"), ("kind", "older")]),
        save(&two, &site, "m", &[("name.en", "Older")]),
    ];
    assert_eq!(made(second).await, [true, false, false]);
    let (changed_one, _, typed) = state(&one).await;
    assert_eq!(typed, raws(&[("name.en", "Newer"), ("kind", "null"), ("summary.en", odd)]));
    let (changed_two, author, typed) = state(&two).await;
    assert_eq!(typed["name.en"], "Another draft");
    assert_eq!((changed_one, changed_two), (before_one + 2, before_two + 1));

    // Nobody has an account here, so that whoever types in a draft takes it over; with what was made before, nobody does.
    assert_eq!(author, story.partner.author());
    let colleague = account("colleague", Role::Partner, story.partner.organisations().iter().next(), None);
    let colleague = colleague.editor().expect("an editor");
    let by_colleague = |save: Save| Save { editor: colleague.clone(), ..save };
    let third = vec![
        by_colleague(save(&one, &site, "c", &[("kind", "bridge")])),
        by_colleague(save(&two, &site, "m", &[("name.en", "Older")])),
    ];
    assert_eq!(made(third).await, [true, false]);
    let (changed_one, author, _) = state(&one).await;
    assert_eq!((changed_one, author), (before_one + 3, colleague.author()));
    assert_eq!(
        state(&two).await,
        (before_two + 1, story.partner.author(), raws(&[("name.en", "Another draft"), ("kind", "")]))
    );
    assert_eq!(state(&still).await, (before_still, story.partner.author(), Raws::new()));
}

async fn from_typing_to_publishing(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner, other) = (&story.database, &story.partner, &story.other);
    let site = first_of(&story.records, Kind::Site);
    let id = story.draft_of(partner, "d1", &[&site]).await;
    let before = database.version().await.expect("a version");

    // Whatever is typed is kept, valid or not; the same saving again changes nothing.
    let hostile = "a\u{202E}b '); DROP TABLE draft; --";
    let first =
        story.typed(partner, &id, &site, "k1", &[("name.en", "A first name"), ("kind", hostile)]).await.expect("saved");
    assert!(!first.already);
    story.typed(partner, &id, &site, "k2", &[("name.en", "A better name")]).await.expect("saved");
    assert!(story.typed(partner, &id, &site, "k1", &[("name.en", "A first name")]).await.expect("saved").already);
    // A double click: both arrive at one moment, one is made, and both are answered with what stands there then.
    let click = || story.typed(partner, &id, &site, "k-twice", &[("name.en", "A better name")]);
    let (one, two) = futures::join!(click(), click());
    let (one, two) = (one.expect("saved"), two.expect("saved"));
    assert!(one.already != two.already);
    for saved in [&one, &two] {
        assert_eq!(saved.beside.as_ref().expect("the form").typed["name.en"], "A better name");
    }
    let draft = story.draft(partner, &id).await;
    assert_eq!((&*draft.entries[0].typed["name.en"], &*draft.entries[0].typed["kind"]), ("A better name", hostile));
    assert_eq!(draft.state, DraftState::Draft);

    // Others know nothing of it, whatever they try.
    for refused in [
        database.draft(other, &id).await.map(|_| ()),
        database.withdraw_draft(other, &id, NOW).await,
        database.add_draft_entry(other, &id, &site, NOW).await.map(|_| ()),
        story.typed(other, &id, &site, "k3", &[("kind", "x")]).await.map(|_| ()),
        database.draft_for_review(&story.official, &id, within).await.map(|_| ()),
        story.approve(&id, &Approval::default()).await.map(|_| ()),
        database.draft(partner, &slug("no-such-draft")).await.map(|_| ()),
        database.begin_draft(other, &slug("d9"), partner.organisations().iter().next(), NOW).await,
        story.typed(partner, &id, &entry("site/not-in-it"), "k4", &[("kind", "x")]).await.map(|_| ()),
    ] {
        assert!(matches!(refused, Err(DraftError::NotFound)), "{refused:?}");
    }
    let elsewhere = account("else", Role::Official, None, Some(&slug("elsewhere"))).official().expect("an official");

    story.typed(partner, &id, &site, "k5", &[("kind", "square")]).await.expect("saved");
    let late = story.frozen(partner, &id, "It has a name now.").await;
    story.typed(partner, &id, &site, "k6", &[("name.en", "The best name")]).await.expect("saved");
    let closed = database.submit_draft(partner, &id, &late, NOW).await;
    assert!(matches!(closed, Err(DraftError::Closed)), "what was typed since would be lost: {closed:?}");
    story.send(partner, &id, "It has a name now.").await;
    let again = story.typed(partner, &id, &site, "k7", &[("kind", "road")]).await;
    assert!(matches!(again, Err(DraftError::Closed)), "{again:?}");
    assert_eq!(database.version().await.expect("a version"), before, "nothing of it is published");

    // The official of the division sees it, another does not.
    assert_eq!(database.drafts_for_review(&story.official, within).await.expect("drafts").len(), 1);
    assert!(database.drafts_for_review(&elsewhere, within).await.expect("drafts").is_empty());
    let refused = database.approve_draft(&elsewhere, &id, &Approval::default(), within, NOW).await;
    assert!(matches!(refused, Err(DraftError::NotFound)), "{refused:?}");

    let reviewed = Reviewed { reason: text("Which square?"), entries: vec![(site.clone(), text("Say which."))] };
    database.return_draft(&story.official, &id, &reviewed, within, NOW).await.expect("returned");
    let twice = database.return_draft(&story.official, &id, &reviewed, within, NOW).await;
    assert!(matches!(twice, Err(DraftError::Closed)), "{twice:?}");
    let draft = story.draft(partner, &id).await;
    assert_eq!((draft.state, draft.entries[0].answer.clone()), (DraftState::Returned, Some(text("Say which."))));
    story.typed(partner, &id, &site, "k8", &[("summary.en", "The one by the bridge.")]).await.expect("saved");
    story.send(partner, &id, "The one by the bridge; see the summary.").await;
    story.approved(&id).await;
    let body = story.published(&site).await;
    assert_eq!(
        (&body["name"]["en"], &body["summary"]["en"]),
        (&"The best name".into(), &"The one by the bridge.".into())
    );
    let draft = story.draft(partner, &id).await;
    assert_eq!((draft.state, draft.round), (DraftState::Approved, 2));
    let words: Vec<_> = draft.words.iter().map(|word| (word.state, &*word.text)).collect();
    assert_eq!(words[1], (DraftState::Returned, "Which square?"));
    let closed = story.approve(&id, &Approval::default()).await;
    assert!(matches!(closed, Err(DraftError::Closed)), "a double click publishes once: {closed:?}");
    assert_eq!(database.version().await.expect("a version").0, before.0 + 1);

    // The change speaks for the author and its organisation; the audit says who approved.
    let author = "SELECT count(*) FROM change WHERE author = 'account/partner' AND on_behalf_of IS NOT NULL";
    assert_eq!(number(&story.url, author).await, 1);
    for (action, actor) in [("submit", "partner"), ("return", "official"), ("approve", "official")] {
        let query = format!(
            "SELECT count(*) FROM audit WHERE action = '{action}' AND actor = 'account/{actor}' AND target = 'draft/d1'"
        );
        assert!(number(&story.url, &query).await >= 1, "{action}");
    }

    // A new entry, and one that is archived.
    let made = entry("organisation/a-new-body");
    let id = story.draft_of(partner, "d2", &[&made]).await;
    let source = first_of(&story.records, Kind::Source).id;
    let fields = [
        ("name.zh", "新单位"),
        ("name.en", "A new body"),
        ("kind", "enterprise"),
        ("pillars.0", "organisation"),
        ("citations.0.source", source.as_str()),
        ("citations.0.locator", "p. 1"),
    ];
    story.typed(partner, &id, &made, "k", &fields).await.expect("saved");
    assert!(database.name_is_taken(other, &made).await.expect("an answer"));
    story.send(partner, &id, "A new body joins.").await;
    story.approved(&id).await;
    assert_eq!(story.published(&made).await["name"]["zh"], "新单位");
    let id = story.draft_of(partner, "d3", &[&made]).await;
    database.mark_for_archive(partner, &id, &made, Some(&text("It left.")), NOW).await.expect("marked");
    story.send(partner, &id, "It left.").await;
    story.approved(&id).await;
    assert!(story.published(&made).await.is_null());
    assert!(database.check().await.expect("an answer").is_empty(), "the chain holds");

    let id = story.draft_of(partner, "d4", &[&site]).await;
    let empty = story.frozen(partner, &id, "Nothing.").await;
    assert!(matches!(database.submit_draft(partner, &id, &empty, NOW).await, Err(DraftError::Empty)));
    database.withdraw_draft(partner, &id, NOW).await.expect("withdrawn");
    assert!(matches!(database.withdraw_draft(partner, &id, NOW).await, Err(DraftError::Closed)));
}

async fn conflicts_are_decided(engine: &Engine) {
    let story = Story::begin(engine).await;
    let site = first_of(&story.records, Kind::Site);
    let one = story.draft_of(&story.partner, "one", &[&site]).await;
    let two = story.draft_of(&story.other, "two", &[&site]).await;
    story.typed(&story.partner, &one, &site, "a", &[("kind", "pier"), ("summary.en", "One.")]).await.expect("saved");
    story.typed(&story.other, &two, &site, "b", &[("kind", "tower"), ("summary.zh", "二。")]).await.expect("saved");
    // Each sees while typing what the other one types.
    let open = story.database.draft_for_form(&story.other, &two, &site).await.expect("changes").others;
    assert!(open.iter().any(|change| change.path == "kind" && change.raw == "pier" && change.who == "account/partner"));
    story.send(&story.partner, &one, "Reason one.").await;
    story.send(&story.other, &two, "Reason two.").await;
    story.approved(&one).await;
    let Decided::Conflicts(conflicts) = story.approve(&two, &Approval::default()).await.expect("an answer") else {
        panic!("a conflict");
    };
    assert_eq!((conflicts.len(), conflicts[0].conflicts.len(), &*conflicts[0].author), (1, 1, "account/partner"));
    let conflict = conflicts[0].conflicts[0].clone();
    assert_eq!((&*conflict.field, &conflict.theirs, &conflict.ours), ("kind", &"pier".into(), &"tower".into()));
    assert_eq!(story.published(&site).await["kind"], "pier", "nothing is overwritten");
    assert_eq!(number(&story.url, "SELECT count(*) FROM audit WHERE action = 'approve'").await, 1);

    let choose = |seen: &str, keep| Approval {
        choices: vec![EntryChoice {
            entry: site.clone(),
            choice: Choice { field: "kind".into(), seen: seen.into(), keep },
        }],
        ..Approval::default()
    };
    let stale = story.approve(&two, &choose("something older", Keep::Ours)).await.expect("an answer");
    assert!(matches!(stale, Decided::Conflicts(_)), "a decision holds for what was seen only");
    let decided = story.approve(&two, &choose("pier", Keep::Ours)).await.expect("an answer");
    assert!(matches!(decided, Decided::Published(_)));
    let body = story.published(&site).await;
    assert_eq!(
        (&body["kind"], &body["summary"]["en"], &body["summary"]["zh"]),
        (&"tower".into(), &"One.".into(), &"二。".into())
    );
    // The other value stays: in the revision before, and beside the decision.
    let base = story.database.body_at(&story.partner, &site, RevisionNo(2)).await.expect("a body").expect("a body");
    assert_eq!(base["kind"], "pier");
    let kept = "SELECT count(*) FROM draft_choice WHERE theirs = '\"pier\"' AND ours = '\"tower\"' AND keep = 'ours' \
        AND decided_by = 'account/official'";
    assert_eq!(number(&story.url, kept).await, 1);
    let history = story.database.unpublished(&story.other, None, &site, within, 9).await.expect("decisions");
    let NotTaken::Decided { field, theirs, ours, keep } = &history[0].what else { panic!("{history:?}") };
    assert_eq!((&**field, theirs, ours, *keep), ("kind", &"pier".into(), &"tower".into(), Keep::Ours));
}

async fn some_is_approved_and_the_rest_goes_back(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (site, project) = (first_of(&story.records, Kind::Site), first_of(&story.records, Kind::Project));
    let id = story.draft_of(&story.partner, "parts", &[&site, &project]).await;
    story
        .typed(&story.partner, &id, &site, "a", &[("kind", "bridge"), ("summary.en", "Doubtful.")])
        .await
        .expect("saved");
    story.typed(&story.partner, &id, &project, "b", &[("theme", "water")]).await.expect("saved");
    story.send(&story.partner, &id, "Two things.").await;
    let everything = Approval { left_out: vec![(site.clone(), None), (project.clone(), None)], ..Approval::default() };
    assert!(matches!(story.approve(&id, &everything).await, Err(DraftError::Empty)));
    let approval = Approval {
        left_out: vec![(site.clone(), Some("summary".into())), (project.clone(), None)],
        reason: Some(text("Who says so?")),
        answers: vec![(project.clone(), text("Whose water?"))],
        choices: Vec::new(),
    };
    assert!(matches!(story.approve(&id, &approval).await.expect("an answer"), Decided::Published(_)));
    let body = story.published(&site).await;
    assert_eq!(body["kind"], "bridge");
    assert_ne!(body["summary"]["en"], "Doubtful.");
    let draft = story.draft(&story.partner, &id).await;
    assert_eq!(draft.state, DraftState::Returned);
    let published = story.database.published_of(&draft).await.expect("what was published");
    assert_eq!(published, std::slice::from_ref(&site));
    let past = story.database.history(&site, None, 9).await.expect("its revisions");
    let changes: Vec<i64> = past.iter().map(|revision| revision.change).collect();
    let approvers = story.database.approvers(&changes).await.expect("who approved");
    assert_eq!(
        approvers,
        std::collections::HashMap::from([(changes[0], story.official.author())]),
        "the newest one, and no other"
    );
    assert_eq!(draft.entries[0].typed, Raws::from([("summary.en".to_owned(), "Doubtful.".to_owned())]));
    let answer = |entry: &EntryId| draft.entry(entry).and_then(|part| part.answer.clone());
    assert_eq!(answer(&site), Some(text("Who says so?")), "the reason, where nothing else is said to the entry");
    assert_eq!(answer(&project), Some(text("Whose water?")));
    // The partner answers and sends the rest.
    story.typed(&story.partner, &id, &site, "c", &[("summary.en", "As the report says.")]).await.expect("saved");
    story.send(&story.partner, &id, "The report says so.").await;
    story.approved(&id).await;
    assert_eq!(story.published(&site).await["summary"]["en"], "As the report says.");
    assert_eq!(story.published(&project).await["theme"], "water");
    assert_eq!(story.draft(&story.partner, &id).await.state, DraftState::Approved);
}

async fn what_was_archived_comes_back(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner) = (&story.database, &story.partner);
    // Nothing refers to it, and every field of it says something.
    let mut indicators = story.records.iter().filter(|record| record.kind() == Kind::IndicatorValue);
    let entry = indicators.next().expect("a value").entry_id();
    let before = story.published(&entry).await;
    let id = story.draft_of(partner, "away", &[&entry]).await;
    database.mark_for_archive(partner, &id, &entry, Some(&text("A mistake.")), NOW).await.expect("marked");
    story.send(partner, &id, "A mistake.").await;
    story.approved(&id).await;
    assert_eq!(story.published(&entry).await, serde_json::Value::Null);
    let gone = database.history(&entry, None, 1).await.expect("revisions").remove(0);
    let with_it = database.archived_at(gone.version).await.expect("revisions");
    assert_eq!(with_it, [(entry.clone(), before.clone())], "as it was before");

    // Two people bring it back, one of them with another value: the later one meets the earlier one's.
    let mut back = Vec::new();
    for (editor, id, typed) in
        [(partner, "back", Raws::new()), (&story.other, "too", Raws::from([("reading_note".into(), "Again.".into())]))]
    {
        let draft = story.draft_of(editor, id, &[&entry]).await;
        let base = story.draft(editor, &draft).await.entries[0].base;
        assert_eq!(base, gone.number);
        let (ops, problems) = steps_back(entry.kind, &before, &typed, &Around::new(&story.records, &[]));
        assert_eq!(problems, []);
        let changed_at = story.draft(editor, &draft).await.changed_at;
        let (reason, division) = (text("It was none."), story.division.clone());
        let frozen = Frozen { reason, division, entries: vec![(entry.clone(), ops)], changed_at };
        database.submit_draft(editor, &draft, &frozen, NOW).await.expect("a draft that is sent");
        back.push(draft);
    }
    story.approved(&back[0]).await;
    assert_eq!(story.published(&entry).await, before, "all of it, fields without a form too");
    let past = database.history(&entry, None, 9).await.expect("revisions");
    let turns = [turn(Some(&past[1].body), &past[0].body), turn(Some(&past[2].body), &past[1].body)];
    assert!(matches!(turns, [Turn::Back(_), Turn::Archived]), "{turns:?}");
    let decided = story.approve(&back[1], &Approval::default()).await.expect("an answer");
    assert!(matches!(decided, Decided::Conflicts(_)), "{decided:?}");
    assert_eq!(database.check().await.expect("a check"), []);
}

async fn what_is_not_published_is_kept(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, site) = (&story.database, first_of(&story.records, Kind::Site));
    let project = first_of(&story.records, Kind::Project);
    let id = story.draft_of(&story.partner, "d", &[&site, &project]).await;
    story.typed(&story.partner, &id, &site, "a", &[("kind", "pier")]).await.expect("saved");
    story.typed(&story.partner, &id, &project, "b", &[("theme", "water")]).await.expect("saved");
    story.send(&story.partner, &id, "First.").await;
    let reviewed = Reviewed { reason: text("Who says so?"), entries: vec![(site.clone(), text("A pier?"))] };
    database.return_draft(&story.official, &id, &reviewed, within, NOW + 1).await.expect("returned");
    // What is typed afterwards is another version.
    story.typed(&story.partner, &id, &site, "c", &[("kind", "tower"), ("summary.en", "High.")]).await.expect("saved");
    story.send(&story.partner, &id, "Second.").await;
    let some = Approval {
        left_out: vec![(site.clone(), Some("summary".into())), (project.clone(), None)],
        reason: Some(text("Not yet.")),
        answers: Vec::new(),
        choices: Vec::new(),
    };
    let approved = database.approve_draft(&story.official, &id, &some, within, NOW + 2).await.expect("approved");
    assert!(matches!(approved, Decided::Published(_)));

    let of = async |editor: &Editor, official: Option<&Official>, entry: &EntryId| {
        database.unpublished(editor, official, entry, within, 9).await.expect("what came back")
    };
    let back = |ops: &[Op]| ops.iter().map(|op| format!("{op:?}")).collect::<Vec<_>>();
    let seen = of(&story.partner, None, &site).await;
    assert_eq!((seen.len(), seen[0].at, seen[1].at), (2, NOW + 2, NOW + 1), "the newest first");
    let NotTaken::Returned { reason, answer, base, ops } = &seen[1].what else { panic!("{seen:?}") };
    assert_eq!((&**reason, answer.as_deref(), base.0), ("Who says so?", Some("A pier?"), 1));
    assert_eq!(back(ops), ["Set(\"kind\", String(\"pier\"))"], "as it was sent, not as it is now");
    let NotTaken::Returned { reason, ops, .. } = &seen[0].what else { panic!("{seen:?}") };
    assert!(&**reason == "Not yet." && back(ops).len() == 1 && back(ops)[0].contains("High."), "{ops:?}");
    assert_eq!((&*seen[0].by, &*seen[0].author), ("account/official", "account/partner"));
    assert_eq!(of(&story.partner, None, &project).await.len(), 2);

    // Those who may not see the change see nothing of it.
    assert_eq!(of(&story.other, None, &site).await, []);
    let elsewhere = story.records.divisions.keys().find(|one| **one != story.division).expect("another");
    let away = account("away", Role::Official, None, Some(elsewhere)).official().expect("an official");
    assert_eq!(of(away.editor(), Some(&away), &site).await, []);
    assert_eq!(of(story.official.editor(), Some(&story.official), &site).await, seen);
    let mine = account("colleague", Role::Partner, story.partner.organisations().iter().next(), None);
    assert_eq!(of(&mine.editor().expect("an editor"), None, &site).await, seen);
}

/// 100 people change the same 20 trainings at once, each in a place of its own: nothing is lost, and nobody is asked to
/// decide anything.
async fn many_people_at_once(engine: &Engine) {
    const PEOPLE: usize = 100;
    const ENTRIES: usize = 20;
    let story = Arc::new(Story::begin(engine).await);
    let template = story.records.trainings.values().next().expect("a training").clone();
    let mut more = change("more trainings");
    let entries: Vec<EntryId> = (0..ENTRIES).map(|at| entry(&format!("training/busy-{at}"))).collect();
    for entry in &entries {
        let mut training = (*template).clone();
        training.id = entry.id.clone();
        training.participant_groups.clear();
        more.edits.extend(app::domain::change::difference(None, &Record::Training(Arc::new(training))));
    }
    story.database.commit(&more, NOW).await.expect("the trainings");
    let people: Vec<_> = (0..PEOPLE)
        .map(|person| {
            let (story, entries) = (Arc::clone(&story), entries.clone());
            tokio::spawn(async move {
                let editor = account(&format!("p{person}"), Role::Partner, None, None).editor().expect("an editor");
                let id = story.draft_of(&editor, &format!("busy-{person}"), &entries.iter().collect::<Vec<_>>()).await;
                for (at, entry) in entries.iter().enumerate() {
                    let group = format!("group of {person}");
                    let fields = [("participant_groups.0.group.en", &*group), ("participant_groups.0.people", "7")];
                    story.typed(&editor, &id, entry, &format!("{at}"), &fields).await.expect("saved");
                }
                story.send(&editor, &id, "My group took part.").await;
                match story.approve(&id, &Approval::default()).await.expect("an answer") {
                    Decided::Published(_) => 0,
                    Decided::Conflicts(conflicts) => conflicts.iter().map(|entry| entry.conflicts.len()).sum(),
                }
            })
        })
        .collect();
    let mut false_conflicts = 0;
    for person in people {
        false_conflicts += person.await.expect("no panic");
    }
    let published = story.database.published().await.expect("records").records;
    let found: usize = entries
        .iter()
        .map(|entry| {
            let groups = &published.trainings[&entry.id].participant_groups;
            let names: BTreeSet<_> = groups.iter().filter_map(|group| group.group.en.clone()).collect();
            (0..PEOPLE).filter(|person| names.contains(&text(&format!("group of {person}")))).count()
        })
        .sum();
    let lost = PEOPLE * ENTRIES - found;
    let engine = if story.url.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" };
    eprintln!(
        "{engine}: {PEOPLE} people × {ENTRIES} edits on {ENTRIES} entries at once: {lost} lost / {false_conflicts} false conflicts"
    );
    assert_eq!((lost, false_conflicts), (0, 0));
    assert!(story.database.check().await.expect("an answer").is_empty(), "the chain holds");
}
