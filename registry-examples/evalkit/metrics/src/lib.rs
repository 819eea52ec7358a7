//! The metrics of evalkit. Each file registers one; nothing lists them.
//!
//! They agree with scikit-learn, sacrebleu and rouge-score.

mod bleu;
mod exact_match;
mod f1;
mod perplexity;
mod python_whitespace;
mod rouge;
mod token_accuracy;
mod tokenizer_13a;

#[cfg(test)]
mod testing;

pub use bleu::Bleu;
pub use exact_match::ExactMatch;
pub use f1::{Average, F1, F1Config};
pub use perplexity::Perplexity;
pub use rouge::{Rouge, RougeConfig, RougeVariant};
pub use token_accuracy::TokenAccuracy;

use evalkit_api::MetricError;

/// A sum of shares over a number of examples.
#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn ratio(part: f64, whole: u64) -> Result<f64, MetricError> {
    if whole == 0 { Err(MetricError::NoExamples) } else { Ok(part / whole as f64) }
}
