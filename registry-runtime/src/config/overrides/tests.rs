use super::*;

fn text(text: &str) -> Value {
    Data::Text(text.to_owned()).into()
}

fn table(entries: Vec<(&str, Value)>) -> Value {
    Data::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()).into()
}

/// `{"metrics": ["accuracy", {"name": "f1"}], "folds": 5, "rest": null}`
fn root() -> Value {
    let metrics = vec![text("accuracy"), table(vec![("name", text("f1"))])];
    table(vec![
        ("metrics", Data::List(metrics).into()),
        ("folds", Data::Integer(5).into()),
        ("rest", Data::Null.into()),
    ])
}

fn after(settings: &[&str]) -> Result<String, String> {
    let mut root = root();
    for setting in settings {
        set(&mut root, setting).map_err(|problems| problems.to_string())?;
    }
    Ok(format!("{root:?}"))
}

#[test]
fn values_are_replaced_and_added() {
    let expected = [
        (vec!["folds=6"], r#"{"metrics": ["accuracy", {"name": "f1"}], "folds": "6", "rest": null}"#),
        (vec!["metrics=none"], r#"{"metrics": "none", "folds": 5, "rest": null}"#),
        (
            vec!["metrics.1.config.average=micro", "metrics[1].config.beta="],
            r#"{"metrics": ["accuracy", {"name": "f1", "config": {"average": "micro", "beta": ""}}], "folds": 5, "rest": null}"#,
        ),
        (
            vec!["metrics.2.name=recall", "metrics.3=auc"],
            r#"{"metrics": ["accuracy", {"name": "f1"}, {"name": "recall"}, "auc"], "folds": 5, "rest": null}"#,
        ),
        (
            vec!["rest.\"0\"=a", "rest.\"b.c\".0.0=d=e"],
            r#"{"metrics": ["accuracy", {"name": "f1"}], "folds": 5, "rest": {"0": "a", "b.c": [["d=e"]]}}"#,
        ),
    ];
    for (settings, expected) in expected {
        assert_eq!(after(&settings).as_deref(), Ok(expected), "{settings:?}");
    }
}

#[test]
fn what_is_set_knows_where_it_is_from() {
    let mut root = root();
    set(&mut root, "rest.a=1").unwrap();
    let rest = root.get("rest").unwrap();
    assert_eq!(rest.place().unwrap().to_string(), "command line:1:1");
    assert_eq!(rest.get("a").unwrap().place(), rest.place());
    assert_eq!(rest.get("a").unwrap().data, Data::Loose("1".to_owned()));
}

#[test]
fn wrong_paths_say_what_is_there() {
    for (setting, problem) in [
        ("metrics.3=x", "metrics: the list has 2 items, so 3 is no index of it; 2 would be a new item at its end"),
        ("rest.1=x", "rest: the list has 0 items, so 1 is no index of it; 0 would be a new item at its end"),
        ("metrics.name=x", "metrics: here is a list of 2, which has no key \"name\""),
        ("metrics.0.config.a=x", "metrics[0]: here is the text \"accuracy\", which has no key \"config\""),
        ("folds[0]=x", "folds: here is the number 5, which has no index 0"),
        (
            "metrics.1.0=x",
            "metrics[1]: here is a table, which has no index 0; a key that is a number stands in quotes: \"0\"",
        ),
        ("0=x", "here is a table, which has no index 0; a key that is a number stands in quotes: \"0\""),
        ("folds", "`folds` sets nothing: it has no `=` between a path and a value"),
    ] {
        assert_eq!(after(&[setting]), Err(format!("command line:1:1: {problem}")));
    }
}
