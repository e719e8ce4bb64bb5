//! Rules of the house that no compiler checks: they are read from the source.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The ways in which a file can speak to a database.
fn speaks_sql(text: &str) -> Option<&'static str> {
    ["sqlx::", "SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "PRAGMA "]
        .into_iter()
        .find(|sign| text.contains(sign))
}

#[test]
fn sql_lives_only_in_the_store() {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let store = server.join("src/store");
    let mut files = Vec::new();
    sources(&server.join("src"), &mut files);
    sources(&server.join("../app/src"), &mut files);
    let (inside, outside): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.starts_with(&store));
    assert!(inside.iter().any(|file| speaks_sql(&fs::read_to_string(file).expect("a file")).is_some()));
    for file in outside {
        let sign = speaks_sql(&fs::read_to_string(&file).expect("a file"));
        assert_eq!(sign, None, "{} speaks SQL", file.display());
    }
}

/// Every migration stands in both folders, and both engines read the same text.
#[test]
fn migrations_come_in_pairs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let read = |engine: &str| -> Vec<(String, String)> {
        let files = fs::read_dir(folder.join(engine)).expect("a folder").flatten();
        let mut files: Vec<_> = files
            .map(|file| {
                (file.file_name().to_string_lossy().into_owned(), fs::read_to_string(file.path()).expect("SQL"))
            })
            .collect();
        files.sort();
        files
    };
    let (sqlite, postgres) = (read("sqlite"), read("postgres"));
    assert!(!sqlite.is_empty());
    for (position, ((name, _), (other, _))) in sqlite.iter().zip(&postgres).enumerate() {
        assert_eq!(name, other);
        assert!(name.starts_with(&format!("{:04}_", position + 1)), "{name} is not the next number");
    }
    assert_eq!(sqlite.len(), postgres.len());
}

/// The lists in the checks of the tables are those of the domain: what the domain takes, the database takes.
#[test]
fn the_checks_of_the_tables_are_the_lists_of_the_domain() {
    use app::domain::{
        account,
        division::Level,
        figure::FigureStatus,
        funding::TransactionKind,
        geo::{Datum, Precision},
        map_feature::FeatureKind,
        money::{Bound, Currency},
        organisation::{OrganisationKind, Role},
        pillar::Pillar,
        project::{ProjectKind, ProjectStatus},
        quantity::Unit,
        record::Kind,
        service::ServiceKind,
        text::NameStatus,
        training::TrainingKind,
    };
    // Those of PostgreSQL: SQLite has no statement for another check, and changes its text. `store_units` tries both.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let mut tables = String::new();
    for file in fs::read_dir(folder).expect("a folder").flatten() {
        let sql = fs::read_to_string(file.path()).expect("SQL");
        tables.extend(sql.lines().filter(|line| !line.starts_with("--")).flat_map(|line| [line, "\n"]));
    }
    // A line break within a word of a list is none between two of them.
    let outside = |(number, part): (usize, &str)| match number % 2 {
        0 => part.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => format!("'{part}'"),
    };
    let tables = tables.split('\'').enumerate().map(outside).collect::<String>().replace("','", "', '");
    macro_rules! lists {
        ($($list:ty),+ $(,)?) => {
            $({
                let codes: Vec<_> = <$list>::ALL.iter().map(|value| format!("'{}'", value.code().replace('\'', "''"))).collect();
                let check = format!("IN ({}))", codes.join(", "));
                assert!(tables.contains(&check), "no check says {check}");
            })+
        };
    }
    lists! {
        Level, FigureStatus, TransactionKind, Datum, Precision, FeatureKind, Bound, Currency, OrganisationKind, Role, Pillar,
        ProjectKind, ProjectStatus, Unit, Kind, ServiceKind, NameStatus, TrainingKind, account::Role,
    }
}
