//! `microscopes show`

use crate::error::Error;
use crate::handler::MICROSCOPES;
use crate::metadata::{METADATA_HANDLERS, MetadataHandler, VENDORS};
use registry_core::Entry;
use serde_json::json;

pub(crate) fn show(name: &str, json: bool) -> Result<String, Error> {
    let entry = MICROSCOPES.require(name)?;
    let example = entry.instance()?.example();
    // under the name, also where an alias was asked for: a secondary registry has the keys of its primary
    let metadata = METADATA_HANDLERS.get(entry.name());
    let file = metadata.map(Entry::instance).transpose()?.map(MetadataHandler::file);
    let origin = entry.origin().to_string();
    let vendors: Vec<_> = VENDORS.get(&origin).iter().map(|vendor| vendor.name()).collect();
    if json {
        let fields = json!({
            "name": entry.name(),
            "aliases": entry.aliases(),
            "description": entry.docs(),
            "example": example,
            "metadata_file": file,
            "vendors": vendors,
            "registered_at": origin,
        });
        return Ok(format!("{fields:#}\n"));
    }
    let vendors = if vendors.is_empty() { "none".to_owned() } else { vendors.join(", ") };
    Ok(format!(
        "{}\n\nname:          {}\nimages:        {example}\nmetadata:      {}\nvendors:       {vendors}\nregistered at: {}\n",
        entry.docs(),
        entry.name(),
        file.unwrap_or("none"),
        origin,
    ))
}
