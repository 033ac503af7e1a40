//! The scenes that come with the page: small programs with one question each. Their folders are compiled in by build.rs.

use sim_core::session::api::Options;

use super::link::{GRAINS, POLICIES, by_name, go_minor};
use crate::i18n::{Lang, Messages};

/// A scene as compiled in. What is `None` is as usual.
#[derive(Debug, PartialEq)]
pub struct Scene {
    /// Folder's name.
    pub id: &'static str,
    /// Go version, `1.23`.
    pub go: Option<&'static str>,
    /// Policy by its name in links.
    pub policy: Option<&'static str>,
    /// Seed.
    pub seed: Option<u64>,
    /// Step size by its name in links.
    pub grain: Option<&'static str>,
    /// Steps of its own size that it opens after.
    pub steps: Option<u32>,
    /// Go files, the one to open first; each is a program of its own.
    pub files: &'static [(&'static str, &'static str)],
    /// Texts in English, as Fluent messages.
    pub en: &'static str,
    /// Texts in Chinese.
    pub zh: &'static str,
}

/// All scenes in their order.
pub static SCENES: &[Scene] = include!(concat!(env!("OUT_DIR"), "/scenes.rs"));

/// The scene with that name.
pub fn find(id: &str) -> Option<&'static Scene> {
    SCENES.iter().find(|scene| scene.id == id)
}

/// What a scene says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneText {
    /// Name for the list.
    pub title: String,
    /// One line.
    pub question: String,
    /// The answer, for those who want to know.
    pub answer: String,
    /// What to look at.
    pub watch: String,
    /// Names of its files, in their order.
    pub files: Vec<String>,
}

impl Scene {
    /// Options that the scene opens with.
    pub fn options(&self) -> Options {
        let usual = Options::default();
        Options {
            go_minor: self.go.and_then(go_minor).unwrap_or(usual.go_minor),
            policy: self
                .policy
                .and_then(|name| by_name(POLICIES, name))
                .unwrap_or(usual.policy),
            seed: self.seed.unwrap_or(usual.seed),
            granularity: self
                .grain
                .and_then(|name| by_name(GRAINS, name))
                .unwrap_or(usual.granularity),
            test: None,
        }
    }

    /// One of its files, by name; the first for `None` or an unknown name.
    pub fn file(&self, name: Option<&str>) -> (&'static str, &'static str) {
        let named = self.files.iter().find(|(known, _)| Some(*known) == name);
        named
            .or(self.files.first())
            .copied()
            .unwrap_or(("main.go", ""))
    }

    /// Its texts in a language.
    pub fn text(&self, lang: Lang) -> SceneText {
        let source = match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        };
        let messages = Messages::new(lang, source);
        let file = |(name, _): &(&str, &str)| {
            let stem = name.strip_suffix(".go").unwrap_or(name);
            messages.text(&format!("file-{stem}"), &[])
        };
        SceneText {
            title: messages.text("title", &[]),
            question: messages.text("question", &[]),
            answer: messages.text("answer", &[]),
            watch: messages.text("watch", &[]),
            files: self.files.iter().map(file).collect(),
        }
    }

    /// Whether its programs use slices, for the chart of capacities.
    pub fn is_about_slices(&self) -> bool {
        self.files.iter().any(|(_, text)| text.contains("append("))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_is_complete_in_both_languages() {
        assert!(SCENES.len() >= 6);
        for scene in SCENES {
            assert!(!scene.files.is_empty(), "{}", scene.id);
            let texts = [Lang::En, Lang::Zh].map(|lang| scene.text(lang));
            for text in &texts {
                let mut all = vec![&text.title, &text.question, &text.answer, &text.watch];
                all.extend(&text.files);
                let ids = ["title", "question", "answer", "watch"];
                let is_said =
                    |text: &String| !ids.contains(&text.as_str()) && !text.starts_with("file-");
                assert!(all.into_iter().all(is_said), "{}: {text:?}", scene.id);
            }
            assert_ne!(texts[0].title, texts[1].title, "{}", scene.id);
        }
    }

    #[test]
    fn every_scene_names_known_options() {
        for scene in SCENES {
            assert!(
                scene.go.is_none_or(|go| go_minor(go).is_some()),
                "{}",
                scene.id
            );
            assert!(
                scene
                    .policy
                    .is_none_or(|name| by_name(POLICIES, name).is_some()),
                "{}",
                scene.id
            );
            assert!(
                scene
                    .grain
                    .is_none_or(|name| by_name(GRAINS, name).is_some()),
                "{}",
                scene.id
            );
        }
    }
}
