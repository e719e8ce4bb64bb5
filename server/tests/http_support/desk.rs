//! A server where people can sign in: with a database of its own, on SQLite.

use super::{Server, Setup, programmes::huaning_records};
use server::store::Database;
use std::sync::Arc;
use tempfile::TempDir;

/// A server with the programme of Huaning and a database without anybody in it.
pub struct DeskServer {
    pub server: Server,
    pub database: Arc<Database>,
    _folder: TempDir,
}

impl DeskServer {
    /// Starts one.
    pub async fn start(setup: Setup) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("atlas.db").display());
        let database = Arc::new(Database::open(&url).await.expect("a database"));
        let setup = Setup { database: Some(Arc::clone(&database)), ..setup };
        Self { server: setup.publishing(huaning_records()), database, _folder: folder }
    }
}
