//! The chain of hashes: whether it is whole, and whether what it speaks of is there.
//!
//! A row that was altered, or is missing between two others, breaks the chain at its place. Rows that are missing at the end
//! break nothing: they are found where anything else in the database knows what they said, which is so for changes of what is
//! published, for what was said and decided on drafts, for accounts, their links and first passwords, and for renewals. Of
//! the rest nothing knows: when the last rows say that a role was changed, that sessions were ended, that work was handed
//! over, that somebody was let in again, that a password was changed once more, or that a link was made that ended unused,
//! they can be taken out unseen. Who has to exclude that compares with an older backup, which holds the chain as it was.

use super::{
    audit::{self, ChangeRow, Link},
    connection::{Connection, StoreResult},
    value::Values,
};
use crate::problem::Problem;
use app::domain::audit::Action;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

#[derive(sqlx::FromRow)]
struct LinkRow {
    #[sqlx(flatten)]
    link: Link,
    hash: String,
}

#[derive(sqlx::FromRow)]
struct EditRow {
    change_id: i64,
    kind: String,
    id: String,
    base: i64,
    ops: String,
    number: i64,
    body: String,
}

/// Every row of the chain hashes to what stands beside it, follows the one before, and covers the change as it is kept.
pub(super) async fn check(connection: &mut Connection<'_>, problems: &mut Vec<Problem>) -> StoreResult<()> {
    const CHANGES: &str = "SELECT id, idempotency_key, author, on_behalf_of, reason, state, version, made_at \
        FROM change WHERE version IS NOT NULL";
    const EDITS: &str = "SELECT change_edit.change_id, change_edit.kind, change_edit.id, change_edit.base, \
        change_edit.ops, revision.number, revision.body FROM change_edit \
        JOIN revision ON revision.change_id = change_edit.change_id AND revision.kind = change_edit.kind \
        AND revision.id = change_edit.id ORDER BY change_edit.change_id, change_edit.position";
    const LINKS: &str = "SELECT seq, version, made_at, actor, action, target, reason, content, prev, hash \
        FROM audit ORDER BY seq";
    let mut edits: HashMap<i64, Vec<Value>> = HashMap::new();
    for row in connection.rows::<EditRow>(EDITS, Values::new()).await? {
        let hash = audit::of_edit((&row.kind, &row.id), row.base, &row.ops, row.number, &row.body);
        edits.entry(row.change_id).or_default().push(hash);
    }
    let mut contents: HashMap<String, String> = HashMap::new();
    for change in connection.rows::<ChangeRow>(CHANGES, Values::new()).await? {
        let content = audit::of_change(&change, edits.remove(&change.id).unwrap_or_default());
        contents.insert(audit::target(change.id), content);
    }
    let before_chain = problems.len();
    let mut before = Before { seq: 0, hashes: [audit::BEGINNING.to_owned(), audit::BEGINNING.to_owned()] };
    for row in connection.rows::<LinkRow>(LINKS, Values::new()).await? {
        let place = format!("audit {}", row.link.seq);
        let hash = row.link.hash();
        match row.link.seq - before.seq {
            1 if before.hashes.contains(&row.link.prev) => {}
            1 => problems.push(Problem::new(&place, "It does not follow the row before it.")),
            2 => problems.push(Problem::new(format!("audit {}", before.seq + 1), "It is missing.")),
            _ => {
                let rows = format!("audit {} to {}", before.seq + 1, row.link.seq - 1);
                problems.push(Problem::new(rows, "They are missing."));
            }
        }
        if hash != row.hash {
            problems.push(Problem::new(&place, "It was altered: its hash is not that of its content."));
        }
        let kept = if row.link.action == Action::Commit.code() {
            contents.remove(&row.link.target)
        } else {
            Some(String::new())
        };
        if kept.as_ref() != Some(&row.link.content) {
            let sentence = format!("What is kept of {} is not what was done then.", row.link.target);
            problems.push(Problem::new(&place, sentence));
        }
        before = Before { seq: row.link.seq, hashes: [row.hash, hash] };
    }
    let sound = problems.len() == before_chain;
    for target in contents.into_keys() {
        problems.push(Problem::new(target, "It has no row in the audit chain."));
    }
    // A row that was altered, or is missing before others, has been named.
    if sound { check_deeds(connection, problems).await } else { Ok(()) }
}

/// The row before the one that is looked at.
struct Before {
    seq: i64,
    /// The hash that stands beside it and that of its content: where they differ that is said of it, and what follows one of
    /// them is sound.
    hashes: [String; 2],
}

/// What else in the database tells of a deed: queries for the targets of those that have no row in the chain.
const DEEDS: [&str; 8] = [
    "SELECT 'draft/' || draft FROM draft_word WHERE NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = 'draft/' || draft AND actor = draft_word.author AND made_at = said_at)",
    "SELECT 'draft/' || id FROM draft WHERE state = 'approved' AND NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = 'draft/' || draft.id AND action = 'approve' AND actor = decided_by)",
    "SELECT 'draft/' || id FROM draft WHERE state = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = 'draft/' || draft.id AND action = 'withdraw')",
    "SELECT 'account/' || id FROM account WHERE NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = 'account/' || account.id AND action IN ('add-account', 'invite'))",
    "SELECT 'account/' || id FROM account WHERE NOT active AND NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = 'account/' || account.id AND action IN ('deactivate', 'erase'))",
    "SELECT 'account/' || id FROM account WHERE password IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = 'account/' || account.id AND action = 'password')",
    "SELECT 'account/' || account FROM account_link \
        WHERE NOT EXISTS (SELECT 1 FROM audit WHERE target = 'account/' || account AND action IN ('invite', 'link') \
            AND actor = made_by AND audit.made_at = account_link.made_at) \
        OR used_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit WHERE target = 'account/' || account \
            AND action IN ('invitation-used', 'sign-in-link-used') AND audit.made_at = used_at)",
    "SELECT kind || '/' || id FROM renewal WHERE NOT EXISTS (SELECT 1 FROM audit \
        WHERE target = renewal.kind || '/' || renewal.id AND action = 'renew' AND actor = renewal.actor \
        AND made_at = renewed_at)",
];

/// What was done at the desk and is known from elsewhere stands in the chain, if that holds: otherwise rows were cut off its
/// end.
async fn check_deeds(connection: &mut Connection<'_>, problems: &mut Vec<Problem>) -> StoreResult<()> {
    let mut missing = BTreeSet::new();
    for query in DEEDS {
        let targets = connection.rows::<(String,)>(query, Values::new()).await?;
        missing.extend(targets.into_iter().map(|(target,)| target));
    }
    let told = missing.into_iter().map(|target| {
        Problem::new(target, "Something that was done to it has no row in the audit chain: its last rows are missing.")
    });
    problems.extend(told);
    Ok(())
}
