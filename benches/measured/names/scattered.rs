
#[scatter(SCATTERED)]
pub static ITEM_NUMBER: (&'static str, &'static str) = ("THE_NAME", "THE_NAME");
