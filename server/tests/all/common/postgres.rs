//! A PostgreSQL server for one test: in a temporary folder, on a socket inside it, stopped when the value is dropped, also
//! when the test panics.
//!
//! `initdb` and `postgres` are taken from PATH or from where Debian and others put them. They refuse to run as root; then
//! they run as the user `postgres`, or as `nobody` where there is none.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long the server may take to answer.
const START: Duration = Duration::from_secs(60);
/// How long it may take to stop before it is ended.
const STOP: Duration = Duration::from_secs(20);

/// A running server.
pub struct Cluster {
    folder: tempfile::TempDir,
    server: Child,
}

impl Cluster {
    /// Makes and starts one.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("atlas-pg-").tempdir().expect("a temporary folder");
        let user = other_user(folder.path());
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).expect("to give the folder to the server's user");
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("to open the folder");
        }
        let data = folder.path().join("data");
        let made = command("initdb", user)
            .args(["--username=atlas", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data)
            .current_dir(folder.path())
            .output()
            .expect("initdb to start");
        assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));
        let log = fs::File::create(folder.path().join("log")).expect("a log");
        let server = command("postgres", user)
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("postgres to start");
        let mut cluster = Self { folder, server };
        cluster.wait_until_ready();
        cluster
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?user=atlas&host={}", self.folder.path().display())
    }

    /// The server writes "ready" into the last line of its lock file when it takes connections.
    fn wait_until_ready(&mut self) {
        let lock = self.folder.path().join("data/postmaster.pid");
        let began = Instant::now();
        while !fs::read_to_string(&lock)
            .is_ok_and(|text| text.lines().nth(7).is_some_and(|line| line.starts_with("ready")))
        {
            let ended = self.server.try_wait().expect("to ask for the server");
            let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(ended.is_none(), "postgres ended: {log}");
            assert!(began.elapsed() < START, "postgres does not answer: {log}");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT lets the server end its own processes and give back its memory; SIGKILL would leave them.
        let asked = Command::new("kill").arg("-INT").arg(self.server.id().to_string()).status();
        let began = Instant::now();
        while asked.as_ref().is_ok_and(|status| status.success()) && began.elapsed() < STOP {
            match self.server.try_wait() {
                Ok(None) => sleep(Duration::from_millis(20)),
                _ => return,
            }
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn command(name: &str, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(find(name));
    command.env_remove("PGDATA").env_remove("PGPORT").env_remove("PGHOST");
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// The program on PATH, or the newest of those in the folders of the usual packages.
fn find(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for parent in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let mut versions: Vec<PathBuf> =
            fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
        versions.sort();
        folders.extend(versions.into_iter().rev());
    }
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name} is not installed; “.ci/setup test” installs PostgreSQL"))
}

/// The user to run the server as, when we are root. The owner of what we have just made tells who we are.
fn other_user(ours: &Path) -> Option<(u32, u32)> {
    if fs::metadata(ours).expect("our own folder").uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("the list of users");
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("a user that is not root"))
}
