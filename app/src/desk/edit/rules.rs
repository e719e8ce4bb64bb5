//! What may be typed into a control, said before it is typed. The rules themselves read the examples (test below).

use crate::{
    domain::{
        form::{self, Shape},
        record::Kind,
    },
    i18n::{Locale, fill},
};

/// Of a count that ends here or before, the end is said.
const FEW: u32 = 1_000;

const DATES: &[&str] = &["2024-05-31", "2024-05", "2024"];
const AMOUNTS: &[&str] = &["12000", "12,000.50", "1.2 万元"];
const NUMBERS: &[&str] = &["1200", "1,200", "12.5"];
const LATITUDES: &[&str] = &["24.2247", "24,2247", "24°13′29″"];
const LONGITUDES: &[&str] = &["103.1011", "103,1011", "103°6′4″"];

/// The rule of a control in a sentence. `None` where any text will do, where a list to choose from says it, and in the later
/// rows of a list, the first of which has said it.
pub(super) fn rule(locale: Locale, kind: Kind, shape: Shape, path: &str) -> Option<String> {
    let later = path.split('.').filter_map(|segment| segment.parse::<usize>().ok()).any(|row| row > 0);
    if later {
        return None;
    }
    let texts = locale.drafts();
    Some(match shape {
        Shape::Link(_) | Shape::Owner => texts.rule_link.to_owned(),
        Shape::Word(_) => texts.rule_word.to_owned(),
        Shape::Count(most @ ..=FEW) => fill(texts.rule_few, &[&most.to_string()]),
        Shape::Count(_) => texts.rule_count.to_owned(),
        _ => {
            let (pattern, examples) = examples(locale, kind, shape, path)?;
            fill(pattern, examples)
        }
    })
}

/// The sentence, and what can be typed for example.
fn examples(locale: Locale, kind: Kind, shape: Shape, path: &str) -> Option<(&'static str, &'static [&'static str])> {
    let texts = locale.drafts();
    Some(match (shape, path.rsplit_once('.')) {
        (Shape::Date, _) => (texts.rule_date, DATES),
        (Shape::Line, Some((_, "lat"))) => (texts.rule_latitude, LATITUDES),
        (Shape::Line, Some((_, "lng"))) => (texts.rule_longitude, LONGITUDES),
        (Shape::Line, Some((whole, "number"))) => match form::field(kind, whole)?.shape {
            Shape::Amount => (texts.rule_amount, AMOUNTS),
            _ => (texts.rule_number, NUMBERS),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        form::{KINDS, below, composed_parts, fields, read_alone},
        language::Language,
    };

    /// The controls below a shape, each list with its first row.
    fn controls(shape: Shape, path: &str, found: &mut Vec<(Shape, String)>) {
        match shape {
            Shape::List(item) => controls(*item, &below(path, 0), found),
            Shape::Parts(parts, _) => {
                parts.iter().for_each(|part| controls(part.shape, &below(path, part.name), found))
            }
            other => match composed_parts(other) {
                Some(parts) => parts.iter().for_each(|part| controls(part.shape, &below(path, part.name), found)),
                None => found.push((other, path.to_owned())),
            },
        }
    }

    #[test]
    fn what_is_given_as_an_example_is_read() {
        let locale = Locale::of(Language::English);
        let mut read = 0;
        for kind in KINDS {
            let mut found = Vec::new();
            fields(*kind).expect("a form").iter().for_each(|part| controls(part.shape, part.name, &mut found));
            for (shape, path) in found {
                let Some((_, examples)) = examples(locale, *kind, shape, &path) else { continue };
                for example in examples {
                    let raws = [(path.clone(), (*example).to_owned())].into();
                    let problems = read_alone(*kind, &raws).problems;
                    let own = problems.iter().find(|problem| problem.path == path);
                    assert_eq!(own, None, "{example} for {path} of {kind}");
                    read += 1;
                }
            }
        }
        assert!(read > 50, "{read} examples");
    }

    #[test]
    fn a_rule_is_said_once_in_a_list() {
        for language in [Language::Chinese, Language::English] {
            let said = |path: &str| rule(Locale::of(language), Kind::Project, Shape::Link(Kind::Site), path);
            assert!(said("sites.0").is_some() && said("sites.1").is_none());
        }
    }
}
