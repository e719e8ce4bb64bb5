//! Projects, and who takes part in them.

use super::{
    bodies::{Bodies, CountyBodies},
    entry::{Common, put},
    land::Land,
    places::Place,
    words,
};
use app::domain::{
    money::{Amount, Bound, Currency, Fen},
    organisation::{Participation, Role},
    pillar::Pillar,
    project::{Project, ProjectKind, ProjectStatus},
    record::{EntryId, Kind, Records},
    rule::Broken,
    site::Brand,
    slug::Slug,
    text::Text,
};
use rand::{Rng, rngs::StdRng};

/// A project, as far as the records around it need to know it.
pub struct Work {
    pub slug: Slug,
    /// Position in `Land::counties`.
    pub county: usize,
    /// The year in which it began.
    pub year: u16,
    /// Whether it went beyond an intention.
    pub begun: bool,
    pub amount: Option<Amount>,
}

/// Makes the programme of each county, a plan for each of its townships that is part of it, and one to three projects for
/// each site. Programmes and every second plan state an amount, which that of their parts may be contained in.
pub fn make(
    rng: &mut StdRng,
    records: &mut Records,
    land: &Land,
    bodies: &Bodies,
    places: &[Place],
) -> Result<Vec<Work>, Broken> {
    for (county, own) in land.counties.iter().zip(&bodies.counties) {
        let (zh, sound) = &county.stem;
        let common = Common::new(own.programme.as_str(), &[Pillar::Projects])?
            .named(&format!("虚构{zh}县示范项目"), &format!("Example programme of {sound} County"))?;
        whole(records, common, &county.slug, None, Some(30_000_000))?;
        participation(records, Kind::Project, &own.programme, &own.government, Role::Accountable, false)?;
        for (number, township) in (1..).zip(&county.townships) {
            let mut common = Common::new(plan_of(&township.slug)?.as_str(), &[Pillar::Projects])?;
            let name = records.divisions.get(&township.slug).and_then(|division| division.name.clone());
            if let Some(name) = name {
                common = common.named(&format!("{}示范规划", name.zh), &format!("Plan of {}", name.en))?;
            }
            whole(records, common, &township.slug, Some(&own.programme), (number % 2 == 1).then_some(2_400_000))?;
        }
    }
    let mut works: Vec<Work> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let count = 1 + u32::from(rng.random_bool(0.4)) + u32::from(rng.random_bool(0.15));
        for number in 1..=count {
            let beside =
                works.last().filter(|last| number > 1 && last.county == place.county).map(|last| last.slug.clone());
            let mut sites = vec![place.slug.clone()];
            if rng.random_bool(0.06) {
                let rest = places[index + 1..].iter().take_while(|other| other.county == place.county);
                sites.extend(rest.take(rng.random_range(1..=3)).map(|other| other.slug.clone()));
            }
            let id = format!("project-{:07}", works.len() + 1);
            let work = project(rng, records, (land, bodies), (place, sites), &id, beside)?;
            works.push(work);
        }
    }
    Ok(works)
}

/// The plan of a township, a project that others are part of.
fn plan_of(township: &Slug) -> Result<Slug, Broken> {
    Slug::new(format!("{township}-plan"))
}

/// A project that others are part of. `yuan`: what it states to cost, if it does.
fn whole(
    records: &mut Records,
    common: Common,
    division: &Slug,
    part_of: Option<&Slug>,
    yuan: Option<i64>,
) -> Result<(), Broken> {
    let amount = |yuan: i64| Ok(Amount { fen: Fen::new(yuan * 100)?, currency: Currency::Cny, bound: Bound::About });
    put!(records, Project, common, {
        kind: ProjectKind::Programme, theme: Text::new("livelihood")?, brand: Some(Brand::Tongxin),
        status: ProjectStatus::UnderWay, sites: Vec::new(), divisions: vec![division.clone()], part_of: part_of.cloned(),
        grouped_with: Vec::new(), stated_amount: yuan.map(amount).transpose()?, start: None, end: None,
    });
    Ok(())
}

fn status(rng: &mut StdRng) -> ProjectStatus {
    match rng.random_range(0..20) {
        0 => ProjectStatus::Identified,
        1 => ProjectStatus::IntentionAgreement,
        2 => ProjectStatus::AgreementSigned,
        3..7 => ProjectStatus::UnderWay,
        7..13 => ProjectStatus::CarriedOut,
        13..18 => ProjectStatus::Completed,
        18 => ProjectStatus::Suspended,
        _ => ProjectStatus::Unknown,
    }
}

fn project(
    rng: &mut StdRng,
    records: &mut Records,
    (land, bodies): (&Land, &Bodies),
    (place, sites): (&Place, Vec<Slug>),
    id: &str,
    beside: Option<Slug>,
) -> Result<Work, Broken> {
    let (theme, _, zh, en) = words::WORKS[place.work];
    let own = &bodies.counties[place.county];
    let status = status(rng);
    let pillars: &[Pillar] = match rng.random_range(0..20) {
        0..12 => &[Pillar::Projects],
        12..14 => &[Pillar::Projects, Pillar::Livelihood],
        14..17 => &[Pillar::Livelihood],
        17 => &[Pillar::Training, Pillar::Projects],
        18 => &[Pillar::Proposals],
        _ => &[Pillar::Organisation, Pillar::Projects],
    };
    // Early enough to end within the years in which things happen.
    let year = rng.random_range(*words::YEARS.start()..=*words::YEARS.end() - 3);
    let start = words::sometimes(rng, 0.7, |rng| words::date(rng, year)).transpose()?;
    let last = year + rng.random_range(1..=3);
    let end = match status {
        ProjectStatus::Completed => Some(words::date(rng, last)?),
        _ => None,
    };
    let (doing, what) = *words::pick(rng, &[("建设", "Building of"), ("改造", "Renewal of"), ("扩建", "Extension of")]);
    let mut common = Common::new(id, pillars)?
        .named(&format!("虚构{}{zh}{doing}", place.stem.0), &format!("{what} Example {} {en}", place.stem.1))?;
    if rng.random_bool(0.5) {
        common = common.told("虚构的项目，仅供测试。", "A made-up project.")?;
    }
    if rng.random_bool(0.03) {
        common = common.doubtful(
            "示例资料中，此行特意做成残缺的样子。",
            "The line is made to look cut off in the example material.",
        )?;
    }
    let slug = common.id.clone();
    let township = &land.counties[place.county].townships[place.township].slug;
    let plan = plan_of(township)?;
    let amount = words::sometimes(rng, 0.5, words::amount).transpose()?;
    put!(records, Project, common, {
        kind: match (place.brand, rng.random_range(0..10)) {
            (Some(_), 0..6) => ProjectKind::BrandProject,
            (_, 9) => ProjectKind::Agreement,
            (_, 8) => ProjectKind::Activity,
            _ => ProjectKind::Project,
        },
        theme: Text::new(theme)?,
        brand: place.brand,
        status: status,
        sites: sites,
        divisions: vec![township.clone()],
        part_of: words::sometimes(rng, 0.3, |_| if place.brand.is_some() { own.programme.clone() } else { plan }),
        grouped_with: beside.filter(|_| rng.random_bool(0.1)).into_iter().collect(),
        stated_amount: amount.filter(|_| rng.random_bool(0.6)),
        start: start,
        end: end,
    });
    take_part(rng, records, bodies, own, &slug)?;
    let begun =
        !matches!(status, ProjectStatus::Identified | ProjectStatus::IntentionAgreement | ProjectStatus::Unknown);
    Ok(Work { slug, county: place.county, year, begun, amount })
}

/// One body carries a project out; some have a giver, a leader or two more beside it.
fn take_part(
    rng: &mut StdRng,
    records: &mut Records,
    bodies: &Bodies,
    own: &CountyBodies,
    project: &Slug,
) -> Result<(), Broken> {
    let mut put = |body: &Slug, role, joint| participation(records, Kind::Project, project, body, role, joint);
    if rng.random_bool(0.15) {
        for body in bodies.provincial.iter().take(3) {
            put(body, Role::Implementing, true)?;
        }
    } else {
        put(own.any(rng), Role::Implementing, false)?;
    }
    if rng.random_bool(0.3) {
        put(words::pick(rng, &bodies.provincial), Role::Lead, false)?;
    }
    if rng.random_bool(0.3) {
        put(words::pick(rng, &bodies.foundations), Role::Funding, false)?;
    }
    Ok(())
}

/// Puts a body's part in a record.
pub fn participation(
    records: &mut Records,
    kind: Kind,
    of: &Slug,
    organisation: &Slug,
    role: Role,
    joint: bool,
) -> Result<(), Broken> {
    let common = Common::new(&format!("{of}-{organisation}-{role}"), &[Pillar::Organisation])?;
    put!(records, Participation, common, {
        of: EntryId::new(kind, of.clone()),
        organisation: organisation.clone(),
        role: role,
        joint: joint,
    });
    Ok(())
}
