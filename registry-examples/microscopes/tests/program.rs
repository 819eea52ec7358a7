//! The real program, from the outside.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn microscopes(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_microscopes")).args(arguments).output().unwrap()
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = microscopes(arguments);
    assert_eq!((status.code(), String::from_utf8_lossy(&stderr).as_ref()), (Some(0), ""));
    String::from_utf8(stdout).unwrap()
}

/// The one line of the complaint.
#[track_caller]
fn complaint(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = microscopes(arguments);
    assert_eq!((status.code(), String::from_utf8_lossy(&stdout).as_ref()), (Some(2), ""));
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    stderr
}

#[test]
fn names_are_cut_from_the_identifiers() {
    let listed: Value = serde_json::from_str(&printed(&["list", "--json"])).unwrap();
    let names: Vec<_> = listed.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["folder", "imagexpress", "operaphenix", "diskstorage", "memorystorage"]);
    let with_metadata: Vec<_> = listed.as_array().unwrap().iter().map(|row| row.get("has_metadata")).collect();
    let (yes, no) = (Value::from(true), Value::from(false));
    assert_eq!(with_metadata, [Some(&no), Some(&yes), Some(&yes), None, None]);
    assert!(printed(&["list"]).contains("microscopes       imagexpress    High-content imaging by Molecular Devices."));
}

#[test]
fn what_stands_beside_a_microscope_is_shown() {
    let shown: Value = serde_json::from_str(&printed(&["show", "phenix", "--json"])).unwrap();
    assert_eq!((&shown["name"], &shown["metadata_file"]), (&"operaphenix".into(), &"Index.xml".into()));
    assert_eq!(shown["vendors"], serde_json::json!(["perkin elmer", "revvity"]));
    let text = printed(&["show", "folder"]);
    assert!(text.contains("metadata:      none") && text.contains("src/formats/folder.rs:"), "{text}");
}

#[test]
fn images_are_located() {
    let place = "row 2, column 3, field 2, channel 1\n";
    for (name, file) in
        [("imagexpress", "B03_s2_w1.tif"), ("operaphenix", "r02c03f02p01-ch1sk1fk1fl1.tiff"), ("folder", "2-3/2-1.png")]
    {
        assert_eq!(printed(&["locate", name, file]), format!("{file}: {place}"));
    }
}

#[test]
fn metadata_is_read_by_the_name_of_the_maker() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plate.HTD");
    std::fs::write(&file, "\"HTSInfoFile\", Version 1.0\n\"WaveName1\", \"DAPI\"\n\"WaveName2\", \"FITC\"\n").unwrap();
    assert_eq!(printed(&["channels", "molecular devices", file.to_str().unwrap()]), "DAPI\nFITC\n");
    let sample = printed(&["channels", "perkin elmer", "Index.xml", "--storage", "memorystorage"]);
    assert_eq!(sample, "DAPI\nAlexa 488\n");
}

#[test]
fn errors_name_the_way_out() {
    let unknown = complaint(&["show", "imagexpres"]);
    assert!(
        unknown.contains(r#"did you mean "imagexpress"? Registered: folder, imagexpress, operaphenix"#),
        "{unknown}"
    );
    let vendor = complaint(&["channels", "molecular device", "plate.HTD"]);
    assert!(
        vendor.contains(r#"nothing in "by_vendor" has the name "molecular device"; did you mean "molecular devices"?"#),
        "{vendor}"
    );
    let image = complaint(&["locate", "imagexpress", "B03_s2_w1.tif", "plate.HTD"]);
    assert!(
        image.ends_with("\"plate.HTD\" is not the name of an image of imagexpress, such as \"B03_s2_w1.tif\"\n"),
        "{image}"
    );
    assert!(complaint(&["channels", "revvity", "no-such.xml"]).starts_with("microscopes: no-such.xml: "));
}
