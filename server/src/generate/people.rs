//! What was done for people: trainings, aid, services, proposals.

use super::{
    bodies::Bodies,
    entry::{Common, put},
    land::Land,
    places::Place,
    words,
    works::participation,
};
use app::domain::{
    aid::Aid,
    funding::{Transaction, TransactionKind},
    organisation::Role,
    period::Period,
    pillar::Pillar,
    proposal::Proposal,
    record::{EntryId, Kind, Records},
    rule::Broken,
    service::{Service, ServiceKind},
    slug::Slug,
    text::{Phrase, Text},
    training::{ParticipantGroup, Training, TrainingKind},
};
use rand::{Rng, rngs::StdRng};

/// Around a site: where it lies and who is at hand.
struct Around<'a> {
    land: &'a Land,
    bodies: &'a Bodies,
    place: &'a Place,
}

impl Around<'_> {
    fn township(&self) -> &Slug {
        &self.land.counties[self.place.county].townships[self.place.township].slug
    }

    fn county(&self) -> &Slug {
        &self.land.counties[self.place.county].slug
    }

    /// The site itself in a share of cases, else none.
    fn sites(&self, rng: &mut StdRng, share: f64) -> Vec<Slug> {
        words::sometimes(rng, share, |_| self.place.slug.clone()).into_iter().collect()
    }
}

/// Makes a training for every fourth site, aid and a service for every tenth, a proposal for every twentieth.
pub fn make(
    rng: &mut StdRng,
    records: &mut Records,
    land: &Land,
    bodies: &Bodies,
    places: &[Place],
) -> Result<(), Broken> {
    for (number, place) in (1..).zip(places) {
        let around = Around { land, bodies, place };
        if rng.random_bool(0.25) {
            training(rng, records, &around, &format!("training-{number:06}"))?;
        }
        if rng.random_bool(0.1) {
            aid(rng, records, &around, &format!("aid-{number:06}"))?;
        }
        if rng.random_bool(0.1) {
            service(rng, records, &around, &format!("service-{number:06}"))?;
        }
        if rng.random_bool(0.05) {
            proposal(rng, records, &around, &format!("proposal-{number:06}"))?;
        }
    }
    Ok(())
}

fn training(rng: &mut StdRng, records: &mut Records, around: &Around<'_>, id: &str) -> Result<(), Broken> {
    let subjects = [
        ("果树栽培", "fruit growing"),
        ("乡村医疗", "village medicine"),
        ("电子商务", "selling online"),
        ("手工艺", "crafts"),
    ];
    let (zh, en) = *words::pick(rng, &subjects);
    let mut common =
        Common::new(id, &[Pillar::Training])?.named(&format!("虚构{zh}培训"), &format!("Example training in {en}"))?;
    if id.ends_with('7') {
        common = common.doubtful(
            "特意写成难以分辨计的是人数还是天数。",
            "Whether participants or days are counted is made to look open.",
        )?;
    }
    let slug = common.id.clone();
    let own = &around.bodies.counties[around.place.county];
    let year = words::year(rng);
    let participants = words::sometimes(rng, 0.8, |rng| rng.random_range(12..400_u32));
    let women = participants.filter(|_| rng.random_bool(0.5)).map(|all| rng.random_range(0..=all));
    let mut participant_groups = Vec::new();
    if let Some(all) = participants.filter(|_| rng.random_bool(0.3)) {
        for (zh, en) in [("青年", "young people"), ("村干部", "village officials")] {
            participant_groups
                .push(ParticipantGroup { group: words::phrase(zh, en)?, people: rng.random_range(1..=all / 2) });
        }
    }
    let division = if rng.random_bool(0.6) { around.township() } else { around.county() };
    put!(records, Training, common, {
        kind: *words::pick(rng, TrainingKind::ALL),
        subject: words::phrase(zh, en)?,
        audience: if rng.random_bool(0.5) { words::phrase("农户", "farmers")? } else { Phrase::default() },
        place: None,
        division: Some(division.clone()),
        sites: around.sites(rng, 0.6),
        date: words::sometimes(rng, 0.8, |rng| words::date(rng, year)).transpose()?,
        participants: participants,
        women: women,
        participant_groups: participant_groups,
        cost: words::sometimes(rng, 0.2, words::amount).transpose()?,
        part_of: words::sometimes(rng, 0.3, |_| own.programme.clone()),
    });
    participation(records, Kind::Training, &slug, words::pick(rng, &around.bodies.provincial), Role::Lead, false)?;
    if rng.random_bool(0.4) {
        participation(records, Kind::Training, &slug, &own.school, Role::Partner, false)?;
    }
    Ok(())
}

fn aid(rng: &mut StdRng, records: &mut Records, around: &Around<'_>, id: &str) -> Result<(), Broken> {
    let goods = [("被褥", "quilts"), ("大米", "rice"), ("文具", "school supplies"), ("种苗", "seedlings")];
    let (zh, en) = *words::pick(rng, &goods);
    let common =
        Common::new(id, &[Pillar::Livelihood])?.named(&format!("虚构{zh}发放"), &format!("Example gift of {en}"))?;
    let year = words::year(rng);
    let households = words::sometimes(rng, 0.6, |rng| rng.random_range(5..300_u32));
    // A span of years where the day is not known.
    let date = words::sometimes(rng, 0.7, |rng| words::date(rng, year)).transpose()?;
    let period = match date {
        Some(_) => None,
        None => Some(Period { label: words::phrase("两年", "two years")?, years: Some(2), from: None, to: None }),
    };
    let donor = words::pick(rng, &around.bodies.foundations);
    let slug = common.id.clone();
    put!(records, Aid, common, {
        kind: Text::new("in kind")?,
        goods: vec![words::phrase(zh, en)?],
        donors: vec![donor.clone()],
        recipients: words::phrase("困难家庭", "families in need")?,
        divisions: vec![around.township().clone()],
        sites: around.sites(rng, 0.3),
        households: households,
        people: households.filter(|_| rng.random_bool(0.7)).map(|households| households * rng.random_range(2..=5)),
        students: words::sometimes(rng, 0.2, |rng| rng.random_range(3..120)),
        village_committees: words::sometimes(rng, 0.2, |rng| rng.random_range(1..8)),
        value: words::sometimes(rng, 0.5, words::amount).transpose()?,
        period: period,
        date: date.clone(),
    });
    let value = records.aid.get(&slug).and_then(|aid| aid.value);
    if let Some(amount) = value {
        // The same goods, valued, as a gift: a total may count one of the two.
        put!(records, Transaction, Common::new(&format!("{id}-gift"), &[Pillar::Livelihood])?, {
            of: EntryId::new(Kind::Aid, slug),
            kind: TransactionKind::Donation,
            amount: amount,
            in_kind: true,
            date: date,
            provider: Some(donor.clone()),
            receiver: None,
        });
    }
    Ok(())
}

fn service(rng: &mut StdRng, records: &mut Records, around: &Around<'_>, id: &str) -> Result<(), Broken> {
    let kind = *words::pick(rng, ServiceKind::ALL);
    let zh = match kind {
        ServiceKind::Expert => "专家",
        ServiceKind::Legal => "法律",
        ServiceKind::Medical => "医疗",
        ServiceKind::Cultural => "文化",
        ServiceKind::Education => "教育",
    };
    let common =
        Common::new(id, &[Pillar::Livelihood])?.named(&format!("虚构{zh}服务"), &format!("Example {kind} visit"))?;
    let year = words::year(rng);
    put!(records, Service, common, {
        kind: kind,
        organiser: words::sometimes(rng, 0.8, |rng| words::pick(rng, &around.bodies.provincial).clone()),
        working_group: words::sometimes(rng, 0.4, |rng| words::pick(rng, &around.bodies.groups).clone()),
        divisions: vec![around.township().clone()],
        sites: around.sites(rng, 0.5),
        date: words::sometimes(rng, 0.8, |rng| words::date(rng, year)).transpose()?,
        beneficiaries: words::sometimes(rng, 0.6, |rng| rng.random_range(10..2_000)),
    });
    Ok(())
}

fn proposal(rng: &mut StdRng, records: &mut Records, around: &Around<'_>, id: &str) -> Result<(), Broken> {
    let topics = [("饮水", "drinking water"), ("道路", "roads"), ("学校", "schools"), ("医疗", "health care")];
    let (zh, en) = *words::pick(rng, &topics);
    let common =
        Common::new(id, &[Pillar::Proposals])?.named(&format!("虚构{zh}提案"), &format!("Example proposal on {en}"))?;
    let slug = common.id.clone();
    let count = words::sometimes(rng, 0.6, |rng| rng.random_range(1..20_u32));
    put!(records, Proposal, common, {
        kind: Text::new("documents")?,
        count: count,
        bound: count.map(|_| words::bound(rng)),
        counts: if count.is_some() { words::phrase("提案", "proposals")? } else { Phrase::default() },
        topics: vec![words::phrase(zh, en)?],
        methods: Vec::new(),
        adopted: words::sometimes(rng, 0.7, |rng| rng.random_bool(0.6)),
        divisions: vec![around.township().clone()],
    });
    participation(records, Kind::Proposal, &slug, words::pick(rng, &around.bodies.provincial), Role::Proposer, false)
}
