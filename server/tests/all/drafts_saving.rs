//! Savings at one moment, on both engines: several of one person, what they make of each other, and many people at once.

use crate::{
    common::{Engine, change, entry, text},
    drafts_support::{NOW, Story, account, first_of, on_both},
};
use app::domain::{
    account::Role,
    change::RevisionNo,
    form::Raws,
    record::{EntryId, Kind, Record},
    slug::Slug,
};
use server::store::{Approval, Decided, DraftError, Save};
use std::{collections::BTreeSet, sync::Arc};

on_both! {
    several_at_once_are_one: several_at_once_on_sqlite, several_at_once_on_postgres;
    of_savings_at_one_moment: one_moment_on_sqlite, one_moment_on_postgres;
    many_people_at_once: many_people_at_once_on_sqlite, many_people_at_once_on_postgres;
}

/// Entries that are added, and filled, together make two writings, however many they are: a draft counts its writings.
async fn several_at_once_are_one(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (database, partner) = (&story.database, &story.partner);
    let entries = [Kind::Site, Kind::Project, Kind::Training].map(|kind| first_of(&story.records, kind));
    let id = story.draft_of(partner, "d1", &[]).await;
    assert_eq!(story.draft(partner, &id).await.changed_at, NOW);
    let bases = database.add_draft_entries(partner, &id, &entries, NOW).await.expect("entries");
    assert_eq!(bases, [RevisionNo(1); 3]);
    assert_eq!(story.draft(partner, &id).await.changed_at, NOW + 1);
    let saves = |entries: &[EntryId]| -> Vec<Save> {
        let save = |entry: &EntryId| Save {
            editor: partner.clone(),
            draft: id.clone(),
            entry: entry.clone(),
            fields: vec![("name.en".to_owned(), format!("All at once: {}", entry.id))],
            key: text(&format!("all/{entry}")),
            seen: None,
            writer: None,
        };
        entries.iter().map(save).collect()
    };
    let answers = story.writer.save_all(saves(&entries)).await;
    assert!(answers.len() == 3 && answers.iter().all(|answer| answer.as_ref().is_ok_and(|saved| !saved.already)));
    let draft = story.draft(partner, &id).await;
    assert_eq!(draft.changed_at, NOW + 2);
    for part in &draft.entries {
        assert_eq!(part.typed["name.en"], format!("All at once: {}", part.entry.id));
    }
    // One of which nobody knows keeps none of the others back, and is answered for itself.
    let answers = story.writer.save_all(saves(&[entries[0].clone(), entry("site/not-in-it")])).await;
    assert!(answers[0].as_ref().is_ok_and(|saved| saved.already), "{answers:?}");
    assert!(matches!(answers[1], Err(DraftError::NotFound)), "{answers:?}");
    assert!(story.writer.save_all(Vec::new()).await.is_empty());
    // A name of several that cannot be added adds none.
    assert!(database.add_draft_entries(&story.other, &id, &entries, NOW).await.is_err());
}

/// What savings that are made together make of each other: of texts in one control the last counts, of savings with one key
/// the first, and one that was made before changes nothing.
async fn of_savings_at_one_moment(engine: &Engine) {
    let story = Story::begin(engine).await;
    let (site, project) = (first_of(&story.records, Kind::Site), first_of(&story.records, Kind::Project));
    let one = story.draft_of(&story.partner, "one", &[&site, &project]).await;
    let two = story.draft_of(&story.partner, "two", &[&site]).await;
    let still = story.draft_of(&story.partner, "still", &[&site]).await;
    let save = |draft: &Slug, entry: &EntryId, key: &str, fields: &[(&str, &str)]| Save {
        editor: story.partner.clone(),
        draft: draft.clone(),
        entry: entry.clone(),
        fields: fields.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect(),
        key: text(key),
        seen: None,
        writer: None,
    };
    let made = async |saves: Vec<Save>| -> Vec<bool> {
        let answers = story.writer.save_all(saves).await;
        answers.into_iter().map(|answer| !answer.expect("an answer").already).collect()
    };
    let state = async |id: &Slug| {
        let draft = story.draft(&story.partner, id).await;
        let typed = |entry: &EntryId| draft.entry(entry).expect("an entry").typed.clone();
        (draft.changed_at, draft.author.to_string(), typed(&site))
    };
    let raws = |fields: &[(&str, &str)]| -> Raws {
        fields.iter().map(|(path, raw)| ((*path).to_owned(), (*raw).to_owned())).collect()
    };
    let before = [&one, &two, &still].map(async |id| state(id).await.0);
    let [before_one, before_two, before_still] = futures::future::join_all(before).await[..] else { panic!() };

    // The keys are not in the order in which the savings came.
    let odd = "\u{1}\\\"'{}[]\n\u{1F600}\u{202E} $1";
    let first = vec![
        save(&one, &site, "z", &[("name.en", "First"), ("kind", "007"), ("kind", "null"), ("summary.en", odd)]),
        save(&two, &site, "m", &[("name.en", "Another draft")]),
        save(&one, &site, "a", &[("name.en", "Last")]),
        save(&two, &site, "z", &[("kind", "")]),
        save(&one, &project, "p", &[("name.en", "Another entry")]),
        save(&one, &site, "a", &[("name.en", "Sent twice with another text")]),
        save(&one, &site, "nothing typed", &[]),
    ];
    assert_eq!(made(first).await, [true, true, true, true, true, false, true]);
    let (changed_one, _, typed) = state(&one).await;
    assert_eq!(typed, raws(&[("name.en", "Last"), ("kind", "null"), ("summary.en", odd)]));
    let (changed_two, _, typed) = state(&two).await;
    assert_eq!(typed, raws(&[("name.en", "Another draft"), ("kind", "")]));
    assert_eq!(story.draft(&story.partner, &one).await.entry(&project).expect("it").typed["name.en"], "Another entry");
    assert_eq!((changed_one, changed_two), (before_one + 1, before_two + 1), "each once");

    // At the same time by the clock: what was made before comes last, and is neither made nor a change of its draft.
    let second = vec![
        save(&one, &site, "new", &[("name.en", "Newer")]),
        save(&one, &site, "z", &[("name.en", "Older"), ("kind", "older")]),
        save(&two, &site, "m", &[("name.en", "Older")]),
    ];
    assert_eq!(made(second).await, [true, false, false]);
    let (changed_one, _, typed) = state(&one).await;
    assert_eq!(typed, raws(&[("name.en", "Newer"), ("kind", "null"), ("summary.en", odd)]));
    let (changed_two, author, typed) = state(&two).await;
    assert_eq!(typed["name.en"], "Another draft");
    assert_eq!((changed_one, changed_two), (before_one + 2, before_two + 1));

    // Nobody has an account here, so that whoever types in a draft takes it over; with what was made before, nobody does.
    assert_eq!(author, story.partner.author());
    let colleague = account("colleague", Role::Partner, story.partner.organisations().iter().next(), None);
    let colleague = colleague.editor().expect("an editor");
    let by_colleague = |save: Save| Save { editor: colleague.clone(), ..save };
    let third = vec![
        by_colleague(save(&one, &site, "c", &[("kind", "bridge")])),
        by_colleague(save(&two, &site, "m", &[("name.en", "Older")])),
    ];
    assert_eq!(made(third).await, [true, false]);
    let (changed_one, author, _) = state(&one).await;
    assert_eq!((changed_one, author), (before_one + 3, colleague.author()));
    assert_eq!(
        state(&two).await,
        (before_two + 1, story.partner.author(), raws(&[("name.en", "Another draft"), ("kind", "")]))
    );
    assert_eq!(state(&still).await, (before_still, story.partner.author(), Raws::new()));
}

/// 100 people change the same 20 trainings at once, each in a place of its own: nothing is lost, and nobody is asked to
/// decide anything.
async fn many_people_at_once(engine: &Engine) {
    const PEOPLE: usize = 100;
    const ENTRIES: usize = 20;
    let story = Arc::new(Story::begin(engine).await);
    let template = story.records.trainings.values().next().expect("a training").clone();
    let mut more = change("more trainings");
    let entries: Vec<EntryId> = (0..ENTRIES).map(|at| entry(&format!("training/busy-{at}"))).collect();
    for entry in &entries {
        let mut training = (*template).clone();
        training.id = entry.id.clone();
        training.participant_groups.clear();
        more.edits.extend(app::domain::change::difference(None, &Record::Training(Arc::new(training))));
    }
    story.database.commit(&more, NOW).await.expect("the trainings");
    let people: Vec<_> = (0..PEOPLE)
        .map(|person| {
            let (story, entries) = (Arc::clone(&story), entries.clone());
            tokio::spawn(async move {
                let editor = account(&format!("p{person}"), Role::Partner, None, None).editor().expect("an editor");
                let id = story.draft_of(&editor, &format!("busy-{person}"), &entries.iter().collect::<Vec<_>>()).await;
                for (at, entry) in entries.iter().enumerate() {
                    let group = format!("group of {person}");
                    let fields = [("participant_groups.0.group.en", &*group), ("participant_groups.0.people", "7")];
                    story.typed(&editor, &id, entry, &format!("{at}"), &fields).await.expect("saved");
                }
                story.send(&editor, &id, "My group took part.").await;
                match story.approve(&id, &Approval::default()).await.expect("an answer") {
                    Decided::Published(_) => 0,
                    Decided::Conflicts(conflicts) => conflicts.iter().map(|entry| entry.conflicts.len()).sum(),
                }
            })
        })
        .collect();
    let mut false_conflicts = 0;
    for person in people {
        false_conflicts += person.await.expect("no panic");
    }
    let published = story.database.published().await.expect("records").records;
    let found: usize = entries
        .iter()
        .map(|entry| {
            let groups = &published.trainings[&entry.id].participant_groups;
            let names: BTreeSet<_> = groups.iter().filter_map(|group| group.group.en.clone()).collect();
            (0..PEOPLE).filter(|person| names.contains(&text(&format!("group of {person}")))).count()
        })
        .sum();
    let lost = PEOPLE * ENTRIES - found;
    let engine = if story.url.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" };
    eprintln!(
        "{engine}: {PEOPLE} people × {ENTRIES} edits on {ENTRIES} entries at once: {lost} lost / {false_conflicts} false conflicts"
    );
    assert_eq!((lost, false_conflicts), (0, 0));
    assert!(story.database.check().await.expect("an answer").is_empty(), "the chain holds");
}
