//! What has to change on the map when another answer comes. Pure.

use super::pin;
use crate::atlas::view::Mark;
use std::collections::HashMap;

/// How a wanted mark comes to stand on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The mark that stood at this index of the old ones stays as it is.
    Keep(usize),
    /// The mark at this index stands for the same thing, but looks otherwise or stands elsewhere.
    Change(usize),
    /// It is new.
    Add,
}

/// The way from the old marks to the new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One step for each wanted mark, in the wanted order.
    pub steps: Vec<Step>,
    /// Indices of old marks that go, in rising order.
    pub removed: Vec<usize>,
}

/// Finds the way from the old marks to the wanted ones. What stands for the same thing is never taken away and put back,
/// so that it keeps the focus and does not flicker. Two wanted marks for one thing each get a mark of their own.
pub fn plan(old: &[Mark], wanted: &[Mark]) -> Plan {
    let mut known: HashMap<String, usize> = HashMap::with_capacity(old.len());
    for (index, mark) in old.iter().enumerate() {
        known.entry(pin::key(mark)).or_insert(index);
    }
    let mut kept = vec![false; old.len()];
    let steps = wanted
        .iter()
        .map(|mark| match known.remove(&pin::key(mark)) {
            None => Step::Add,
            Some(index) => {
                kept[index] = true;
                if old[index] == *mark { Step::Keep(index) } else { Step::Change(index) }
            }
        })
        .collect();
    Plan { steps, removed: (0..old.len()).filter(|index| !kept[*index]).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        atlas::view::{Fan, MarkKind},
        domain::{
            geo::{Bounds, LatLng},
            slug::Slug,
            text::{Name, NameStatus, Text},
        },
    };

    fn site(id: &str) -> Mark {
        let text = || Text::new(id).expect("a text");
        Mark {
            at: LatLng::new(24.0, 103.0).expect("a point"),
            rings: [0, 1, 0, 0, 0],
            what: MarkKind::Site {
                id: Slug::new(id).expect("a slug"),
                name: Name { zh: text(), en: text(), zh_status: NameStatus::Established },
                approximate: false,
            },
            fan: None,
        }
    }

    fn cluster(south: f64, sites: u32) -> Mark {
        let bounds = Bounds { south, west: 102.0, north: 25.0, east: 103.0 };
        Mark { what: MarkKind::Cluster { sites, bounds }, ..site("x") }
    }

    #[test]
    fn the_same_answer_changes_nothing() {
        let marks = [site("a"), cluster(24.0, 5), site("b")];
        assert_eq!(
            plan(&marks, &marks),
            Plan { steps: vec![Step::Keep(0), Step::Keep(1), Step::Keep(2)], removed: vec![] }
        );
    }

    #[test]
    fn marks_come_go_and_change_in_the_wanted_order() {
        let old = [site("a"), site("b"), cluster(24.0, 5)];
        let moved = Mark { fan: Some(Fan { slot: 1, of: 2 }), ..site("b") };
        let wanted = [site("c"), moved, site("a"), cluster(24.5, 5)];
        assert_eq!(
            plan(&old, &wanted),
            Plan { steps: vec![Step::Add, Step::Change(1), Step::Keep(0), Step::Add], removed: vec![2] }
        );
    }

    #[test]
    fn a_cluster_that_grew_in_the_same_bounds_changes() {
        assert_eq!(plan(&[cluster(24.0, 5)], &[cluster(24.0, 6)]).steps, [Step::Change(0)]);
    }

    #[test]
    fn doubles_are_not_lost() {
        let plan = plan(&[site("a"), site("a")], &[site("a"), site("a"), site("a")]);
        assert_eq!(plan, Plan { steps: vec![Step::Keep(0), Step::Add, Step::Add], removed: vec![1] });
    }
}
