//! Sites: 70 % exact, 20 % at the seat of their township, 5 % somewhere in a village, 5 % nowhere.

use super::{
    entry::{Common, put},
    land::{self, Land, Point, Township},
    words,
};
use app::domain::{
    geo::{Datum, Entered, Location, Precision},
    record::Records,
    rule::Broken,
    site::{Brand, Site},
    slug::Slug,
    text::Text,
};
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

/// A site, as far as the records around it need to know it.
pub struct Place {
    pub slug: Slug,
    pub stem: (String, String),
    /// Position in `Land::counties`.
    pub county: usize,
    /// Position in `County::townships`.
    pub township: usize,
    /// Position in `words::WORKS`.
    pub work: usize,
    pub brand: Option<Brand>,
}

/// Where a site lies: its smallest known division, those that come into question, its location.
type Lie = (Slug, Vec<Slug>, Option<Location>);

/// Makes the sites, county by county.
pub fn make(rng: &mut StdRng, records: &mut Records, land: &Land) -> Result<Vec<Place>, Broken> {
    let mut places = Vec::new();
    for (index, county) in land.counties.iter().enumerate() {
        // Some townships have many sites and some few, wherever they lie.
        let mut order: Vec<usize> = (0..county.townships.len()).collect();
        order.shuffle(rng);
        for _ in 0..county.sites {
            let lot: f64 = rng.random();
            let township = order[(lot * lot * order.len() as f64) as usize];
            let stem = words::stem(rng);
            let work = rng.random_range(0..words::WORKS.len());
            let (_, kind, zh, en) = words::WORKS[work];
            let brand = words::sometimes(rng, 0.3, |_| Brand::Tongxin);
            let lie = lie(rng, &county.slug, &county.townships[township])?;
            let mut common = Common::new(&format!("site-{:06}", places.len() + 1), &[])?
                .named(&format!("虚构{}{zh}", stem.0), &format!("Example {} {en}", stem.1))?;
            if rng.random_bool(0.4) {
                common = common.told("虚构的示范点，仅供测试。", "A made-up demonstration site.")?;
            }
            if rng.random_bool(0.04) {
                common = common.doubtful(
                    "示例资料中，此名称特意做成文字受损的样子。",
                    "The name is made to look garbled in the example material.",
                )?;
            }
            let slug = common.id.clone();
            let (division, candidate_divisions, location) = lie;
            put!(records, Site, common, {
                kind: Text::new(kind)?,
                division: division,
                candidate_divisions: candidate_divisions,
                brand: brand,
                location: location,
            });
            places.push(Place { slug, stem, county: index, township, work, brand });
        }
    }
    Ok(places)
}

fn lie(rng: &mut StdRng, county: &Slug, township: &Township) -> Result<Lie, Broken> {
    let at_seat =
        || land::location(township.seat, Precision::TownshipSeat, ("以乡镇驻地代替", "stand-in: seat of the township"));
    Ok(match rng.random_range(0..20) {
        0..14 => {
            let division =
                if rng.random_bool(0.8) { &words::pick(rng, &township.villages).slug } else { &township.slug };
            let at = land::near(rng, township.seat, township.reach);
            (division.clone(), Vec::new(), Some(exact(rng, at)?))
        }
        14..18 => (township.slug.clone(), Vec::new(), Some(at_seat()?)),
        18 => match township.villages.iter().find_map(|village| village.at.map(|at| (&village.slug, at))) {
            Some((village, at)) => {
                let somewhere =
                    land::location(at, Precision::Village, ("以村的点位代替", "stand-in: point of the village"))?;
                (village.clone(), Vec::new(), Some(somewhere))
            }
            None => (township.slug.clone(), Vec::new(), Some(at_seat()?)),
        },
        _ => {
            let candidates = township.villages.iter().take(rng.random_range(0..3)).map(|village| village.slug.clone());
            (county.clone(), candidates.collect(), None)
        }
    })
}

/// A measured position; a tenth of them was entered in CGCS2000, which gives the same numbers.
fn exact(rng: &mut StdRng, at: Point) -> Result<Location, Broken> {
    let mut location = land::location(at, Precision::Exact, ("虚构的点位", "made-up position"))?;
    if rng.random_bool(0.1) {
        location.entered = Some(Entered { datum: Datum::Cgcs2000, lat: location.lat, lng: location.lng });
    }
    Ok(location)
}
