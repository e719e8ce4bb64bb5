//! What the stories of drafts share: a database with the full data in it, and partners and an official who work on them.

use crate::common::{Engine, change, full, text};
use app::domain::{
    account::{Account, AccountId, Editor, Official, Role, Visitor},
    change::Op,
    draft::{Draft, Verdict},
    form::{Around, steps},
    record::{EntryId, Kind, Records},
    slug::Slug,
};
use server::{
    clock::Clock,
    store::{Approval, Database, Decided, DraftError, DraftWriter, Frozen, Save},
};
use std::{collections::BTreeSet, sync::Arc};

pub const NOW: i64 = 1_700_000_000_000;

pub fn slug(raw: &str) -> Slug {
    Slug::new(raw).expect("a slug")
}

pub fn account(id: &str, role: Role, organisation: Option<&Slug>, division: Option<&Slug>) -> Visitor {
    Visitor::signed_in(Account {
        id: AccountId::new(id).expect("an id"),
        name: None,
        role,
        organisations: organisation.into_iter().cloned().collect::<BTreeSet<_>>(),
        division: division.cloned(),
    })
}

pub struct Story {
    pub url: String,
    pub database: Arc<Database>,
    pub writer: DraftWriter,
    pub records: Records,
    pub partner: Editor,
    pub other: Editor,
    pub official: Official,
    pub division: Slug,
}

/// Everybody is in the one division, unless a test says otherwise.
pub fn within(one: &Slug, other: &Slug) -> bool {
    one == other
}

impl Story {
    pub async fn begin(engine: &Engine) -> Self {
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

    pub async fn draft_of(&self, editor: &Editor, id: &str, entries: &[&EntryId]) -> Slug {
        let id = slug(id);
        let organisation = editor.organisations().iter().next();
        self.database.begin_draft(editor, &id, organisation, NOW).await.expect("a draft");
        for entry in entries {
            self.database.add_draft_entry(editor, &id, entry, NOW).await.expect("an entry");
        }
        id
    }

    pub async fn typed(
        &self,
        editor: &Editor,
        draft: &Slug,
        entry: &EntryId,
        key: &str,
        fields: &[(&str, &str)],
    ) -> Result<server::store::Saved, DraftError> {
        let fields = fields.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect();
        let save = Save {
            editor: editor.clone(),
            draft: draft.clone(),
            entry: entry.clone(),
            fields,
            seen: None,
            writer: None,
            key: text(key),
        };
        self.writer.save(save).await
    }

    /// What a draft says now, to be sent.
    pub async fn frozen(&self, editor: &Editor, id: &Slug, reason: &str) -> Frozen {
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

    pub async fn send(&self, editor: &Editor, id: &Slug, reason: &str) {
        let frozen = self.frozen(editor, id, reason).await;
        self.database.submit_draft(editor, id, &frozen, NOW).await.expect("a draft that is sent");
    }

    pub async fn approve(&self, id: &Slug, approval: &Approval) -> Result<Decided, DraftError> {
        self.database.approve_draft(&self.official, id, approval, within, NOW).await
    }

    pub async fn approved(&self, id: &Slug) {
        let decided = self.approve(id, &Approval::default()).await.expect("an approval");
        assert!(matches!(decided, Decided::Published(_)), "{decided:?}");
    }

    pub async fn draft(&self, editor: &Editor, id: &Slug) -> Draft {
        self.database.draft(editor, id).await.expect("a draft")
    }

    pub async fn published(&self, entry: &EntryId) -> serde_json::Value {
        let records = self.database.published().await.expect("records").records;
        records.get(entry).map(|record| record.to_json()).unwrap_or_default()
    }
}

pub fn first_of(records: &Records, kind: Kind) -> EntryId {
    records.iter().find(|record| record.kind() == kind && record.head().name.is_some()).expect("a record").entry_id()
}

/// Runs stories on both engines, each with several threads.
macro_rules! on_both {
    ($($story:ident: $sqlite:ident, $postgres:ident;)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $sqlite() {
            $story(&$crate::common::Engine::sqlite()).await;
        }
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $postgres() {
            $story(&$crate::common::Engine::postgres()).await;
        }
    )+};
}
pub(crate) use on_both;
