//! The crates that hold the names: registered with ours, by hand, and with the peers that have an attribute or a macro of their own.

use super::package::Package;

/// How many registrations a crate has at most: several crates are compiled at once, and each in little memory.
const PART: usize = 2_500;

/// More names than this take the compiler too long with `scattered-collect`, and are too slow to look through one by one.
pub(super) const FEW: usize = 1_000;

pub(super) fn of(size: usize, names: &[String]) -> Vec<Package> {
    let mut packages = in_parts(size, names, "ours", ours);
    packages.extend(in_parts(size, names, "by-hand", by_hand));
    packages.push(perfect(size, names));
    if size <= FEW {
        packages.push(scattered_api(size));
        packages.push(scattered(size, names));
    }
    packages
}

/// Crates of some of the names each, and one that links them.
fn in_parts(size: usize, names: &[String], kind: &str, part: fn(String, &[String]) -> Package) -> Vec<Package> {
    let mut all = Package::new(format!("{kind}-{size}"));
    let mut links = String::new();
    let mut packages = Vec::new();
    for (number, names) in names.chunks(PART).enumerate() {
        let (name, alias) = (format!("{kind}-{size}-part-{number}"), format!("part_{number}"));
        links = links + "extern crate " + &alias + " as _;\n";
        all = all.needs_member(&alias, &name);
        packages.push(part(name, names).large(size > PART));
    }
    packages.push(all.file("src/lib.rs", links));
    packages
}

fn ours(package: String, names: &[String]) -> Package {
    let text = "use api::{METRICS, Metric};\n".to_owned() + &each(include_str!("../../measured/names/ours.rs"), names);
    Package::new(package).needs_member("api", "api").needs_core().file("src/lib.rs", text)
}

fn by_hand(package: String, names: &[String]) -> Package {
    let items = each(include_str!("../../measured/names/by_hand.rs"), names);
    let package = Package::new(package).needs_member("api", "api").needs_member("by_hand", "by-hand");
    let text = "use api::Metric;\nuse by_hand::Entry;\n".to_owned() + &items;
    package.needs("inventory", "\"0.3.25\"").file("src/lib.rs", text)
}

fn perfect(size: usize, names: &[String]) -> Package {
    let head = "pub static MAP: phf::Map<&'static str, &'static str> = phf::phf_map! {\n".to_owned();
    let text = head + &each("    \"THE_NAME\" => \"THE_NAME\",\n", names) + "};\n";
    let phf = "{ version = \"0.14.0\", features = [\"macros\"] }";
    Package::new(format!("perfect-{size}")).needs("phf", phf).file("src/lib.rs", text)
}

const SCATTERED: &str = "\"0.22.1\"";

fn scattered_api(size: usize) -> Package {
    Package::new(format!("scattered-api-{size}"))
        .needs("scattered-collect", SCATTERED)
        .file("src/lib.rs", include_str!("../../measured/names/scattered_api.rs"))
}

fn scattered(size: usize, names: &[String]) -> Package {
    let items = each(include_str!("../../measured/names/scattered.rs"), names);
    let text = "use scattered_api::SCATTERED;\nuse scattered_collect::scatter;\n".to_owned() + &items;
    let package = Package::new(format!("scattered-{size}")).needs("scattered-collect", SCATTERED);
    package.needs_member("scattered_api", &format!("scattered-api-{size}")).file("src/lib.rs", text)
}

/// The template once for each name, in which `THE_NAME` and `NUMBER` stand for it. No name has capital letters.
fn each(template: &str, names: &[String]) -> String {
    let items = names.iter().enumerate();
    let items = items.map(|(number, name)| template.replace("THE_NAME", name).replace("NUMBER", &number.to_string()));
    items.collect::<Vec<_>>().concat()
}
