//! `rouge`

use crate::ratio;
use evalkit_api::{Example, METRICS, Metric, MetricError};
use registry_core::register;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// ROUGE-L: the longest common subsequence of words, as F-measure.
///
/// The mean over all texts, as rouge-score computes it without stemming. Words are runs of `a-z` and `0-9` after lower-casing. A [`RougeVariant`]
/// compares otherwise.
#[register(kind = "metrics", name = "rouge", new = Rouge::configured, stable, meta(category = "text"))]
#[derive(Clone, Debug, Default)]
pub struct Rouge {
    variant: RougeVariant,
    sum: f64,
    examples: u64,
}

/// What the config of `rouge` says.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, expecting = "a table, as { variant = \"rouge1\" }")]
pub struct RougeConfig {
    /// What two texts have in common.
    pub variant: RougeVariant,
}

/// What two texts have in common.
// `Serialize` is what puts the default into the JSON Schema
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum RougeVariant {
    /// ROUGE-1: words.
    #[serde(rename = "rouge1")]
    One,
    /// ROUGE-2: pairs of neighbouring words.
    #[serde(rename = "rouge2")]
    Two,
    /// ROUGE-L: the longest common subsequence.
    #[default]
    #[serde(rename = "rougeL")]
    Longest,
}

impl Rouge {
    /// With a variant of one's choice.
    #[must_use]
    pub fn with_variant(variant: RougeVariant) -> Self {
        Self { variant, ..Self::default() }
    }

    /// As its config says.
    #[must_use]
    pub fn configured(config: RougeConfig) -> Self {
        Self::with_variant(config.variant)
    }
}

impl Metric for Rouge {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        let (prediction, reference) = (example.prediction()?.to_lowercase(), example.reference()?.to_lowercase());
        let (prediction, reference) = (words(&prediction), words(&reference));
        self.sum += match self.variant {
            RougeVariant::One => common_sequences(&prediction, &reference, 1),
            RougeVariant::Two => common_sequences(&prediction, &reference, 2),
            RougeVariant::Longest => {
                f_measure(longest_common(&prediction, &reference), prediction.len(), reference.len())
            }
        };
        self.examples += 1;
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        ratio(self.sum, self.examples)
    }
}

fn words(lowered: &str) -> Vec<&str> {
    let is_separator = |character: char| !matches!(character, 'a'..='z' | '0'..='9');
    lowered.split(is_separator).filter(|word| !word.is_empty()).collect()
}

/// The F-measure of sequences of `length` words.
fn common_sequences(prediction: &[&str], reference: &[&str], length: usize) -> f64 {
    let mut left: HashMap<&[&str], usize> = HashMap::new();
    for sequence in reference.windows(length) {
        *left.entry(sequence).or_default() += 1;
    }
    let mut common = 0;
    for sequence in prediction.windows(length) {
        if let Some(count) = left.get_mut(sequence).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    f_measure(common, prediction.windows(length).len(), reference.windows(length).len())
}

/// The length of the longest common subsequence.
fn longest_common(prediction: &[&str], reference: &[&str]) -> usize {
    // only the last row of the table is needed: lengths[j] is that of all words so far and the first j of the prediction
    let mut lengths = vec![0; prediction.len() + 1];
    for expected in reference {
        let mut diagonal = 0;
        for (place, predicted) in prediction.iter().enumerate() {
            let above = lengths[place + 1];
            lengths[place + 1] = if predicted == expected { diagonal + 1 } else { above.max(lengths[place]) };
            diagonal = above;
        }
    }
    lengths[prediction.len()]
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn f_measure(common: usize, predicted: usize, expected: usize) -> f64 {
    if common == 0 { 0.0 } else { 2.0 * common as f64 / (predicted + expected) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, score};

    fn rouge(variant: RougeVariant, prediction: &str, reference: &str) -> f64 {
        score(Rouge::with_variant(variant), &[(prediction, reference)])
    }

    #[test]
    fn words_are_lower_case_letters_and_digits() {
        // the sign for kelvin is a k in lower case, and İ is an i with a dot
        assert_eq!(words(&"It's 25\u{212a}, naïve_İx!".to_lowercase()), ["it", "s", "25k", "na", "ve", "i", "x"]);
    }

    #[test]
    fn order_matters_in_the_longest() {
        assert_close(rouge(RougeVariant::Longest, "police kill the gunman", "police killed the gunman"), 0.75);
        assert_close(rouge(RougeVariant::Longest, "the gunman kill police", "police killed the gunman"), 0.5);
        assert_close(rouge(RougeVariant::Longest, "a x b y c z", "a b c"), 2.0 / 3.0);
    }

    #[test]
    fn order_does_not_matter_in_one() {
        assert_close(rouge(RougeVariant::One, "the gunman kill police", "police killed the gunman"), 0.75);
        assert_close(rouge(RougeVariant::One, "a a a", "a b"), 0.4);
    }

    #[test]
    fn two_compares_neighbours() {
        assert_close(rouge(RougeVariant::Two, "the gunman kill police", "police killed the gunman"), 1.0 / 3.0);
        assert_close(rouge(RougeVariant::Two, "one", "one"), 0.0);
    }

    #[test]
    fn nothing_in_common_is_nothing_even_between_empty_texts() {
        for variant in [RougeVariant::One, RougeVariant::Two, RougeVariant::Longest] {
            assert_close(rouge(variant, "", ""), 0.0);
            assert_close(rouge(variant, "a", ""), 0.0);
            assert_close(rouge(variant, "", "a"), 0.0);
            assert_close(rouge(variant, "\u{e9}", "\u{e9}"), 0.0);
        }
    }

    #[test]
    fn texts_weigh_the_same() {
        assert_close(score(Rouge::default(), &[("a", "a"), ("a b c d", "x")]), 0.5);
    }
}
