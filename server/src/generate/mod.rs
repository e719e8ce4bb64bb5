//! Makes up a programme of any size, for measuring and for trying things out.
//!
//! Nothing in it is real: the province lies in the open Pacific around 10° N 150° W, its division codes begin with 99,
//! its names say 虚构 and “Example”, and the programme is marked as fictional. The same plan always gives the same
//! records. Values are missing, joint, approximate or doubtful in shares that real sources have, so that pages and
//! totals meet them.
//!
//! | module | what it makes up |
//! |---|---|
//! | `words` | names, texts, dates, amounts |
//! | `entry` | the fields that every record has |
//! | `land` | the province with its counties, townships and villages |
//! | `basemap` | outline, neighbours, rivers, lake and towns |
//! | `bodies` | the source, the programme, organisations and working groups |
//! | `places` | sites |
//! | `works` | projects and who takes part in them |
//! | `money` | budgets and transactions |
//! | `people` | trainings, aid, services, proposals |
//! | `results` | indicators, figures, statements |

mod basemap;
mod bodies;
mod entry;
mod land;
mod money;
mod people;
mod places;
mod results;
mod words;
mod works;

pub use crate::dataset::write;

use app::domain::{record::Records, rule::Broken};
use rand::{SeedableRng, rngs::StdRng};

/// What is to be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many sites, 1 to [`Plan::MOST_SITES`]; the rest follows from it.
    pub sites: u32,
    /// Where the random numbers begin.
    pub seed: u64,
}

impl Plan {
    /// The most sites a plan may ask for: what the division codes have room for, with a good margin.
    pub const MOST_SITES: u32 = 1_000_000;
}

/// The records of a made-up programme.
///
/// # Errors
/// When the plan asks for no site or for more than [`Plan::MOST_SITES`].
pub fn programme(plan: Plan) -> Result<Records, Broken> {
    if !(1..=Plan::MOST_SITES).contains(&plan.sites) {
        return Err(Broken::new(
            format!("A made-up programme has 1 to {} sites, not {}.", Plan::MOST_SITES, plan.sites),
            format!("虚构项目的示范点数应在 1 至 {} 之间，不能是 {}。", Plan::MOST_SITES, plan.sites),
        ));
    }
    let mut rng = StdRng::seed_from_u64(plan.seed);
    let mut records = Records::default();
    let land = land::make(&mut rng, &mut records, plan.sites)?;
    let bodies = bodies::make(&mut rng, &mut records, &land, plan)?;
    basemap::make(&mut rng, &mut records, &land)?;
    let sites = places::make(&mut rng, &mut records, &land)?;
    let works = works::make(&mut rng, &mut records, &land, &bodies, &sites)?;
    money::make(&mut rng, &mut records, &bodies, &works)?;
    people::make(&mut rng, &mut records, &land, &bodies, &sites)?;
    results::make(&mut rng, &mut records, &land, &bodies, &sites, &works)?;
    Ok(records)
}
