//! The programs that measure, from the sources in `benches/measured`, and what all of them share.

use super::names_crates::FEW;
use super::package::Package;

/// Valgrind does not know what it does without `libc`.
const RUSTIX: &str = "{ version = \"1.1\", features = [\"time\", \"use-libc\"] }";

pub(super) fn shared() -> Vec<Package> {
    vec![
        Package::new("api").needs_core().file("src/lib.rs", include_str!("../../measured/api/lib.rs")),
        Package::new("by-hand")
            .needs_member("api", "api")
            .needs("inventory", "\"0.3.25\"")
            .file("src/lib.rs", include_str!("../../measured/by_hand/lib.rs")),
        Package::new("measuring")
            .needs("rustix", RUSTIX)
            .file("src/lib.rs", include_str!("../../measured/measuring/lib.rs")),
    ]
}

pub(super) fn of(size: usize, names: &[String]) -> Vec<Package> {
    let ours = || program(format!("first-use-ours-{size}")).needs_member("ours", &format!("ours-{size}"));
    let by_hand = || {
        let package = program(format!("first-use-by-hand-{size}")).needs_member("by_hand", "by-hand");
        package.needs_member("by_hand_names", &format!("by-hand-{size}"))
    };
    vec![
        lookup(size, names),
        first_use(ours(), include_str!("../../measured/first_use/ours.rs")),
        first_use(by_hand(), include_str!("../../measured/first_use/by_hand.rs")),
    ]
}

fn program(name: String) -> Package {
    Package::new(name).needs_member("api", "api").needs_member("measuring", "measuring")
}

/// More would not stay in the cache for code, as if a program did nothing else.
const NAMES_IN_CODE: usize = 64;

fn lookup(size: usize, names: &[String]) -> Package {
    let in_code: Vec<_> = names.iter().take(NAMES_IN_CODE).map(|name| format!("    {name:?}\n")).collect();
    let mut package = program(format!("lookup-{size}"))
        .needs_core()
        .feature("few", size <= FEW)
        .needs("hashbrown", "\"0.17.1\"")
        .needs_member("by_hand", "by-hand")
        .needs_member("ours", &format!("ours-{size}"))
        .needs_member("by_hand_names", &format!("by-hand-{size}"))
        .needs_member("perfect_names", &format!("perfect-{size}"))
        .needs("phf", "\"0.14.0\"")
        .file("src/main.rs", include_str!("../../measured/lookup/main.rs"))
        .file("src/contestants.rs", include_str!("../../measured/lookup/contestants.rs"))
        .file("src/pass.rs", include_str!("../../measured/lookup/pass.rs"))
        .file("src/lookup.rs", include_str!("../../measured/lookup/lookup.rs"))
        .file("src/key.rs", include_str!("../../measured/lookup/key.rs"))
        .file("src/in_code.rs", format!("in_code! {{\n{}}}\n", in_code.concat()))
        .file("src/threads.rs", include_str!("../../measured/lookup/threads.rs"))
        .file("src/instance.rs", include_str!("../../measured/lookup/instance.rs"))
        .file("src/instructions.rs", include_str!("../../measured/lookup/instructions.rs"));
    if size <= FEW {
        package = package
            .needs_member("scattered_api", &format!("scattered-api-{size}"))
            .needs_member("scattered_names", &format!("scattered-{size}"));
    }
    package
}

fn first_use(package: Package, contestant: &str) -> Package {
    let [time, memory] = ["time", "memory"].map(|what| format!("{}-{what}", package.name));
    package
        .needs("peak_alloc", "\"0.3.0\"")
        .program(time, "src/time.rs")
        .program(memory, "src/memory.rs")
        .file("src/contestant.rs", contestant)
        .file("src/time.rs", include_str!("../../measured/first_use/time.rs"))
        .file("src/memory.rs", include_str!("../../measured/first_use/memory.rs"))
}
