//! The laws of merging, on made-up bodies of entries.

use super::*;
use crate::domain::{
    change::RevisionNo,
    record::{EntryId, Kind},
    slug::Slug,
    text::Text,
};
use proptest::{collection::vec, prelude::*, sample::select, sample::subsequence};
use serde_json::json;

fn entry() -> EntryId {
    EntryId::new(Kind::Site, Slug::new("a").expect("a slug"))
}

fn edit(ops: Vec<Op>) -> Edit {
    Edit { entry: entry(), base: RevisionNo(1), ops }
}

fn after(body: &Value, ops: &[Op]) -> Value {
    apply(&entry(), Some(body), ops).expect("steps that fit").expect("a body")
}

/// The merged edit and the body after it.
fn onto(base: &Value, current: &Value, ops: Vec<Op>) -> (Merged, Value) {
    let merged = merge(Some(base), Some(current), &edit(ops), &[]).expect("steps that fit");
    let body = after(current, &merged.ops);
    (merged, body)
}

const PLAIN: [&str; 3] = ["kind", "brand", "date"];

fn word() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), "[a-d]".prop_map(Value::from)]
}

fn phrase() -> impl Strategy<Value = Value> {
    (word(), word()).prop_map(|(zh, en)| json!({ "zh": zh, "en": en }))
}

fn links() -> impl Strategy<Value = Value> {
    subsequence(vec!["p", "q", "r", "s", "t"], 0..=5).prop_map(|items| json!(items))
}

fn body() -> impl Strategy<Value = Value> {
    (word(), word(), word(), phrase(), links()).prop_map(|(kind, brand, date, summary, sites)| {
        json!({ "id": "a", "kind": kind, "brand": brand, "date": date, "summary": summary, "sites": sites })
    })
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        (select(&PLAIN[..]), word()).prop_map(|(field, value)| Op::Set(field.into(), value)),
        phrase().prop_map(|value| Op::Set("summary".into(), value)),
        links().prop_map(|value| Op::Set("sites".into(), value)),
        select(vec!["p", "q", "r", "s", "t"]).prop_map(|link| Op::Add("sites".into(), link.into())),
        select(vec!["p", "q", "r", "s", "t"]).prop_map(|link| Op::Remove("sites".into(), link.into())),
    ]
}

fn set_of(body: &Value) -> std::collections::BTreeSet<String> {
    body["sites"].as_array().expect("a list").iter().map(ToString::to_string).collect()
}

proptest! {
    #[test]
    fn what_is_made_against_the_current_revision_is_left_as_it_is(base in body(), ops in vec(op(), 0..6)) {
        let (merged, body) = onto(&base, &base, ops.clone());
        prop_assert!(merged.conflicts.is_empty());
        prop_assert_eq!(body, after(&base, &ops));
    }

    #[test]
    fn merging_with_itself_changes_nothing(base in body(), ops in vec(op(), 0..6)) {
        let current = after(&base, &ops);
        let (merged, body) = onto(&base, &current, ops);
        prop_assert_eq!(merged, Merged::default());
        prop_assert_eq!(body, current);
    }

    #[test]
    fn independent_fields_commute(base in body(), one in vec(op(), 0..6), other in vec(op(), 0..6)) {
        let field = |op: &Op| match op { Op::Set(f, _) | Op::Add(f, _) | Op::Remove(f, _) => f.clone(), _ => String::new() };
        let taken: Vec<_> = one.iter().map(field).collect();
        let other: Vec<_> = other.into_iter().filter(|op| !taken.contains(&field(op))).collect();
        let (left, left_body) = onto(&base, &after(&base, &one), other.clone());
        let (right, right_body) = onto(&base, &after(&base, &other), one);
        prop_assert!(left.conflicts.is_empty() && right.conflicts.is_empty());
        prop_assert_eq!(left_body, right_body);
    }

    #[test]
    fn a_conflict_is_symmetric(base in body(), one in vec(op(), 0..6), other in vec(op(), 0..6)) {
        let (left, _) = onto(&base, &after(&base, &one), other.clone());
        let (right, _) = onto(&base, &after(&base, &other), one);
        let mut swapped: Vec<Conflict> = right
            .conflicts
            .into_iter()
            .map(|Conflict { field, base, theirs, ours }| Conflict { field, base, theirs: ours, ours: theirs })
            .collect();
        swapped.sort_by(|a, b| a.field.cmp(&b.field));
        let mut conflicts = left.conflicts;
        conflicts.sort_by(|a, b| a.field.cmp(&b.field));
        prop_assert_eq!(conflicts, swapped);
    }

    #[test]
    fn a_conflict_is_only_where_both_set_a_field_differently(base in body(), one in vec(op(), 0..6), other in vec(op(), 0..6)) {
        let (current, wanted) = (after(&base, &one), after(&base, &other));
        for conflict in onto(&base, &current, other).0.conflicts {
            let pointer = format!("/{}", conflict.field.replace('.', "/"));
            let (b, c, w) = (base.pointer(&pointer), current.pointer(&pointer), wanted.pointer(&pointer));
            prop_assert!(b != c && b != w && c != w, "{}", conflict.field);
        }
    }

    #[test]
    fn lists_of_links_are_united(base in body(), theirs in links(), ours in links()) {
        let current = after(&base, &[Op::Set("sites".into(), theirs.clone())]);
        let wanted = json!({ "sites": ours });
        let (merged, body) = onto(&base, &current, vec![Op::Set("sites".into(), ours)]);
        prop_assert!(merged.conflicts.is_empty(), "these lists keep one order");
        let (b, t, o) = (set_of(&base), set_of(&current), set_of(&wanted));
        for link in b.union(&t).chain(&o) {
            let expected = if b.contains(link) { t.contains(link) && o.contains(link) } else { true };
            prop_assert_eq!(set_of(&body).contains(link), expected, "{}", link);
        }
    }

    /// Many authors start from whatever revision they last saw; the kept steps, replayed from nothing, give the current body.
    #[test]
    fn replaying_the_history_gives_the_current_body(edits in vec((vec(op(), 1..4), any::<prop::sample::Index>()), 0..12)) {
        let empty = json!({ "id": "a", "kind": null, "brand": null, "date": null, "summary": { "zh": null, "en": null }, "sites": [] });
        let mut revisions = vec![empty.clone()];
        let mut history = vec![Op::Create];
        let Value::Object(fields) = empty else { unreachable!("an object") };
        history.extend(fields.into_iter().filter(|(field, _)| field != "id").map(|(field, value)| Op::Set(field, value)));
        for (ops, seen) in edits {
            let base = revisions[seen.index(revisions.len())].clone();
            let current = revisions.last().expect("one").clone();
            let (merged, body) = onto(&base, &current, ops);
            history.extend(merged.ops);
            revisions.push(body);
        }
        let replayed = apply(&entry(), None, &history).expect("steps that fit");
        prop_assert_eq!(replayed.as_ref(), revisions.last());
    }

    #[test]
    fn a_decision_settles_its_conflict_and_no_other(base in body(), one in vec(op(), 0..6), other in vec(op(), 0..6), ours in any::<bool>()) {
        let current = after(&base, &one);
        let conflicts = onto(&base, &current, other.clone()).0.conflicts;
        let keep = if ours { Keep::Ours } else { Keep::Theirs };
        let choices: Vec<_> =
            conflicts.iter().map(|c| Choice { field: c.field.clone(), seen: c.theirs.clone(), keep }).collect();
        let settled = merge(Some(&base), Some(&current), &edit(other.clone()), &choices).expect("steps that fit");
        prop_assert!(settled.conflicts.is_empty());
        let body = after(&current, &settled.ops);
        for conflict in &conflicts {
            let pointer = format!("/{}", conflict.field.replace('.', "/"));
            let expected = if ours { &conflict.ours } else { &conflict.theirs };
            prop_assert_eq!(body.pointer(&pointer), Some(expected));
        }
        // A decision on what no longer stands decides nothing.
        let late: Vec<_> = choices.into_iter().map(|c| Choice { seen: json!("something else"), ..c }).collect();
        let open = merge(Some(&base), Some(&current), &edit(other), &late).expect("steps that fit");
        prop_assert_eq!(open.conflicts, conflicts);
    }
}

#[test]
fn the_chinese_name_and_its_status_go_together() {
    let name = |zh: &str, en: &str, status: &str| json!({ "name": { "zh": zh, "en": en, "zh_status": status } });
    let base = name("甲", "A", "translated");
    let current = name("甲", "B", "translated");
    let wanted = vec![Op::Set("name".into(), name("乙", "A", "established")["name"].clone())];
    let (merged, body) = onto(&base, &current, wanted.clone());
    assert_eq!((merged.conflicts, body), (vec![], name("乙", "B", "established")));
    let renamed = name("丙", "A", "translated");
    let conflicts = onto(&base, &renamed, wanted).0.conflicts;
    assert_eq!(conflicts.iter().map(|c| &*c.field).collect::<Vec<_>>(), ["name.zh"]);
}

#[test]
fn both_correcting_one_group_is_a_conflict_and_adding_others_is_not() {
    let groups = |all: &[(&str, u32)]| {
        let all: Vec<_> = all.iter().map(|(group, people)| json!({ "group": group, "people": people })).collect();
        json!({ "participant_groups": all })
    };
    let set = |value: Value| vec![Op::Set("participant_groups".into(), value["participant_groups"].clone())];
    let base = groups(&[("women", 20)]);
    let conflicts = onto(&base, &groups(&[("women", 21)]), set(groups(&[("women", 22)]))).0.conflicts;
    assert_eq!(conflicts.len(), 1);
    let (merged, body) =
        onto(&base, &groups(&[("women", 20), ("men", 3)]), set(groups(&[("women", 20), ("youth", 5)])));
    assert!(merged.conflicts.is_empty());
    assert_eq!(body["participant_groups"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_first_of_a_list_is_not_moved_twice() {
    let sites = |list: &[&str]| json!({ "sites": list });
    let set = |list: &[&str]| vec![Op::Set("sites".into(), json!(list))];
    let base = sites(&["a", "b", "c"]);
    assert_eq!(onto(&base, &sites(&["a", "b", "c", "d"]), set(&["c", "a", "b"])).1, sites(&["c", "a", "b", "d"]));
    assert_eq!(onto(&base, &sites(&["b", "a", "c"]), set(&["c", "a", "b"])).0.conflicts.len(), 1);
}

#[test]
fn archiving_what_another_has_changed_is_decided_by_a_person() {
    let (base, current) = (json!({ "id": "a", "kind": "x" }), json!({ "id": "a", "kind": "y" }));
    let ops = vec![Op::Archive { reason: Text::new("Closed.").expect("a text") }];
    let merged = merge(Some(&base), Some(&current), &edit(ops.clone()), &[]).expect("steps");
    assert_eq!((merged.ops, merged.conflicts[0].field.as_str()), (vec![], WHOLE));
    let choice = Choice { field: WHOLE.into(), seen: current.clone(), keep: Keep::Ours };
    assert_eq!(merge(Some(&base), Some(&current), &edit(ops.clone()), &[choice]).expect("steps").ops, ops);
    assert_eq!(merge(Some(&base), None, &edit(ops), &[]).expect("steps"), Merged::default());
    // Changing what another has archived brings it back only when a person says so.
    let set = edit(vec![Op::Set("kind".into(), json!("z"))]);
    assert_eq!(merge(Some(&base), None, &set, &[]).expect("steps").conflicts.len(), 1);
    let choice = Choice { field: WHOLE.into(), seen: Value::Null, keep: Keep::Ours };
    let back = merge(Some(&base), None, &set, &[choice]).expect("steps");
    assert_eq!(back.ops, [Op::Create, Op::Set("kind".into(), json!("z"))]);
}

#[test]
fn an_entry_made_twice_under_one_name_is_decided_by_a_person() {
    let create = edit(vec![Op::Create, Op::Set("kind".into(), json!("x"))]);
    let current = json!({ "id": "a", "kind": "y" });
    assert_eq!(merge(None, Some(&current), &create, &[]).expect("steps").conflicts.len(), 1);
    assert_eq!(merge(None, None, &create, &[]).expect("steps").ops, create.ops);
    let same = json!({ "id": "a", "kind": "x" });
    assert_eq!(merge(None, Some(&same), &create, &[]).expect("steps"), Merged::default());
}
