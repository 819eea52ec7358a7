//! The text of a setting: a path, `=`, and a value.

use std::iter::Peekable;
use std::str::CharIndices;

#[derive(Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) steps: Vec<Step>,
    pub(super) text: String,
}

#[derive(Debug, PartialEq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// Values in values are read by recursion, which takes stack.
const LONGEST: usize = 128;

pub(super) fn parse(setting: &str) -> Result<Setting, String> {
    let reader = Reader { setting, letters: setting.char_indices().peekable() };
    let setting = reader.read()?;
    if setting.steps.len() > LONGEST {
        return Err(format!("the path has {} steps; there can be {LONGEST}", setting.steps.len()));
    }
    Ok(setting)
}

struct Reader<'s> {
    setting: &'s str,
    letters: Peekable<CharIndices<'s>>,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Setting, String> {
        let mut steps = vec![self.word()?];
        loop {
            match self.letters.next() {
                Some((_, '.')) => steps.push(self.word()?),
                Some((_, '[')) => steps.push(self.index()?),
                Some((offset, '=')) => {
                    return Ok(Setting { steps, text: self.setting[offset + 1..].to_owned() });
                }
                Some((_, letter)) => return Err(self.wrong(&format!("{letter:?} stands where `.`, `[` or `=` would"))),
                None => return Err(self.wrong("it has no `=` between a path and a value")),
            }
        }
    }

    /// A key, or an index without brackets.
    fn word(&mut self) -> Result<Step, String> {
        if self.letters.next_if(|(_, letter)| *letter == '"').is_some() {
            return self.quoted().map(Step::Key);
        }
        let mut word = String::new();
        while let Some((_, letter)) = self.letters.next_if(|(_, letter)| !".[=".contains(*letter)) {
            word.push(letter);
        }
        match word.trim() {
            "" => Err(self.wrong("it has an empty key")),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => self.index_of(digits),
            word => Ok(Step::Key(word.to_owned())),
        }
    }

    fn quoted(&mut self) -> Result<String, String> {
        let mut key = String::new();
        while let Some((_, letter)) = self.letters.next() {
            match letter {
                '"' => return Ok(key),
                '\\' => key.extend(self.letters.next().map(|(_, escaped)| escaped)),
                _ => key.push(letter),
            }
        }
        Err(self.wrong("a `\"` is not closed"))
    }

    fn index(&mut self) -> Result<Step, String> {
        let mut digits = String::new();
        while let Some((_, digit)) = self.letters.next_if(|(_, letter)| letter.is_ascii_digit()) {
            digits.push(digit);
        }
        match self.letters.next() {
            Some((_, ']')) if !digits.is_empty() => self.index_of(&digits),
            _ => Err(self.wrong("between `[` and `]` stands an index")),
        }
    }

    fn index_of(&self, digits: &str) -> Result<Step, String> {
        digits.parse().map(Step::Index).map_err(|_| self.wrong(&format!("{digits} is too large for an index")))
    }

    fn wrong(&self, what: &str) -> String {
        format!("`{}` sets nothing: {what}", self.setting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(path: &str) -> Vec<String> {
        let setting = parse(&format!("{path}=a=\"b")).unwrap();
        assert_eq!(setting.text, "a=\"b");
        setting.steps.iter().map(|step| format!("{step:?}")).collect()
    }

    #[test]
    fn paths() {
        assert_eq!(steps("a.0.b_c-d"), [r#"Key("a")"#, "Index(0)", r#"Key("b_c-d")"#]);
        assert_eq!(steps("a[0][12].b"), [r#"Key("a")"#, "Index(0)", "Index(12)", r#"Key("b")"#]);
        assert_eq!(steps(r#""a.b=\"c"."0"[1]"#), [r#"Key("a.b=\"c")"#, r#"Key("0")"#, "Index(1)"]);
        assert_eq!(steps("größe . x "), [r#"Key("größe")"#, r#"Key("x")"#]);
    }

    #[test]
    fn wrong_settings() {
        for (setting, message) in [
            ("", "it has an empty key"),
            ("=1", "it has an empty key"),
            ("a..b=1", "it has an empty key"),
            ("a.=1", "it has an empty key"),
            ("a", "it has no `=` between a path and a value"),
            ("\"a=1", "a `\"` is not closed"),
            ("\"a\"b=1", "'b' stands where `.`, `[` or `=` would"),
            ("a[]=1", "between `[` and `]` stands an index"),
            ("a[x]=1", "between `[` and `]` stands an index"),
            ("a[1=1", "between `[` and `]` stands an index"),
            ("a.99999999999999999999999=1", "99999999999999999999999 is too large for an index"),
        ] {
            assert_eq!(parse(setting), Err(format!("`{setting}` sets nothing: {message}")));
        }
        let long = format!("{}a=1", "a.".repeat(LONGEST));
        assert_eq!(parse(&long), Err("the path has 129 steps; there can be 128".to_owned()));
    }
}
