//! What was archived together with an entry and belongs to it: what of that comes back with it, and what cannot.

use super::{Seat, archived::Archived, failed};
use crate::integrity::references;
use app::{
    atlas::Atlas,
    desk::Staying,
    domain::{
        form,
        record::{EntryId, Record},
    },
    error::AppError,
};
use std::collections::BTreeSet;

/// What was archived together with an entry.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// What can come back with it, each as it was before.
    pub(super) coming: Vec<Record>,
    /// What cannot.
    pub(super) staying: Vec<Staying>,
}

impl Together {
    /// Finds it. What was brought back since, or archived another time, has gone its own way and is not among it.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn find(seat: &Seat, atlas: &Atlas, archived: &Archived) -> Result<Self, AppError> {
        let mut gone = Vec::new();
        for record in &archived.belongings {
            let last = seat.office.database.history(&record.entry_id(), None, 1).await.map_err(failed)?;
            if last.first().is_some_and(|last| last.version == archived.gone_with) {
                gone.push(record.clone());
            }
        }
        Ok(Self::among(gone, &archived.record.entry_id(), |entry| atlas.records().get(entry).is_some()))
    }

    /// Sorts what went with an entry. What cannot come back keeps back what names it, too.
    fn among(mut coming: Vec<Record>, entry: &EntryId, is_published: impl Fn(&EntryId) -> bool) -> Self {
        let mut staying = Vec::new();
        loop {
            let back: BTreeSet<EntryId> = coming.iter().map(Record::entry_id).chain([entry.clone()]).collect();
            let missing = |record: &Record| -> BTreeSet<EntryId> {
                let named = references(record).into_iter().map(|reference| reference.target);
                named.filter(|target| !back.contains(target) && !is_published(target)).collect()
            };
            let before = staying.len();
            let mut kept = Vec::with_capacity(coming.len());
            for record in coming {
                let missing = missing(&record);
                if missing.is_empty() && form::fields(record.kind()).is_some() {
                    kept.push(record);
                } else {
                    staying.push(Staying { record, missing: missing.into_iter().collect() });
                }
            }
            coming = kept;
            if staying.len() == before {
                return Self { coming, staying };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::{record::Kind, slug::Slug};
    use serde_json::{Value, json};

    fn record(kind: Kind, own: Value) -> Record {
        let mut body = json!({
            "name": null, "summary": { "zh": null, "en": null }, "pillars": [], "garbled": false, "reading_note": null,
            "citations": [],
        });
        body.as_object_mut().expect("an object").extend(own.as_object().expect("an object").clone());
        Record::from_json(kind, &body).expect("a record")
    }

    #[test]
    fn what_names_something_that_is_gone_stays_and_so_does_what_names_that() {
        let road = EntryId::new(Kind::Project, Slug::new("road").expect("a slug"));
        let part = |id: &str, organisation: &str| {
            let own = json!({ "id": id, "of": road, "organisation": organisation, "role": "funding", "joint": false });
            record(Kind::Participation, own)
        };
        let name = json!({ "zh": "户数", "en": "households", "zh_status": "established" });
        let indicator = json!({
            "id": "households", "name": name, "of": road, "unit": "households", "ascending": true, "baseline": null,
            "citations": [{ "source": "gone", "paragraph": null, "locator": "p. 1" }],
        });
        let value = json!({
            "id": "in-2021", "indicator": "households", "from": "2021", "to": "2021", "target": null, "actual": null,
            "women": null, "children": null, "ethnic_minorities": null,
        });
        let gone = vec![
            record(Kind::IndicatorValue, value),
            part("ours", "there"),
            part("theirs", "gone"),
            record(Kind::Indicator, indicator),
        ];
        let sorted = Together::among(gone, &road, |entry| entry.id.as_str() == "there");
        let coming: Vec<String> = sorted.coming.iter().map(|record| record.entry_id().to_string()).collect();
        assert_eq!(coming, ["participation/ours"]);
        let staying = sorted.staying.iter().map(|one| {
            let missing: Vec<String> = one.missing.iter().map(ToString::to_string).collect();
            format!("{}: {}", one.record.entry_id(), missing.join(", "))
        });
        assert_eq!(
            staying.collect::<Vec<_>>(),
            [
                "participation/theirs: organisation/gone",
                "indicator/households: source/gone",
                "indicator-value/in-2021: indicator/households",
            ]
        );
    }
}
