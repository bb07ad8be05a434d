//! One stage of the binary over lines of JSON.

use std::{io::Write as _, path::Path, process::Stdio, thread};

/// What the stage `name` makes of these lines.
pub(super) fn stage(name: &str, config: &Path, lines: &str) -> String {
    let mut command = super::onrecord();
    command.args([name, "-", "--quiet", "--config"]).arg(config);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = lines.to_owned();
    let writer = thread::spawn(move || drop(input.write_all(lines.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{name}: {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}
