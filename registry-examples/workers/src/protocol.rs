//! What parent and worker say to each other: each message is a line of JSON, and each request has one reply.

use crate::Step;
use registry_core::config::Spec;
use registry_core::manifest::Manifest;
use serde::{Deserialize, Serialize};

/// What the parent asks for.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Request {
    /// The fingerprint: enough if all is well.
    Fingerprint,
    /// The whole manifest, to say what is different.
    Manifest,
    /// To build these steps.
    Steps(Vec<Spec<dyn Step>>),
    /// What becomes of this line.
    Line(String),
}

/// What the worker answers.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    Fingerprint(String),
    Manifest(Box<Manifest>),
    /// The steps are built.
    Ready,
    Line(String),
    /// It cannot do that, and why.
    Failed(String),
}
