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

/// Where a wanted pin stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The frame that it is in.
    pub frame: usize,
    /// Whether the frame has to move, to before that of the pin that follows.
    pub moves: bool,
}

/// Finds a frame for each step, so that the wanted pins stand in their order and few frames move in the document, where each
/// has the place of its index. There are at least as many frames as steps; a step beyond them has none.
pub fn seats(frames: usize, steps: &[Step]) -> Vec<Seat> {
    let mut free = vec![true; frames];
    for index in steps.iter().filter_map(|step| step.frame()) {
        free[index] = false;
    }
    let mut seats = Vec::with_capacity(steps.len());
    // From the last to the first; `end` is the last one's place that stays where it is.
    let mut end = frames;
    for (at, step) in steps.iter().enumerate().rev() {
        // A new pin takes a free frame between the two that it stands between, so that none has to move.
        let stays = step.frame().map_or_else(
            || {
                let ahead = steps[..at].iter().rev().find_map(|step| step.frame().filter(|index| *index < end));
                (ahead.map_or(0, |index| index + 1)..end).rev().find(|index| free[*index])
            },
            |index| (index < end).then_some(index),
        );
        let Some(frame) = stays.or(step.frame()).or_else(|| free.iter().position(|free| *free)) else { continue };
        free[frame] = false;
        end = stays.unwrap_or(end);
        seats.push(Seat { frame, moves: stays.is_none() });
    }
    seats.reverse();
    seats
}

/// The indices of frames as they stand in the document when those that move have moved.
pub fn order(frames: usize, seats: &[Seat]) -> Vec<usize> {
    let mut stays = vec![true; frames];
    for seat in seats {
        stays[seat.frame] = !seat.moves;
    }
    let mut order: Vec<usize> = (0..frames).filter(|index| stays[*index]).collect();
    for (at, seat) in seats.iter().enumerate().rev().filter(|(_, seat)| seat.moves) {
        let next = seats.get(at + 1).and_then(|next| order.iter().position(|index| *index == next.frame));
        order.insert(next.unwrap_or(order.len()), seat.frame);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn a_new_pin_takes_a_free_frame_where_it_stands() {
        let steps = [Step::Keep(0), Step::Add, Step::Keep(2), Step::Add];
        let stay = |frame| Seat { frame, moves: false };
        assert_eq!(seats(5, &steps), [stay(0), stay(1), stay(2), stay(4)]);
        // Without a free one between its neighbours another one comes.
        let steps = [Step::Keep(1), Step::Add, Step::Keep(2)];
        assert_eq!(seats(3, &steps), [stay(1), Seat { frame: 0, moves: true }, stay(2)]);
        assert_eq!(order(3, &seats(3, &steps)), [1, 0, 2]);
    }

    /// Frames, some of which are kept in any order, with new pins between them.
    fn answers() -> impl Strategy<Value = (usize, Vec<Step>)> {
        (1_usize..12).prop_flat_map(|frames| {
            let kept = Just((0..frames).collect::<Vec<_>>()).prop_shuffle();
            (kept, proptest::collection::vec(any::<bool>(), 0..=frames)).prop_map(move |(kept, kinds)| {
                let steps =
                    kinds.iter().zip(kept).map(|(keep, index)| if *keep { Step::Keep(index) } else { Step::Add });
                (frames, steps.collect())
            })
        })
    }

    proptest! {
        #[test]
        fn wanted_pins_stand_in_their_order_and_what_stays_does_not_move((frames, steps) in answers()) {
            let seats = seats(frames, &steps);
            let order = order(frames, &seats);
            prop_assert_eq!(seats.len(), steps.len());
            for (seat, step) in seats.iter().zip(&steps) {
                prop_assert!(step.frame().is_none_or(|index| index == seat.frame));
            }
            let mut all = order.clone();
            all.sort_unstable();
            prop_assert_eq!(all, (0..frames).collect::<Vec<_>>(), "each frame once");
            let wanted: Vec<usize> = seats.iter().map(|seat| seat.frame).collect();
            let shown: Vec<usize> = order.iter().copied().filter(|index| wanted.contains(index)).collect();
            prop_assert_eq!(&shown, &wanted);
            let still: Vec<usize> =
                order.iter().copied().filter(|index| !seats.iter().any(|seat| seat.moves && seat.frame == *index)).collect();
            prop_assert!(still.is_sorted());
            // Kept ones that are in order stay, whatever comes between them.
            if steps.iter().filter_map(|step| step.frame()).is_sorted() {
                prop_assert!(seats.iter().zip(&steps).all(|(seat, step)| step.frame().is_none() || !seat.moves));
            }
        }
    }
}
