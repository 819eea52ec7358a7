//! `bleu`

use crate::tokenizer_13a::tokenize;
use evalkit_api::{Example, METRICS, Metric, MetricError};
use registry_core::register;
use std::collections::HashMap;

/// BLEU of all texts together, from 0 to 100.
///
/// It counts which sequences of one to four words are in the reference, as sacrebleu does: 13a tokens, case counts, one reference, exponential smoothing, all four orders.
#[register(kind = "metrics", name = "bleu", stable, meta(category = "text"))]
#[derive(Clone, Debug, Default)]
pub struct Bleu {
    orders: [Matches; LONGEST],
    prediction_tokens: u64,
    reference_tokens: u64,
    examples: u64,
}

/// The most words in a sequence.
const LONGEST: usize = 4;

/// The sequences of one length.
#[derive(Clone, Copy, Debug, Default)]
struct Matches {
    right: u64,
    predicted: u64,
}

fn counted(tokens: &[String], length: usize) -> HashMap<&[String], u64> {
    let mut counts = HashMap::new();
    for sequence in tokens.windows(length) {
        *counts.entry(sequence).or_default() += 1;
    }
    counts
}

impl Metric for Bleu {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        let (prediction, reference) = (tokenize(example.prediction()?), tokenize(example.reference()?));
        for (order, length) in self.orders.iter_mut().zip(1..) {
            let expected = counted(&reference, length);
            for (sequence, count) in counted(&prediction, length) {
                order.predicted += count;
                order.right += count.min(expected.get(sequence).copied().unwrap_or(0));
            }
        }
        self.prediction_tokens += prediction.len() as u64;
        self.reference_tokens += reference.len() as u64;
        self.examples += 1;
        Ok(())
    }

    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn finish(&self) -> Result<f64, MetricError> {
        if self.examples == 0 {
            return Err(MetricError::NoExamples);
        }
        // without a sequence of some length the geometric mean is nothing, smoothing or not
        let none_right = self.orders.iter().all(|order| order.right == 0);
        if none_right || self.orders.iter().any(|order| order.predicted == 0) {
            return Ok(0.0);
        }

        let mut smoothing = 1.0;
        let mut logarithms = 0.0;
        for order in &self.orders {
            let right = if order.right == 0 {
                smoothing *= 2.0;
                1.0 / smoothing
            } else {
                order.right as f64
            };
            logarithms += (100.0 * right / order.predicted as f64).ln();
        }

        let (predicted, expected) = (self.prediction_tokens as f64, self.reference_tokens as f64);
        let brevity_penalty = if predicted < expected { (1.0 - expected / predicted).exp() } else { 1.0 };
        Ok(brevity_penalty * (logarithms / LONGEST as f64).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, score};

    fn bleu(pairs: &[(&str, &str)]) -> f64 {
        score(Bleu::default(), pairs)
    }

    #[test]
    fn the_same_is_a_hundred() {
        assert_close(bleu(&[("the cat sat on the mat", "the cat sat on the mat"), ("", "")]), 100.0);
    }

    #[test]
    fn what_repeats_counts_once_for_each_in_the_reference() {
        // 2 of 7, then smoothed: 1/2 of 6, 1/4 of 5, 1/8 of 4
        let expected = 100.0 * (2.0 / 7.0 / 12.0 / 20.0 / 32.0_f64).powf(0.25);
        assert_close(bleu(&[("the the the the the the the", "the cat is on the mat")]), expected);
    }

    #[test]
    fn short_predictions_are_penalised() {
        let expected = 100.0 * (1.0 - 6.0 / 4.0_f64).exp();
        assert_close(bleu(&[("the cat sat on", "the cat sat on the mat")]), expected);
    }

    #[test]
    fn no_match_and_no_sequence_of_four_are_nothing() {
        assert_close(bleu(&[("a b c d e", "v w x y z")]), 0.0);
        assert_close(bleu(&[("a b c", "a b c")]), 0.0);
        assert_close(bleu(&[("", "a b c")]), 0.0);
        assert_close(bleu(&[("", "")]), 0.0);
    }

    #[test]
    fn texts_are_counted_together() {
        assert_close(bleu(&[("a b c", "a b c"), ("a b c d", "a b c d")]), 100.0);
    }
}
