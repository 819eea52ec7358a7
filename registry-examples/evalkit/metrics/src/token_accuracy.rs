//! `token_accuracy`

use crate::python_whitespace::words;
use crate::ratio;
use evalkit_api::{Example, METRICS, Metric, MetricError};
use registry_core::register;

/// The share of positions with the right token; of labels, the accuracy.
///
/// Tokens are separated by white space. A pair has as many positions as its longer text has tokens; two empty texts count
/// as one position that is right.
#[register(kind = "metrics", name = "token_accuracy", stable, meta(category = "any"))]
#[derive(Clone, Debug, Default)]
pub struct TokenAccuracy {
    right: f64,
    positions: u64,
}

impl Metric for TokenAccuracy {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        let (mut prediction, mut reference) = (words(example.prediction()?), words(example.reference()?));
        let before = self.positions;
        loop {
            match (prediction.next(), reference.next()) {
                (None, None) => break,
                (predicted, expected) if predicted == expected => self.right += 1.0,
                _ => {}
            }
            self.positions += 1;
        }
        if self.positions == before {
            self.right += 1.0;
            self.positions += 1;
        }
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        ratio(self.right, self.positions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, score};

    #[test]
    fn labels_have_one_position() {
        assert_close(score(TokenAccuracy::default(), &[("1", "1"), ("2", "3"), ("4", "4"), ("", "4")]), 0.5);
    }

    #[test]
    fn the_longer_text_decides_how_many_positions_there_are() {
        assert_close(score(TokenAccuracy::default(), &[("the cat sat", "the dog")]), 1.0 / 3.0);
        assert_close(score(TokenAccuracy::default(), &[("the", "a  the cat the"), ("b", "b")]), 0.2);
    }

    #[test]
    fn empty_texts_agree() {
        assert_close(score(TokenAccuracy::default(), &[("", " "), ("a", "b")]), 0.5);
    }
}
