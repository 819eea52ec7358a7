//! What a scalar without quotes is, by the core schema of YAML 1.2.

use super::super::super::value::Data;

/// `None` for a number that is out of range.
pub(super) fn plain(text: &str) -> Option<Data> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Data::Null),
        "true" | "True" | "TRUE" => Some(Data::Bool(true)),
        "false" | "False" | "FALSE" => Some(Data::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => Some(Data::Float(f64::NAN)),
        _ => match integer(text).or_else(|| infinite(text)) {
            Some(number) => Some(number),
            None => finite(text),
        },
    }
}

fn integer(text: &str) -> Option<Data> {
    let number = match (text.strip_prefix("0x"), text.strip_prefix("0o")) {
        (Some(digits), _) => of_radix(digits, 16)?,
        (_, Some(digits)) => of_radix(digits, 8)?,
        _ => text.parse().ok()?,
    };
    Some(Data::Integer(number))
}

/// Without a sign.
fn of_radix(digits: &str, radix: u32) -> Option<i128> {
    if digits.starts_with(['+', '-']) { None } else { i128::from_str_radix(digits, radix).ok() }
}

fn infinite(text: &str) -> Option<Data> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    matches!(unsigned, ".inf" | ".Inf" | ".INF").then_some(Data::Float(f64::INFINITY * sign))
}

/// A number with digits, or else text: what Rust takes for a number beyond that (`inf`, `nan`) is none here.
fn finite(text: &str) -> Option<Data> {
    let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match text.parse::<f64>() {
        Ok(number) if numeric => number.is_finite().then_some(Data::Float(number)),
        _ => Some(Data::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema() {
        let int = |number| Some(Data::Integer(number));
        let float = |number| Some(Data::Float(number));
        let text = |text: &str| Some(Data::Text(text.to_owned()));
        for (written, data) in [
            ("", Some(Data::Null)),
            ("~", Some(Data::Null)),
            ("True", Some(Data::Bool(true))),
            ("yes", text("yes")),
            ("12", int(12)),
            ("+12", int(12)),
            ("-0x1", text("-0x1")),
            ("0x1F", int(31)),
            ("0x+1", text("0x+1")),
            ("0o17", int(15)),
            ("017", int(17)),
            ("1_000", text("1_000")),
            ("170141183460469231731687303715884105727", int(i128::MAX)),
            ("170141183460469231731687303715884105728", float(1.701_411_834_604_692_3e38)),
            ("1.", float(1.0)),
            (".5", float(0.5)),
            ("-1.5e+3", float(-1500.0)),
            ("1e999", None),
            ("-.Inf", float(f64::NEG_INFINITY)),
            ("inf", text("inf")),
            ("nan", text("nan")),
            ("-", text("-")),
            ("1.2.3", text("1.2.3")),
            ("2024-01-01", text("2024-01-01")),
        ] {
            assert_eq!(plain(written), data, "{written}");
        }
        assert!(matches!(plain(".nan"), Some(Data::Float(number)) if number.is_nan()));
    }
}
