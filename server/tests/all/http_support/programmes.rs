//! Servers that hold a programme, and the records themselves.

use super::{Server, Setup};
use app::{
    atlas::{Atlas, Published},
    domain::{change::Version, record::Records},
};
use server::{
    dataset::Dataset,
    generate::{Plan, programme},
};

/// The records of Huaning, as the program brings them along.
pub fn huaning_records() -> Records {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/seed/huaning.json");
    let text = std::fs::read_to_string(file).expect("the data set");
    Dataset::read(&text, &Records::default()).expect("a sound data set").records
}

/// A made-up programme.
pub fn fictional_records(sites: u32) -> Records {
    programme(Plan { sites, seed: 3 }).expect("a plan within the limits")
}

impl Setup {
    /// A server that has published some records.
    pub fn publishing(self, records: Records) -> Server {
        let server = self.server();
        assert!(server.publisher.publish(Atlas::build(Published {
            version: Version(2),
            records,
            ..Published::default()
        })));
        server
    }
}

/// A server with the programme of Huaning.
pub fn huaning() -> Server {
    Setup::default().publishing(huaning_records())
}
