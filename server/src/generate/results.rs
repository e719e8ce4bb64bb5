//! What came of it: indicators with their values, figures, statements.

use super::{
    bodies::Bodies,
    entry::{Common, put},
    land::Land,
    places::Place,
    words,
    works::Work,
};
use app::domain::{
    figure::{Figure, FigureStatus, Statement},
    indicator::{Indicator, IndicatorValue},
    money::Bound,
    period::Period,
    pillar::Pillar,
    quantity::{Quantity, Unit},
    record::{EntryId, Kind, Records},
    rule::Broken,
    slug::Slug,
    text::Text,
};
use rand::{Rng, rngs::StdRng};

/// Makes indicators for every eighth project; figures for each county and for some sites; statements for some sites.
pub fn make(
    rng: &mut StdRng,
    records: &mut Records,
    land: &Land,
    bodies: &Bodies,
    places: &[Place],
    works: &[Work],
) -> Result<(), Broken> {
    for work in works {
        if rng.random_bool(0.12) {
            indicator(rng, records, work)?;
        }
    }
    let mut totals = Vec::new();
    for county in &land.counties {
        let of = EntryId::new(Kind::Division, county.slug.clone());
        let value = rng.random_range(1_000..90_000);
        totals.push(figure(rng, records, &format!("{}-people", county.slug), of, value, &[])?);
    }
    for place in places {
        let of = EntryId::new(Kind::Site, place.slug.clone());
        if rng.random_bool(0.3) {
            let value = rng.random_range(10..1_500);
            let total = &totals[place.county];
            let within: &[Slug] = if rng.random_bool(0.5) { std::slice::from_ref(total) } else { &[] };
            figure(rng, records, &format!("{}-people", place.slug), of.clone(), value, within)?;
        }
        if rng.random_bool(0.05) {
            statement(rng, records, bodies, place, of)?;
        }
    }
    Ok(())
}

fn number(value: i64, decimals: u8, unit: Unit) -> Quantity {
    Quantity { value, decimals, unit, bound: Bound::Exact }
}

fn indicator(rng: &mut StdRng, records: &mut Records, work: &Work) -> Result<(), Broken> {
    let choices = [
        (Unit::People, 0, "受益人数", "People reached"),
        (Unit::Households, 0, "通水户数", "Households with tap water"),
        (Unit::Kilometres, 1, "道路里程", "Length of road"),
        (Unit::Hectares, 1, "种植面积", "Area planted"),
    ];
    let (unit, decimals, zh, en) = *words::pick(rng, &choices);
    let id = format!("{}-indicator", work.slug);
    let common = Common::new(&id, &[Pillar::Projects])?.named(&format!("虚构{zh}"), &format!("{en} (example)"))?;
    let slug = common.id.clone();
    let baseline = rng.random_range(0..500);
    put!(records, Indicator, common, {
        of: EntryId::new(Kind::Project, work.slug.clone()),
        unit: unit,
        ascending: true,
        baseline: words::sometimes(rng, 0.7, |_| number(baseline, decimals, unit)),
    });
    for later in 0..rng.random_range(2..=3) {
        let (from, to) = words::whole_year(work.year + later)?;
        let aim = baseline + 200 * i64::from(later + 1);
        let reached = words::sometimes(rng, 0.75, |rng| rng.random_range(baseline..=aim + 50));
        let people = if unit == Unit::People { reached } else { None };
        // The parts of the people reached are known in some cases; each is at most the whole.
        let mut part = |share: f64| {
            people.filter(|_| rng.random_bool(share)).and_then(|all| u32::try_from(rng.random_range(0..=all)).ok())
        };
        let (women, children, ethnic_minorities) = (part(0.5), part(0.2), part(0.3));
        put!(records, IndicatorValue, Common::new(&format!("{id}-{}", from.year()), &[Pillar::Projects])?, {
            indicator: slug.clone(),
            from: from,
            to: to,
            target: words::sometimes(rng, 0.9, |_| number(aim, decimals, unit)),
            actual: reached.map(|reached| number(reached, decimals, unit)),
            women: women,
            children: children,
            ethnic_minorities: ethnic_minorities,
        });
    }
    Ok(())
}

fn figure(
    rng: &mut StdRng,
    records: &mut Records,
    id: &str,
    of: EntryId,
    value: i64,
    may_be_contained_in: &[Slug],
) -> Result<Slug, Broken> {
    let mut common = Common::new(id, &[Pillar::Livelihood])?.named("虚构受益人数", "People reached (example)")?;
    let doubtful = rng.random_bool(0.05);
    if doubtful {
        common = common.doubtful("千位分隔符处印成空格。", "A blank stands for the comma of thousands.")?;
    }
    let slug = common.id.clone();
    let status = match rng.random_range(0..20) {
        _ if doubtful => FigureStatus::DoubtfulReading,
        0..3 => FigureStatus::Checked,
        3 => FigureStatus::Estimated,
        _ => FigureStatus::Reported,
    };
    let printed = words::printed(value);
    put!(records, Figure, common, {
        of: of,
        quantity: Quantity { value, decimals: 0, unit: Unit::People, bound: words::bound(rng) },
        period: match rng.random_bool(0.4) {
            true => Some(Period { label: words::phrase("三年", "three years")?, years: Some(3), from: None, to: None }),
            false => None,
        },
        counts: words::phrase("受益群众", "people reached")?,
        as_printed: Text::new(if doubtful { printed.replace(',', " ") } else { printed })?,
        status: status,
        may_be_contained_in: may_be_contained_in.to_vec(),
    });
    Ok(slug)
}

fn statement(
    rng: &mut StdRng,
    records: &mut Records,
    bodies: &Bodies,
    place: &Place,
    of: EntryId,
) -> Result<(), Broken> {
    let common = Common::new(&format!("{}-outcome", place.slug), &[Pillar::Livelihood])?.told(
        "虚构陈述：当地生活条件有所改善。",
        "A made-up statement: living conditions are said to have become better.",
    )?;
    put!(records, Statement, common, {
        theme: Text::new("outcome")?,
        of: of,
        organisations: vec![words::pick(rng, &bodies.provincial).clone()],
    });
    Ok(())
}
