//! Budgets and transactions of projects: planned, promised, received, paid out, spent and given.

use super::{
    bodies::Bodies,
    entry::{Common, put},
    words,
    works::Work,
};
use app::domain::{
    funding::{Budget, Transaction, TransactionKind},
    money::{Amount, Currency},
    pillar::Pillar,
    record::{EntryId, Kind, Records},
    rule::Broken,
    slug::Slug,
};
use rand::{Rng, rngs::StdRng};

/// Makes the money of those projects that have begun and have an amount; of the others nothing is known.
pub fn make(rng: &mut StdRng, records: &mut Records, bodies: &Bodies, works: &[Work]) -> Result<(), Broken> {
    for work in works.iter().filter(|work| work.begun) {
        let Some(amount) = work.amount else { continue };
        let own = &bodies.counties[work.county];
        let givers = if rng.random_bool(0.3) { &bodies.foundations } else { &bodies.provincial };
        let giver = words::pick(rng, givers);
        let mut book = Book { records, work, last: 0 };
        if rng.random_bool(0.6) {
            book.put(rng, TransactionKind::Commitment, amount, 0, Some(giver), Some(&own.government))?;
        }
        if rng.random_bool(0.3) {
            book.put(rng, TransactionKind::Incoming, words::share(amount, 60)?, 0, Some(giver), Some(&own.government))?;
        }
        // Paid out over up to three years, never more than the whole.
        let years = rng.random_range(0..=3);
        for later in 0..years {
            let receiver = words::pick(rng, &own.companies);
            let part = words::share(amount, i64::from(rng.random_range(10..=90 / years)))?;
            book.put(rng, TransactionKind::Disbursement, part, later, Some(&own.government), Some(receiver))?;
            if rng.random_bool(0.2) {
                let spent = words::share(part, i64::from(rng.random_range(30..=100)))?;
                book.put(rng, TransactionKind::Expenditure, spent, later, Some(receiver), None)?;
            }
        }
        if rng.random_bool(0.1) {
            let giver = words::pick(rng, &bodies.foundations);
            let mut gift = words::share(amount, 15)?;
            if bodies.foundations.last() == Some(giver) {
                // The last one gives in another currency, which no total may add to the rest.
                gift.currency = Currency::Hkd;
            }
            book.put(rng, TransactionKind::Donation, gift, 1, Some(giver), None)?;
        }
        if rng.random_bool(0.25) {
            for later in 0..rng.random_range(1..=3) {
                put_budget(records, work, later, words::share(amount, 33)?)?;
            }
        }
    }
    Ok(())
}

/// Writes the transactions of one project, counted from 1.
struct Book<'a> {
    records: &'a mut Records,
    work: &'a Work,
    last: u32,
}

impl Book<'_> {
    fn put(
        &mut self,
        rng: &mut StdRng,
        kind: TransactionKind,
        amount: Amount,
        years_later: u16,
        provider: Option<&Slug>,
        receiver: Option<&Slug>,
    ) -> Result<(), Broken> {
        self.last += 1;
        let common = Common::new(&format!("{}-money-{}", self.work.slug, self.last), &[Pillar::Projects])?;
        let year = self.work.year + years_later;
        let gift = kind == TransactionKind::Donation;
        put!(self.records, Transaction, common, {
            of: EntryId::new(Kind::Project, self.work.slug.clone()),
            kind: kind,
            amount: amount,
            in_kind: gift && rng.random_bool(0.6),
            date: words::sometimes(rng, 0.9, |rng| words::date(rng, year)).transpose()?,
            provider: provider.filter(|_| rng.random_bool(0.9)).cloned(),
            receiver: receiver.filter(|_| rng.random_bool(0.9)).cloned(),
        });
        Ok(())
    }
}

fn put_budget(records: &mut Records, work: &Work, years_later: u16, amount: Amount) -> Result<(), Broken> {
    let (from, to) = words::whole_year(work.year + years_later)?;
    let common = Common::new(&format!("{}-budget-{}", work.slug, from.year()), &[Pillar::Projects])?;
    put!(records, Budget, common, {
        of: EntryId::new(Kind::Project, work.slug.clone()),
        from: from,
        to: to,
        amount: amount,
    });
    Ok(())
}
