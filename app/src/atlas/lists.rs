//! Many short lists of numbers in two columns, and sets of numbers as bits.

/// A list of numbers per row, all in one column.
#[derive(Debug, Default)]
pub(super) struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Adds the list of the next row. It is kept in ascending order, each number once.
    pub(super) fn push(&mut self, mut row: Vec<u32>) {
        row.sort_unstable();
        row.dedup();
        self.items.extend(row);
        self.ends.push(self.items.len() as u32);
    }

    /// One list per row from pairs of row and number.
    pub(super) fn from_pairs(rows: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut ends = vec![0; rows];
        for (row, _) in &pairs {
            ends[*row as usize] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Self { ends, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }

    /// The list of a row, in ascending order.
    pub(super) fn get(&self, row: u32) -> &[u32] {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.items[start as usize..self.ends[row] as usize]
    }
}

/// A set of small numbers.
#[derive(Clone, Debug)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// An empty set with room for the numbers below `size`.
    pub(super) fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    /// The positions at which something holds.
    pub(super) fn positions<T>(of: &[T], holds: impl Fn(&T) -> bool) -> Self {
        let word = |some: &[T]| some.iter().rev().fold(0, |word, one| word << 1 | u64::from(holds(one)));
        Self(of.chunks(64).map(word).collect())
    }

    /// How many numbers there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Puts a number in.
    pub(super) fn insert(&mut self, item: u32) {
        self.0[item as usize / 64] |= 1 << (item % 64);
    }

    /// Whether a number is in the set.
    pub(super) fn contains(&self, item: u32) -> bool {
        self.0[item as usize / 64] & (1 << (item % 64)) != 0
    }

    /// The numbers in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    index as u32 * 64 + bit
                })
            })
        })
    }
}
