//! What a file says of itself: what was asked, when, of which version, and where the facts come from.

use super::{question, words};
use crate::clock::rfc3339;
use app::{
    atlas::{
        Atlas,
        query::{Notice, Query},
    },
    components::words as page_words,
    desk::Moment,
    domain::{geo::LatLng, period::PartialDate, slug::Slug},
    i18n::{Locale, fill},
    parameters::Parameters,
    routes,
    store::Settings,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// The facts about a file or sheet, in a language.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// The programme's name; `None` while nothing has been loaded.
    pub programme: Option<String>,
    /// The sentence that says that everything is made up, where it is.
    pub fictional: Option<&'static str>,
    /// What the list shows.
    pub list: &'static str,
    /// The conditions, each with its label.
    pub question: Vec<(String, String)>,
    /// What was not understood and is therefore not part of the question.
    pub ignored: Vec<String>,
    /// The address of the live view; without scheme and host where these are not known.
    pub link: String,
    /// How many rows there are.
    pub rows: usize,
    /// When it was made (RFC 3339, UTC).
    pub made: String,
    /// The day on which it was made, in Beijing; `None` for one that no calendar of ours holds.
    #[serde(skip)]
    pub day: Option<PartialDate>,
    /// The version of the data.
    pub version: i64,
    /// What must be credited, with the approval numbers of the map.
    pub credits: Vec<String>,
}

/// A source as a file names it.
#[derive(Clone, Debug, Serialize)]
pub struct SourceNote {
    /// Its stable name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its author.
    pub author: String,
    /// Its date.
    pub date: Option<String>,
    /// Its licence as found.
    pub licence: String,
    /// How far it can be relied on.
    pub note: Option<String>,
}

/// What a file is made from, beside its rows.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The language.
    pub locale: Locale,
    /// The question.
    pub query: &'a Query,
    /// What was not understood.
    pub notices: &'a [Notice],
    /// Where the address says the map stands.
    pub camera: Option<(LatLng, f64)>,
    /// Scheme and host, where they are known.
    pub site: Option<&'a str>,
    /// The time: milliseconds since 1970, UTC.
    pub now_ms: i64,
}

impl About {
    /// Gathers the facts.
    pub fn new(atlas: &Atlas, settings: &Settings, asked: Asked<'_>, rows: usize) -> Self {
        let Asked { locale, query, notices, camera, site, now_ms } = asked;
        let programme = atlas.programme();
        let path = routes::overview_with(locale.language, &live_query(query, camera));
        Self {
            programme: programme.and_then(|programme| programme.name.as_ref()).map(|name| locale.name(name)),
            fictional: programme.is_some_and(|programme| programme.fictional).then_some(locale.fictional),
            list: page_words::subject(locale, query.subject),
            question: question::in_words(atlas, locale, query),
            ignored: notices.iter().map(|notice| page_words::notice(locale, notice)).collect(),
            link: format!("{}{path}", site.unwrap_or_default()),
            rows,
            made: rfc3339(now_ms),
            day: Moment::at(now_ms).map(|moment| moment.day),
            version: atlas.version().0,
            credits: credits(atlas, settings, locale),
        }
    }

    /// The facts with their labels, in the order of reading.
    pub fn labelled(&self, locale: Locale) -> Vec<(&str, String)> {
        let texts = words::of(locale.language);
        let question = match &*self.question {
            [] => vec![(texts.question, texts.everything.to_owned())],
            lines => lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect(),
        };
        let mut labelled = Vec::new();
        labelled.extend(self.fictional.map(|sentence| (locale.fictional_short, sentence.to_owned())));
        labelled.extend(self.programme.clone().map(|name| (texts.programme, name)));
        labelled.push((texts.list, self.list.to_owned()));
        labelled.extend(question);
        labelled.extend(self.ignored.iter().map(|sentence| (texts.ignored, sentence.clone())));
        labelled.push((texts.link, self.link.clone()));
        labelled.push((texts.rows, self.rows.to_string()));
        labelled.push((texts.made, self.made.clone()));
        labelled.push((texts.version, self.version.to_string()));
        let reading = [texts.empty_means_unknown, texts.amounts, texts.positions];
        labelled.extend(reading.map(|sentence| (texts.reading, sentence.to_owned())));
        labelled.extend(self.credits.iter().map(|sentence| (texts.credits, sentence.clone())));
        labelled
    }
}

/// The query part of the live view's address: the question in its canonical form, on the first page, with the map where
/// it stands.
fn live_query(query: &Query, camera: Option<(LatLng, f64)>) -> String {
    let bounds = query.bounds.filter(|_| camera.is_none());
    let filters = Query { page: 1, zoom: None, bounds, ..query.clone() }.to_url();
    match camera {
        Some((at, zoom)) => Parameters::read(&filters).with_camera(at, zoom),
        None => filters,
    }
}

/// What must be credited wherever data or map are shown, and the approval numbers.
pub fn credits(atlas: &Atlas, settings: &Settings, locale: Locale) -> Vec<String> {
    let programme = atlas.programme();
    let approval = programme.and_then(|programme| programme.map_approval.as_ref());
    [
        programme.and_then(|programme| locale.phrase(&programme.map_credit)),
        approval.map(|number| fill(locale.map_source_approval, &[number])),
        settings.map_approval.as_ref().map(|number| fill(locale.map_own_approval, &[number])),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The sources with some names.
pub fn sources(atlas: &Atlas, locale: Locale, cited: &BTreeSet<Slug>) -> Vec<SourceNote> {
    let sources = cited.iter().filter_map(|id| atlas.records().sources.get(id));
    sources
        .map(|source| SourceNote {
            id: source.id.to_string(),
            title: source.name.as_ref().map_or_else(|| source.id.to_string(), |name| locale.name(name)),
            author: locale.phrase(&source.author).unwrap_or_else(|| locale.author_unknown.into()),
            date: source.date.as_ref().map(|date| date.as_str().to_owned()),
            licence: match &source.licence {
                Some(licence) => licence.reads(locale.language).0.to_owned(),
                None => words::of(locale.language).no_licence.into(),
            },
            note: source.note.as_ref().map(|note| note.reads(locale.language).0.to_owned()),
        })
        .collect()
}
