//! Manifests: what is in them, that they survive a journey, and how they are compared.

#[path = "manifest/compared.rs"]
mod compared;
#[path = "manifest/properties.rs"]
mod properties;
#[path = "manifest/written.rs"]
mod written;
