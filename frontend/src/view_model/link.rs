//! The page's state as a URL fragment, both ways.
//!
//! `#scene=ID` or `#code=…` (deflate, base64url), then `&go=1.23&schedule=…&step=N&embed=1&theme=light|dark&lang=en|zh&keys=off&view=…`,
//! `&with=1.27` (another version beside the run), `&challenge=…`, and `&file=…&policy=…&seed=…&grain=…` where they are not the usual
//! ones. `#claims` is the claims page.
//!
//! Invariants:
//! - `read(write(link)) == link` for every link whose fragment is within the limit.
//! - Reading never fails half way: a fragment is understood or refused with the reason, and is bounded before it is unpacked.
//! - Unknown names are ignored, so that older pages open newer links as far as they can.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sim_core::limits::Limits;
use sim_core::session::api::{DEFAULT_GO_MINOR, GO_VERSIONS, Granularity, Options, Policy};

use super::scenes;
use super::settings::{Pane, Theme};
use crate::i18n::Lang;

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A scene, by its folder's name, and which of its files (`None`: the first).
    Scene {
        /// Folder's name.
        id: String,
        /// File's name.
        file: Option<String>,
    },
    /// A program's text.
    Code(String),
}

/// A moment and how to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The program; `None` for the page's own choice.
    pub source: Option<Source>,
    /// Go version, policy, seed, step size.
    pub options: Options,
    /// Whether the link named any of `options`; else a scene's own defaults apply.
    pub names_options: bool,
    /// Recorded choices.
    pub schedule: Option<String>,
    /// Cursor.
    pub step: u64,
    /// Bare page for a frame.
    pub embed: bool,
    /// Colours; `None` follows the system.
    pub theme: Option<Theme>,
    /// Language; `None` follows the browser.
    pub lang: Option<Lang>,
    /// Whether keys work.
    pub keys: bool,
    /// Which pane is in front.
    pub view: Option<Pane>,
    /// The challenge to play, by its name.
    pub challenge: Option<String>,
    /// The claims page, in place of a program.
    pub claims: bool,
    /// Go version beside the run.
    pub with: Option<u32>,
    /// A value that means nothing and that the link does without; never written.
    pub left_out: Option<LinkError>,
}

impl Default for Link {
    fn default() -> Link {
        Link {
            source: None,
            options: Options::default(),
            names_options: false,
            schedule: None,
            step: 0,
            embed: false,
            theme: None,
            lang: None,
            keys: true,
            view: None,
            challenge: None,
            claims: false,
            with: None,
            left_out: None,
        }
    }
}

/// Why a link cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// More bytes than the limit.
    TooLong {
        /// Bytes of the fragment.
        bytes: usize,
        /// Limit.
        max: usize,
    },
    /// `code=` does not unpack to text within the limit.
    Code,
    /// A known name with a value that is none.
    Value {
        /// Name.
        name: String,
        /// Value, shortened.
        value: String,
    },
}

impl LinkError {
    /// Message id and arguments.
    pub fn message(&self) -> (&'static str, Vec<(String, String)>) {
        match self {
            LinkError::TooLong { bytes, max } => (
                "link-too-long",
                vec![
                    ("bytes".into(), bytes.to_string()),
                    ("max".into(), max.to_string()),
                ],
            ),
            LinkError::Code => ("link-bad-code", Vec::new()),
            LinkError::Value { name, value } => (
                "link-bad-value",
                vec![
                    ("name".into(), name.clone()),
                    ("value".into(), value.clone()),
                ],
            ),
        }
    }
}

/// Reads a fragment, with or without its `#`.
pub fn read(fragment: &str, limits: &Limits) -> Result<Link, LinkError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.len() > limits.fragment_bytes {
        return Err(LinkError::TooLong {
            bytes: fragment.len(),
            max: limits.fragment_bytes,
        });
    }
    let mut link = Link::default();
    let mut file = None;
    // A link that leaves out the version means the scene's; it writes all else that is not usual.
    let scene = fragment
        .split('&')
        .find_map(|pair| pair.strip_prefix("scene="))
        .map(percent_decoded);
    if let Some(scene) = scene.as_deref().and_then(scenes::find) {
        link.options.go_minor = scene.options().go_minor;
    }
    for pair in fragment.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = percent_decoded(value);
        match name {
            "scene" => {}
            "file" => file = Some(value),
            "code" => link.source = Some(Source::Code(unpacked(&value, limits)?)),
            _ => read_setting(&mut link, name, &value)?,
        }
    }
    if let (None, Some(id)) = (&link.source, scene) {
        link.source = Some(Source::Scene { id, file });
    }
    Ok(link)
}

/// Reads one of the settings; names that are none are ignored.
fn read_setting(link: &mut Link, name: &str, value: &str) -> Result<(), LinkError> {
    let bad = || LinkError::Value {
        name: name.to_owned(),
        value: value.chars().take(40).collect(),
    };
    match name {
        "go" => link.options.go_minor = go_minor(value).ok_or_else(bad)?,
        "policy" => link.options.policy = by_name(POLICIES, value).ok_or_else(bad)?,
        "grain" => link.options.granularity = by_name(GRAINS, value).ok_or_else(bad)?,
        "seed" => link.options.seed = value.parse().map_err(|_| bad())?,
        "schedule" => link.schedule = Some(value.to_owned()).filter(|text| !text.is_empty()),
        "step" => link.step = value.parse().map_err(|_| bad())?,
        "embed" => link.embed = value == "1",
        "theme" => link.theme = Some(Theme::from_name(value).ok_or_else(bad)?),
        "lang" => link.lang = Some(Lang::from_name(value).ok_or_else(bad)?),
        "keys" => link.keys = value != "off",
        "with" => {
            link.with = go_minor(value);
            link.left_out = link.with.is_none().then(bad);
        }
        "challenge" => link.challenge = Some(value.to_owned()).filter(|id| is_name(id)),
        "claims" => link.claims = true,
        "view" => link.view = Some(Pane::from_name(value).ok_or_else(bad)?),
        _ => {}
    }
    link.names_options |= matches!(name, "go" | "policy" | "grain" | "seed");
    Ok(())
}

/// Whether it can be the name of a challenge.
fn is_name(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=20).contains(&id.len()) && id.bytes().all(plain)
}

/// Writes a fragment, without `#`.
pub fn write(link: &Link) -> String {
    let mut parts = Vec::new();
    if link.claims {
        parts.push("claims".to_owned());
    }
    match &link.source {
        Some(Source::Scene { id, file }) => {
            parts.push(format!("scene={}", percent_encoded(id)));
            parts.extend(
                file.iter()
                    .map(|file| format!("file={}", percent_encoded(file))),
            );
        }
        Some(Source::Code(text)) => parts.push(format!("code={}", packed(text))),
        None => {}
    }
    write_options(&mut parts, &link.options);
    parts.extend(link.with.map(|minor| format!("with={}", go_label(minor))));
    if let Some(schedule) = &link.schedule {
        parts.push(format!("schedule={}", percent_encoded(schedule)));
    }
    if link.step > 0 {
        parts.push(format!("step={}", link.step));
    }
    let settings = [
        link.embed.then(|| "embed=1".to_owned()),
        link.theme.map(|theme| format!("theme={}", theme.name())),
        link.lang.map(|lang| format!("lang={}", lang.name())),
        (!link.keys).then(|| "keys=off".to_owned()),
        link.view.map(|pane| format!("view={}", pane.name())),
        link.challenge.as_ref().map(|id| format!("challenge={id}")),
    ];
    parts.extend(settings.into_iter().flatten());
    parts.join("&")
}

/// The Go version always, so that a link means the same when the default moves on; the others where they are not usual.
fn write_options(parts: &mut Vec<String>, options: &Options) {
    let usual = Options::default();
    parts.push(format!("go={}", go_label(options.go_minor)));
    if options.policy != usual.policy {
        parts.push(format!("policy={}", name_of(POLICIES, options.policy)));
    }
    if options.seed != usual.seed {
        parts.push(format!("seed={}", options.seed));
    }
    if options.granularity != usual.granularity {
        parts.push(format!("grain={}", name_of(GRAINS, options.granularity)));
    }
}

/// Names of the policies, in links and message ids.
pub const POLICIES: &[(Policy, &str)] = &[
    (Policy::RoundRobin, "round-robin"),
    (Policy::Random, "random"),
    (Policy::Pct, "pct"),
    (Policy::Sequential, "sequential"),
];
/// Names of the step sizes, in links and message ids.
pub const GRAINS: &[(Granularity, &str)] = &[
    (Granularity::Access, "access"),
    (Granularity::Call, "call"),
    (Granularity::Statement, "statement"),
];

/// The thing with that name.
pub fn by_name<T: Copy>(table: &[(T, &str)], name: &str) -> Option<T> {
    table
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(thing, _)| *thing)
}

/// The thing's name.
pub fn name_of<T: PartialEq>(table: &[(T, &'static str)], thing: T) -> &'static str {
    table
        .iter()
        .find(|(known, _)| *known == thing)
        .map_or("", |(_, name)| *name)
}

/// `1.23` → 23, for versions on offer.
pub fn go_minor(label: &str) -> Option<u32> {
    GO_VERSIONS
        .iter()
        .find(|(_, known)| *known == label)
        .map(|(minor, _)| *minor)
}

/// 23 → `1.23`.
pub fn go_label(minor: u32) -> String {
    let known = GO_VERSIONS.iter().find(|(known, _)| *known == minor);
    known.map_or_else(
        || format!("1.{DEFAULT_GO_MINOR}"),
        |(_, label)| (*label).to_owned(),
    )
}

/// A text as it stands in a link.
pub fn packed(text: &str) -> String {
    const LEVEL: u8 = 9;
    URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(
        text.as_bytes(),
        LEVEL,
    ))
}

fn unpacked(packed: &str, limits: &Limits) -> Result<String, LinkError> {
    let bytes = URL_SAFE_NO_PAD
        .decode(packed.trim_end_matches('='))
        .map_err(|_| LinkError::Code)?;
    let text = miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, limits.source_bytes)
        .map_err(|_| LinkError::Code)?;
    String::from_utf8(text).map_err(|_| LinkError::Code)
}

/// Undoes `%20` and the like; what is malformed stays as it is.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!*,:;@".contains(&byte);
    let encode = |byte: u8| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both_ways(link: &Link) -> String {
        let fragment = write(link);
        let back = read(&format!("#{fragment}"), &Limits::default());
        assert_eq!(
            back.as_ref().map(|back| Link {
                names_options: link.names_options,
                ..back.clone()
            }),
            Ok(link.clone())
        );
        fragment
    }

    #[test]
    fn a_scene_link() {
        let source = Some(Source::Scene {
            id: "two-writers".into(),
            file: None,
        });
        let link = Link {
            source,
            step: 17,
            schedule: Some("w1.1x3,2".into()),
            ..Link::default()
        };
        assert_eq!(
            both_ways(&link),
            "scene=two-writers&go=1.23&schedule=w1.1x3,2&step=17"
        );
    }

    #[test]
    fn a_link_without_a_version_means_the_scenes() {
        let minor = |fragment: &str| {
            let link = read(fragment, &Limits::default());
            link.map(|link| link.options.go_minor)
        };
        assert_eq!(minor("#seed=3&scene=swiss-split"), Ok(27));
        assert_eq!(minor("#go=1.23&scene=swiss-split"), Ok(23));
        assert_eq!(minor("#scene=two-writers&seed=3"), Ok(DEFAULT_GO_MINOR));
    }

    #[test]
    fn a_full_code_link() {
        let text = "package main\n\nfunc main() { println(\"织 & = % #\") }\n".repeat(20);
        let link = Link {
            source: Some(Source::Code(text.clone())),
            options: Options {
                go_minor: 17,
                policy: Policy::Pct,
                seed: 9,
                granularity: Granularity::Call,
                test: None,
            },
            embed: true,
            theme: Some(Theme::Dark),
            lang: Some(Lang::Zh),
            keys: false,
            view: Some(Pane::Trace),
            challenge: Some("fatal-2".into()),
            names_options: true,
            ..Link::default()
        };
        let fragment = both_ways(&link);
        assert!(fragment.len() < text.len() / 4, "{fragment}");
        assert!(fragment.ends_with(
            "&go=1.17&policy=pct&seed=9&grain=call&embed=1&theme=dark&lang=zh&keys=off&view=trace&challenge=fatal-2"
        ));
    }

    #[test]
    fn a_link_with_another_version() {
        let source = Some(Source::Scene {
            id: "map-growth".into(),
            file: None,
        });
        let link = Link {
            source,
            with: Some(27),
            ..Link::default()
        };
        assert_eq!(both_ways(&link), "scene=map-growth&go=1.23&with=1.27");
        let odd = read("#scene=map-growth&with=2.0&step=3", &Limits::default()).unwrap();
        assert_eq!((odd.with, odd.step), (None, 3));
        assert_eq!(
            odd.left_out.map(|problem| problem.message().1),
            Some(vec![
                ("name".into(), "with".into()),
                ("value".into(), "2.0".into())
            ])
        );
    }

    #[test]
    fn an_empty_fragment_is_the_default() {
        assert_eq!(read("", &Limits::default()), Ok(Link::default()));
        assert_eq!(
            read("#later=thing&x", &Limits::default()),
            Ok(Link::default())
        );
    }

    #[test]
    fn bad_links_are_refused_by_name() {
        let refused = |fragment: &str| read(fragment, &Limits::default()).unwrap_err();
        assert_eq!(
            refused("#go=2.0"),
            LinkError::Value {
                name: "go".into(),
                value: "2.0".into()
            }
        );
        assert_eq!(
            refused("#step=-1"),
            LinkError::Value {
                name: "step".into(),
                value: "-1".into()
            }
        );
        assert_eq!(refused("#code=%%%"), LinkError::Code);
        assert_eq!(refused("#code=AAAA"), LinkError::Code);
        let megabyte = "x".repeat(1 << 20);
        assert_eq!(
            refused(&megabyte),
            LinkError::TooLong {
                bytes: 1 << 20,
                max: 256 << 10
            }
        );
    }

    #[test]
    fn a_bomb_does_not_unpack() {
        let bomb = packed(&"0".repeat(64 << 20));
        assert!(bomb.len() < 256 << 10);
        assert_eq!(
            read(&format!("code={bomb}"), &Limits::default()),
            Err(LinkError::Code)
        );
    }
}
