//! What has to change on the map when another answer comes. Pure.

use super::pin::Pin;

/// How a wanted pin comes to stand on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The frame at this index holds it already.
    Keep(usize),
    /// The frame at this index holds the pin of the same thing, which looks otherwise or stands elsewhere.
    Change(usize),
    /// It is new.
    Add,
}

impl Step {
    /// The frame that it is about.
    pub fn frame(self) -> Option<usize> {
        match self {
            Self::Keep(index) | Self::Change(index) => Some(index),
            Self::Add => None,
        }
    }
}

/// Finds the way from what frames hold, or held last, to the wanted pins: a step for each, in the wanted order. What stands
/// for the same thing is never taken away and put back, so that it keeps the focus and does not flicker. Two wanted pins for
/// one thing each get a frame of their own.
pub fn plan(held: &[Option<&Pin>], wanted: &[Pin]) -> Vec<Step> {
    let mut kept = vec![false; held.len()];
    // A map holds some dozens of pins, so looking through all of them is as quick as a table and less code.
    wanted
        .iter()
        .map(|pin| {
            let same =
                (0..held.len()).find(|index| !kept[*index] && held[*index].is_some_and(|old| old.key == pin.key));
            let Some(index) = same else { return Step::Add };
            kept[index] = true;
            if held[index] == Some(pin) { Step::Keep(index) } else { Step::Change(index) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(key: &str) -> Pin {
        Pin {
            key: key.into(),
            lat: 24.0,
            lng: 103.0,
            rings: [0, 1, 0, 0, 0],
            beside: None,
            count: None,
            approximate: false,
            label: key.into(),
        }
    }

    fn plan_of(held: &[Pin], wanted: &[Pin]) -> Vec<Step> {
        plan(&held.iter().map(Some).collect::<Vec<_>>(), wanted)
    }

    #[test]
    fn the_same_answer_changes_nothing() {
        let pins = [pin("s:a"), pin("c:1"), pin("s:b")];
        assert_eq!(plan_of(&pins, &pins), [Step::Keep(0), Step::Keep(1), Step::Keep(2)]);
    }

    #[test]
    fn pins_come_go_and_change_in_the_wanted_order() {
        let old = [pin("s:a"), pin("s:b"), pin("c:1")];
        let moved = Pin { beside: Some((3.0, 0.0)), ..pin("s:b") };
        let wanted = [pin("s:c"), moved, pin("s:a"), pin("c:2")];
        assert_eq!(plan_of(&old, &wanted), [Step::Add, Step::Change(1), Step::Keep(0), Step::Add]);
    }

    #[test]
    fn a_cluster_that_grew_in_the_same_bounds_changes() {
        let grown = Pin { count: Some(6), ..pin("c:1") };
        assert_eq!(plan_of(&[pin("c:1")], &[grown]), [Step::Change(0)]);
    }

    #[test]
    fn doubles_are_not_lost() {
        let plan = plan_of(&[pin("s:a"), pin("s:a")], &[pin("s:a"), pin("s:a"), pin("s:a")]);
        assert_eq!(plan, [Step::Keep(0), Step::Keep(1), Step::Add]);
    }

    #[test]
    fn a_frame_that_never_held_a_pin_is_nobodys() {
        assert_eq!(plan(&[None, Some(&pin("s:a"))], &[pin("s:a"), pin("s:b")]), [Step::Keep(1), Step::Add]);
    }
}
