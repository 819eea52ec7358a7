//! How many bytes of the heap the first use takes: to stay, and at most.

mod contestant;

use measuring::{lines, sample};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn main() {
    let folder = std::env::args().nth(1).expect("where the names are");
    let names = lines(&format!("{folder}/registered.txt"));
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    assert!(contestant::find(&names[0]));
    let (after, peak) = (HEAP.current_usage(), HEAP.peak_usage());
    assert_eq!(contestant::list(), names.len());
    let listed = HEAP.current_usage();
    sample("stays", "bytes", (after - before) as f64);
    sample("peak", "bytes", (peak - before) as f64);
    sample("listed", "bytes", (listed - before) as f64);
}
