//! Same input, same bytes: whatever the workers, the order of the sources, and wherever it is killed.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{difference, expect, files, output, run_into};

type Export = BTreeMap<String, Vec<u8>>;

/// The demo's configuration with its sources in this order, in a folder of its own.
struct Setting {
    dir: TempDir,
    config: PathBuf,
}

impl Setting {
    fn new(reversed: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let demo = super::root().join("data/demo");
        let mut files: Vec<PathBuf> =
            fs::read_dir(demo.join("pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        if reversed {
            files.reverse();
        }
        let quoted: Vec<String> =
            files.iter().map(|path| format!("{:?}", path.display().to_string())).collect();
        let table = fs::read_to_string(super::root().join("config/demo.toml")).unwrap();
        // Everything of the demo's configuration but where its sources are.
        let table = table.split_once("[check]").or_else(|| table.split_once("[[check.table]]")).map_or_else(
            || panic!("the demo has a reference table"),
            |(_, rest)| {
                format!(
                    "[[check.table]]{}",
                    rest.split_once("[[check.table]]").map_or(rest, |(_, rest)| rest)
                )
            },
        );
        let table = table.replace("../data/demo", &demo.display().to_string());
        let text = format!(
            "[sources]\nfeeds = [{:?}]\nfiles = [{}]\n\n{}\n",
            demo.join("feed.xml").display().to_string(),
            quoted.join(", "),
            table.split("\n[report]").next().unwrap_or_default(),
        );
        let config = dir.path().join("onrecord.toml");
        fs::write(&config, text).unwrap();
        Self { dir, config }
    }

    fn out(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

/// What a finished run has exported: its report, and what the queries print.
fn export(out: &Path) -> Export {
    let mut all = files(&out.join("report"));
    for command in ["claims", "threads"] {
        let mut query = super::onrecord();
        query.args([command, "--json", "--record"]).arg(out.join("record.sqlite"));
        all.insert(format!("{command} --json"), expect(&mut query, 0).stdout);
    }
    all
}

#[track_caller]
fn same(a: &Export, b: &Export, how: &str) {
    assert!(a.len() > 20, "there is something to compare: {:?}", a.keys());
    assert_eq!(difference(a, b), None, "{how}");
}

#[test]
fn workers_and_the_order_of_sources_change_nothing() {
    let setting = Setting::new(false);
    let mut first = None;
    for workers in ["1", "2", "8"] {
        let out = setting.out(workers);
        expect(run_into(&setting.config, &out).env("ONRECORD_PIPELINE__WORKERS", workers), 0);
        let export = export(&out);
        same(first.get_or_insert_with(|| export.clone()), &export, &format!("{workers} workers"));
    }
    let reversed = Setting::new(true);
    let out = reversed.out("reversed");
    let mut run = run_into(&reversed.config, &out);
    run.env("ONRECORD_PIPELINE__CHANNEL_CAPACITY", "1").env("ONRECORD_PIPELINE__BATCH", "1");
    expect(&mut run, 0);
    same(first.as_ref().unwrap(), &export(&out), "sources in reverse, every channel at 1");
}

#[test]
fn a_second_run_changes_nothing() {
    let setting = Setting::new(false);
    let out = setting.out("out");
    expect(&mut run_into(&setting.config, &out), 0);
    let first = export(&out);
    expect(&mut run_into(&setting.config, &out), 0);
    let second = export(&out);
    same(&first, &second, "run twice");
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
fn moments(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(u32::MAX >> 1)
    })
}

#[test]
fn killed_anywhere_and_run_again_it_ends_the_same() {
    let setting = Setting::new(false);
    let undisturbed = setting.out("undisturbed");
    let begun = Instant::now();
    let slowly = |out: &Path| {
        let mut run = run_into(&setting.config, out);
        // One at a time and a transaction each, so that there are many moments to be killed in.
        run.env("ONRECORD_PIPELINE__BATCH", "1").env("ONRECORD_PIPELINE__IN_FLIGHT", "2");
        run.stdout(Stdio::null()).stderr(Stdio::null());
        run
    };
    expect(&mut slowly(&undisturbed), 0);
    let whole = begun.elapsed();
    let undisturbed = export(&undisturbed);
    let mut whole = whole.as_secs_f64();
    let mut killed = 0;
    for (round, part) in moments(20_250_723).take(100).enumerate() {
        if killed == 20 {
            return;
        }
        let out = setting.out(&format!("killed-{round}"));
        let mut run = slowly(&out).spawn().unwrap();
        sleep(Duration::from_secs_f64(whole * part));
        run.kill().unwrap(); // SIGKILL
        if run.wait().unwrap().success() {
            // It was faster than the undisturbed run: the next moments come sooner.
            whole *= 0.9;
            continue;
        }
        killed += 1;
        let again = output(&mut slowly(&out));
        assert_eq!(again.status.code(), Some(0), "round {round}");
        same(&undisturbed, &export(&out), &format!("killed at {part:.3} of the run, round {round}"));
    }
    panic!("only {killed} of 100 runs were killed before their end");
}
