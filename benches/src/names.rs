//! Names as programs have them: `f1`, `macro_f1`, `bert_score_large`, `image-loader.v2`. The same ones in every run.

use std::collections::HashSet;

/// The names that are registered, in the order of their registration, and as many others that are not.
pub(crate) struct Names {
    pub(crate) registered: Vec<String>,
    pub(crate) missing: Vec<String>,
}

impl Names {
    pub(crate) fn new(count: usize, missing: usize) -> Self {
        let mut random = Random(count as u64);
        let mut known = HashSet::new();
        let mut names = Vec::with_capacity(count + missing);
        while names.len() < count + missing {
            let name = random.name();
            if name.len() <= LONGEST && known.insert(name.clone()) {
                names.push(name);
            }
        }
        let missing = names.split_off(count);
        Self { registered: names, missing }
    }
}

const LONGEST: usize = 32;

const SHORT: &[&str] =
    &["f1", "l1", "l2", "rf", "mae", "mse", "auc", "map", "iou", "wer", "bleu", "ter", "csv", "png", "top5"];

const WORDS: &[&str] = &[
    "accuracy",
    "adaptive",
    "audio",
    "balanced",
    "batch",
    "bert",
    "binary",
    "block",
    "boosted",
    "cache",
    "chunk",
    "clip",
    "cosine",
    "count",
    "cross",
    "decoder",
    "dense",
    "dice",
    "distance",
    "dropout",
    "edge",
    "embedding",
    "encoder",
    "entropy",
    "feature",
    "filter",
    "focal",
    "gain",
    "gradient",
    "graph",
    "hash",
    "image",
    "index",
    "jaccard",
    "kernel",
    "label",
    "layer",
    "linear",
    "loader",
    "log",
    "loss",
    "macro",
    "margin",
    "mask",
    "mean",
    "micro",
    "moving",
    "node",
    "norm",
    "pool",
    "precision",
    "rank",
    "ratio",
    "recall",
    "resize",
    "rotate",
    "sampler",
    "score",
    "sequence",
    "shuffle",
    "sparse",
    "split",
    "step",
    "stream",
    "summary",
    "tensor",
    "text",
    "token",
    "tree",
    "video",
    "weighted",
    "window",
];

const LAST: &[&str] = &["large", "small", "base", "fast", "exact", "v2", "v3", "legacy", "16", "32", "gpu", "async"];

/// The generator `splitmix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let count = choices.len() as u64;
        choices[usize::try_from(self.next() % count).expect("less than there are")]
    }

    /// One to three words, seldom more, and something after them now and then.
    fn name(&mut self) -> String {
        let separator = self.one_of(&["_", "_", "_", "-", "."]);
        let words = self.one_of(&[1, 2, 2, 2, 3, 3, 3, 4]);
        let mut parts: Vec<&str> = (0..words).map(|_| self.one_of(WORDS)).collect();
        if self.one_of(&[true, false, false, false]) {
            let place = self.one_of(&[0, words - 1]);
            parts[place] = self.one_of(SHORT);
        }
        let mut name = parts.join(separator);
        if self.one_of(&[true, false, false]) {
            name += self.one_of(&["_", ".", "-"]);
            name += self.one_of(LAST);
        }
        name
    }
}
