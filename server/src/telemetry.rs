//! The log: one line per event, readable on a terminal, JSON for machines.

use std::io::{IsTerminal, stderr};
use tracing_subscriber::{EnvFilter, filter::LevelFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// The variable that says what is logged, such as `info` or `warn,server=debug`.
pub const FILTER: &str = "ATLAS_LOG";

/// Starts the log on the standard error stream and sends panics there too. A second call changes nothing.
///
/// Answers from the page cache are logged at the level `debug`, all others at `info`; addresses are logged without
/// their query, which may hold what a person was looking for.
pub fn start() {
    let said = std::env::var(FILTER).ok().filter(|said| !said.is_empty());
    let read = said.as_deref().map(filter);
    let unknown = matches!(read, Some(None));
    let filter = read.flatten().unwrap_or_else(|| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let started = if stderr().is_terminal() {
        registry.with(fmt::layer().with_writer(stderr).with_target(false)).try_init().is_ok()
    } else {
        registry
            .with(fmt::layer().json().flatten_event(true).with_span_list(false).with_writer(stderr))
            .try_init()
            .is_ok()
    };
    if started && unknown {
        tracing::warn!(said, "{FILTER} cannot be understood; write it as info or warn,server=debug. It is info now.");
    }
    if started {
        // Within a request the line carries the request's id, which is the number that the visitor is shown.
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "panic: {}", panic.payload_as_str().unwrap_or("(no text)"));
        }));
    }
}

/// What is logged; `None` where that cannot be understood. A word alone is a level: as the name of a part of the program it
/// would silence all others.
fn filter(said: &str) -> Option<EnvFilter> {
    let words: Vec<&str> = said.split(',').map(str::trim).collect();
    let mut alone = words.iter().filter(|word| !word.contains(['=', '[']));
    let known = alone.all(|word| word.parse::<LevelFilter>().is_ok());
    known.then(|| EnvFilter::try_new(words.join(",")).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn levels_are_told_from_what_is_none() {
        for known in ["info", "OFF", "warn,server=debug", "error, sqlx=off"] {
            assert!(filter(known).is_some(), "{known}");
        }
        for unknown in ["loud", "warn,server=loud", "info;debug", "server"] {
            assert!(filter(unknown).is_none(), "{unknown}");
        }
    }
}
