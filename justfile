# One line a recipe; `just` alone lists them.

# List the recipes
default:
    @just --list

# Everything that CI runs
ci:
    bash .ci/run

# Compile without linking
check:
    cargo check --workspace --all-targets

# Format everything
fmt:
    cargo fmt --all

# Lints, no warnings allowed
lint:
    cargo clippy --workspace --all-targets --locked -- -D warnings

# All tests
test:
    cargo test --workspace --locked

# Read the API documentation
doc:
    cargo doc --workspace --no-deps --open

# Run the demo
demo:
    cargo run --locked -- run config/demo.toml

# Take over changed snapshots, after reading them
snap:
    INSTA_UPDATE=always cargo test --workspace

# Write the configuration's JSON schema
schema:
    cargo run --locked -- config schema > config/onrecord.schema.json

# Run a configuration and keep every message between stages
tap config dir:
    cargo run --release --locked -- run {{config}} --tap {{dir}}

# List what is wrong in the gold of relations, tune half
threads:
    cargo test --locked -p onrecord --test it threads -- --nocapture

# List what is wrong in the gold of origins, tune half
origins:
    cargo test --locked -p onrecord --test it origins -- --nocapture

# Fuzz one of tests/fuzz/targets with a nightly compiler and cargo-fuzz: `just fuzz quantities`
fuzz target *args:
    cargo +nightly fuzz run --fuzz-dir tests/fuzz {{target}} -- {{args}}
