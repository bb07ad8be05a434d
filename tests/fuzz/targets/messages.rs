//! Any bytes as JSON Lines: each line is a message or an error, and a message that is written and read again is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_model::Envelope;
use onrecord_pipeline::Lines;

fuzz_target!(|bytes: &[u8]| {
    for line in Lines::new(bytes).map_while(Result::ok) {
        if let Ok(envelope) = line.message()
            && let Ok(written) = envelope.to_line()
        {
            let again = Envelope::parse(&written).expect("what is written can be read");
            assert_eq!(again.to_line().ok().as_ref(), Some(&written));
        }
    }
});
