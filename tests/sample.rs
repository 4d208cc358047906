//! `exports/sample` is what the README's command writes now, byte for byte.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_sample_is_what_the_program_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fresh = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sample");
    _ = fs::remove_dir_all(&fresh);
    let built = Command::new(env!("CARGO_BIN_EXE_khabar"))
        .args(["build", "data/articles", "--out"])
        .arg(&fresh)
        .current_dir(root)
        .output()
        .expect("khabar runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let kept = root.join("exports/sample");
    let (old, new) = (files(&kept), files(&fresh));
    assert!(!old.is_empty(), "exports/sample is empty");
    assert_eq!(old, new, "the files of exports/sample and those written");
    for name in old {
        let [old, new] = [&kept, &fresh].map(|folder| fs::read(folder.join(&name)).expect("a file"));
        let line = old.split(|&b| b == b'\n').zip(new.split(|&b| b == b'\n')).position(|(a, b)| a != b);
        assert!(
            old == new,
            "{} is not what is written now, from line {:?} on; run the README's command and look at the difference",
            name.display(),
            line.map(|line| line + 1)
        );
    }
}

/// The files below a folder, without the pictures of other programs that are kept beside them.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|e| e != "png") {
                files.push(path.strip_prefix(folder).expect("below the folder").to_path_buf());
            }
        }
    }
    files.sort();
    files
}
