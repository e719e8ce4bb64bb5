//! Writing a file as a whole or not at all.

use std::{
    fs::{self, File, Permissions},
    io::{self, ErrorKind, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// The mode of a file that anybody may read, as far as the system's own rule for new files (umask) goes along.
pub const PUBLIC: u32 = 0o666;
/// The mode of a file that is its owner's business alone.
pub const PRIVATE: u32 = 0o600;

/// What to do about a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// The new one takes its place, when it is complete.
    Replace,
    /// It is left as it is, and the writing refused.
    Keep,
}

impl Existing {
    /// Replaces when that is allowed.
    pub const fn allowed(replace: bool) -> Self {
        if replace { Self::Replace } else { Self::Keep }
    }
}

/// Why there is no new file. What was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A file of that name is there.
    #[error("{} is there already. Choose another name, or say --overwrite.", .0.display())]
    Exists(PathBuf),
    /// What is there is a folder, a device, a pipe or the like, which no file can take the place of.
    #[error("{} is there and is no regular file, so nothing takes its place. Choose another name.", .0.display())]
    NotRegular(PathBuf),
    /// It could not be written.
    #[error("{} cannot be written: {cause}", .file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// A file on its way: written beside its place under a name that nobody else uses, and put there by
/// [`WholeFile::finish`], when it is complete and on the disk. A link is not replaced, but what it leads to. No half file is ever read, and one that is dropped before
/// goes.
#[derive(Debug)]
pub struct WholeFile {
    target: PathBuf,
    existing: Existing,
    beside: NamedTempFile,
}

impl WholeFile {
    /// Begins a file with a mode such as [`PUBLIC`].
    ///
    /// # Errors
    /// When it is not to be written, or nothing can be written there.
    pub fn begin(target: &Path, existing: Existing, mode: u32) -> Result<Self, FileError> {
        // Asked before the work as well as after it: nobody waits for a file that then may not be put in place.
        if existing == Existing::Keep && target.symlink_metadata().is_ok() {
            return Err(FileError::Exists(target.to_path_buf()));
        }
        if target.metadata().is_ok_and(|there| !there.is_file()) {
            return Err(FileError::NotRegular(target.to_path_buf()));
        }
        let target = &behind_links(target).map_err(|cause| failed(target, cause))?;
        let beside = tempfile::Builder::new()
            .prefix(".atlas-")
            .suffix(".part")
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder(target))
            .map_err(|cause| failed(target, cause))?;
        Ok(Self { target: target.to_path_buf(), existing, beside })
    }

    /// The error for a failed write into it.
    pub fn failed(&self, cause: io::Error) -> FileError {
        failed(&self.target, cause)
    }

    /// Puts it in its place and answers how many bytes it has.
    ///
    /// # Errors
    /// When the disk does not take it, or a file of that name has come meanwhile.
    pub fn finish(self) -> Result<u64, FileError> {
        let Self { target, existing, beside } = self;
        let file = beside.as_file();
        let bytes = file.sync_all().and_then(|()| file.metadata()).map_err(|cause| failed(&target, cause))?.len();
        let placed = match existing {
            Existing::Replace => beside.persist(&target),
            Existing::Keep => beside.persist_noclobber(&target),
        };
        placed.map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => FileError::Exists(target.clone()),
            _ => failed(&target, error.error),
        })?;
        // The new name is an entry of the folder, which has to reach the disk, too.
        File::open(folder(&target)).and_then(|folder| folder.sync_all()).map_err(|cause| failed(&target, cause))?;
        Ok(bytes)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.beside.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.beside.flush()
    }
}

/// How many links are followed, one behind the other, before they are taken to go round; as on Linux.
const MOST_LINKS: usize = 40;

/// The place that a name means, whether there is a file or not: a link stays, and what it leads to is written.
fn behind_links(target: &Path) -> io::Result<PathBuf> {
    let mut place = target.to_path_buf();
    for _ in 0..MOST_LINKS {
        if !place.is_symlink() {
            return Ok(place);
        }
        // From where the link stands, unless it says from where.
        place = folder(&place).join(fs::read_link(&place)?);
    }
    Err(io::Error::other("the links lead round in a circle"))
}

fn folder(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn failed(target: &Path, cause: io::Error) -> FileError {
    FileError::Write { file: target.to_path_buf(), cause }
}
