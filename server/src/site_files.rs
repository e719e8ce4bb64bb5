//! Whether the files of the site are what the build made, for `atlas check`.

use crate::{config::Config, problem::Problem};
use brotli::Decompressor;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The list of checksums that a package has beside its binary, as `sha256sum` writes it.
pub const SUMS: &str = "SHA256SUMS";

/// What is wrong with the files, and how many there are: those that pages name are there, compressed forms say what the
/// plain ones do, and a package's files have the checksums of its list.
pub fn check(config: &Config) -> (Vec<Problem>, usize) {
    let mut problems = Vec::new();
    let mut files = Vec::new();
    if let Err(error) = collect(&config.site_root, &mut files) {
        problems.push(Problem::new(config.site_root.display().to_string(), format!("It cannot be read: {error}.")));
    }
    files.sort();
    for file in config.named_files() {
        if !file.metadata().is_ok_and(|found| found.is_file() && found.len() > 0) {
            problems.push(problem(&file, "Pages need this file; it is missing or empty."));
        }
    }
    problems.extend(files.iter().filter_map(|file| differs(file)));
    if let Some(folder) = &config.package {
        problems.extend(sums(folder));
    }
    (problems, files.len())
}

fn problem(file: &Path, sentence: impl Into<String>) -> Problem {
    Problem::new(file.display().to_string(), sentence)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// A compressed form has to be that of the file beside it, or browsers would get another one than the operator sees.
fn differs(file: &Path) -> Option<Problem> {
    let unpack: fn(&[u8]) -> io::Result<Vec<u8>> = match file.extension()?.to_str()? {
        "br" => |bytes| all(Decompressor::new(bytes, 1 << 16)),
        "gz" => |bytes| all(GzDecoder::new(bytes)),
        _ => return None,
    };
    let plain = file.with_extension("");
    match (fs::read(file).and_then(|bytes| unpack(&bytes)), fs::read(&plain)) {
        (Ok(unpacked), Ok(bytes)) if unpacked == bytes => None,
        (Ok(_), Ok(_)) => Some(problem(file, format!("It is not the compressed form of {}.", plain.display()))),
        (Err(error), _) => Some(problem(file, format!("It cannot be unpacked: {error}."))),
        (_, Err(error)) => Some(problem(&plain, format!("It cannot be read: {error}."))),
    }
}

fn all(mut from: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Compares the files of a package with its list; an installation without a list has none to compare.
fn sums(folder: &Path) -> Vec<Problem> {
    let Ok(list) = fs::read_to_string(folder.join(SUMS)) else { return Vec::new() };
    let look = |line: &str| {
        let (sum, name) = line.split_once("  ")?;
        let file = folder.join(name);
        match fs::read(&file) {
            Ok(bytes) => {
                let found = hex::encode(Sha256::digest(&bytes));
                (found != sum)
                    .then(|| problem(&file, format!("It is not the file of the package: {SUMS} says otherwise.")))
            }
            Err(error) => Some(problem(&file, format!("It cannot be read: {error}."))),
        }
    };
    list.lines().filter_map(look).collect()
}
