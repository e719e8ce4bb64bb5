//! The program as an operator calls it: what it prints, and its exit code.

use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs `atlas` in a folder that holds its data, whatever the environment of the tests says: exit code, output, errors.
pub fn atlas(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    for name in ["ATLAS_DATABASE_URL", "ATLAS_SITE_ROOT", "ATLAS_PUBLIC_URL"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).env("ATLAS_DATA_DIR", "data").current_dir(folder).output();
    let Output { status, stdout, stderr } = output.expect("the binary");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// What is printed when all goes well.
pub fn said(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = atlas(folder, arguments);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
    out
}
