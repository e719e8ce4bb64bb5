//! What has to change on the map when another answer comes. Pure.

use super::pin::Pin;

/// How a wanted pin comes to stand on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The pin that stood at this index of the old ones stays as it is.
    Keep(usize),
    /// The pin at this index stands for the same thing, but looks otherwise or stands elsewhere.
    Change(usize),
    /// It is new.
    Add,
}

/// The way from the old pins to the new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One step for each wanted pin, in the wanted order.
    pub steps: Vec<Step>,
    /// Indices of old pins that go, in rising order.
    pub removed: Vec<usize>,
}

/// Finds the way from the old pins to the wanted ones. What stands for the same thing is never taken away and put back,
/// so that it keeps the focus and does not flicker. Two wanted pins for one thing each get a pin of their own.
pub fn plan(old: &[&Pin], wanted: &[Pin]) -> Plan {
    let mut kept = vec![false; old.len()];
    // A map holds some dozens of pins, so looking through all of them is as quick as a table and less code.
    let steps = wanted
        .iter()
        .map(|pin| match (0..old.len()).find(|index| !kept[*index] && old[*index].key == pin.key) {
            None => Step::Add,
            Some(index) => {
                kept[index] = true;
                if *old[index] == *pin { Step::Keep(index) } else { Step::Change(index) }
            }
        })
        .collect();
    Plan { steps, removed: (0..old.len()).filter(|index| !kept[*index]).collect() }
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

    fn plan_of(old: &[Pin], wanted: &[Pin]) -> Plan {
        plan(&old.iter().collect::<Vec<_>>(), wanted)
    }

    #[test]
    fn the_same_answer_changes_nothing() {
        let pins = [pin("s:a"), pin("c:1"), pin("s:b")];
        assert_eq!(
            plan_of(&pins, &pins),
            Plan { steps: vec![Step::Keep(0), Step::Keep(1), Step::Keep(2)], removed: vec![] }
        );
    }

    #[test]
    fn pins_come_go_and_change_in_the_wanted_order() {
        let old = [pin("s:a"), pin("s:b"), pin("c:1")];
        let moved = Pin { beside: Some((3.0, 0.0)), ..pin("s:b") };
        let wanted = [pin("s:c"), moved, pin("s:a"), pin("c:2")];
        assert_eq!(
            plan_of(&old, &wanted),
            Plan { steps: vec![Step::Add, Step::Change(1), Step::Keep(0), Step::Add], removed: vec![2] }
        );
    }

    #[test]
    fn a_cluster_that_grew_in_the_same_bounds_changes() {
        let grown = Pin { count: Some(6), ..pin("c:1") };
        assert_eq!(plan_of(&[pin("c:1")], &[grown]).steps, [Step::Change(0)]);
    }

    #[test]
    fn doubles_are_not_lost() {
        let plan = plan_of(&[pin("s:a"), pin("s:a")], &[pin("s:a"), pin("s:a"), pin("s:a")]);
        assert_eq!(plan, Plan { steps: vec![Step::Keep(0), Step::Keep(1), Step::Add], removed: vec![] });
    }
}
