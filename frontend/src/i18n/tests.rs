//! Both languages say everything, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use sim_core::inspect::sentences::SENTENCES;

use super::*;

/// Ids with the names of their arguments.
fn arguments(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = String::new();
    for line in source.lines() {
        if let Some((name, _)) = line
            .split_once(" =")
            .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            id = name.to_owned();
            assert!(
                found.insert(id.clone(), BTreeSet::new()).is_none(),
                "{id} twice"
            );
        }
        for piece in line.split("{ $").skip(1) {
            let end = piece
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(piece.len());
            found
                .entry(id.clone())
                .or_default()
                .insert(piece[..end].to_owned());
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages() {
    let (en, zh) = (arguments(EN), arguments(ZH));
    let only = |a: &BTreeMap<String, BTreeSet<String>>,
                b: &BTreeMap<String, BTreeSet<String>>|
     -> Vec<String> {
        a.keys()
            .filter(|id| !b.contains_key(*id))
            .cloned()
            .collect()
    };
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "only in English");
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "only in Chinese");
    for (id, args) in &en {
        assert_eq!(Some(args), zh.get(id), "{id}");
    }
}

#[test]
fn every_message_is_well_formed() {
    for (lang, source) in [(Lang::En, EN), (Lang::Zh, ZH)] {
        assert!(
            FluentResource::try_new(source.to_owned()).is_ok(),
            "{}",
            lang.name()
        );
        let messages = Messages::page(lang);
        let ids: BTreeSet<String> = messages.ids().iter().cloned().collect();
        assert_eq!(
            ids,
            arguments(source).into_keys().collect(),
            "{}",
            lang.name()
        );
    }
}

#[test]
fn every_sentence_of_the_trace_has_its_message() {
    for (lang, source) in [(Lang::En, EN), (Lang::Zh, ZH)] {
        let known = arguments(source);
        for (id, english) in SENTENCES {
            let wanted: BTreeSet<String> = english
                .split('{')
                .skip(1)
                .filter_map(|piece| piece.split('}').next())
                .map(str::to_owned)
                .collect();
            assert_eq!(known.get(*id), Some(&wanted), "{id} in {}", lang.name());
        }
    }
}

#[test]
fn programs_texts_are_inserted_as_they_are() {
    let messages = Messages::page(Lang::En);
    let text = messages.text(
        "narrate-print",
        &[("g", "2"), ("value", "{ $g } <b>\u{2068}")],
    );
    assert_eq!(text, "goroutine 2 prints { $g } <b>\u{2068}");
}

#[test]
fn an_unknown_message_is_seen() {
    assert_eq!(Messages::page(Lang::Zh).text("no-such", &[]), "no-such");
}
