//! Lists: what either side adds is there, what either side takes out is gone.

use serde_json::Value;

/// Unites two lists that came from one; `None` where a person has to decide: when the values are no lists, when both put
/// them into different orders (the first of a list is the main one), or when both put something else in the place of the
/// same item that is more than a link.
pub(super) fn merge(base: &Value, theirs: &Value, ours: &Value) -> Option<Value> {
    let (base, theirs, ours) = (items(base)?, items(theirs)?, items(ours)?);
    if replaced_twice(base, theirs, ours) {
        return None;
    }
    let (first, second) = match (in_order(base, theirs), in_order(base, ours)) {
        // Whoever only added at the end has nothing to say about the order.
        (_, true) if extends(base, ours) => (theirs, ours),
        (true, _) => (ours, theirs),
        (_, true) => (theirs, ours),
        _ => return None,
    };
    let stays = |item: &&Value| !base.contains(item) || (theirs.contains(item) && ours.contains(item));
    let mut merged: Vec<Value> = first.iter().filter(stays).cloned().collect();
    for item in second.iter().filter(|item| !base.contains(item)) {
        if !merged.contains(item) {
            merged.push(item.clone());
        }
    }
    Some(merged.into())
}

/// The items of a list in which nothing stands twice.
fn items(value: &Value) -> Option<&[Value]> {
    let items = value.as_array()?;
    let distinct = items.iter().enumerate().all(|(at, item)| !items[..at].contains(item));
    distinct.then_some(items)
}

/// Whether the items of the old list that are still there stand in their old order.
fn in_order(base: &[Value], list: &[Value]) -> bool {
    base.iter().filter(|item| list.contains(item)).eq(list.iter().filter(|item| base.contains(item)))
}

/// Whether a list is the old one, in its order, with things taken out and others added at the end.
fn extends(base: &[Value], list: &[Value]) -> bool {
    let kept = base.iter().filter(|item| list.contains(item));
    let added = list.iter().filter(|item| !base.contains(item));
    kept.chain(added).eq(list)
}

/// Whether both sides took out the same item that is no plain link and put something in.
fn replaced_twice(base: &[Value], theirs: &[Value], ours: &[Value]) -> bool {
    let gone = base.iter().any(|item| item.is_object() && !theirs.contains(item) && !ours.contains(item));
    let adds = |list: &[Value], other: &[Value]| list.iter().any(|item| !base.contains(item) && !other.contains(item));
    gone && adds(theirs, ours) && adds(ours, theirs)
}
