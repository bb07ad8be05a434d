//! Any settings file: it is read, or its mistakes are printed with their places.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use onrecord_settings::parse;

fuzz_target!(|text: &str| {
    if let Err(problems) = parse(text, "onrecord.toml", Path::new("/"), &|_| None) {
        assert!(!problems.to_string().is_empty());
    }
});
