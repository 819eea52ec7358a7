//! The code blocks of the README and of `docs/`, compiled and run as documentation tests.

#[doc = include_str!("../../README.md")]
mod readme {}

#[doc = include_str!("../../docs/README.md")]
mod contents {}

#[doc = include_str!("../../docs/getting-started.md")]
mod getting_started {}

#[doc = include_str!("../../docs/registering.md")]
mod registering {}

#[doc = include_str!("../../docs/registries.md")]
mod registries {}

#[doc = include_str!("../../docs/reading.md")]
mod reading {}

#[doc = include_str!("../../docs/run-time.md")]
mod run_time {}

#[doc = include_str!("../../docs/dynamic.md")]
mod dynamic {}

#[doc = include_str!("../../docs/inspection.md")]
mod inspection {}

#[doc = include_str!("../../docs/config.md")]
mod config {}

#[doc = include_str!("../../docs/plugins.md")]
mod plugins {}

#[doc = include_str!("../../docs/manifest.md")]
mod manifest {}

#[doc = include_str!("../../docs/stability.md")]
mod stability {}

#[doc = include_str!("../../docs/duplicates.md")]
mod duplicates {}

#[doc = include_str!("../../docs/platforms.md")]
mod platforms {}

#[doc = include_str!("../../docs/how-it-works.md")]
mod how_it_works {}

#[doc = include_str!("../../docs/decisions.md")]
mod decisions {}

#[doc = include_str!("../../docs/unsafe.md")]
mod unsafe_code {}

#[doc = include_str!("../../docs/robustness.md")]
mod robustness {}

#[doc = include_str!("../../docs/troubleshooting.md")]
mod troubleshooting {}
