//! `evalkit schema`

use crate::evaluation::Evaluation;
use registry_core::config::json_schema;

/// What a file for `evalkit run` can say, with the components that are linked.
pub(crate) fn schema() -> String {
    format!("{:#}\n", json_schema::<Evaluation>().as_value())
}
