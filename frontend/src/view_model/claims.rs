//! The claims page: what each claim says, what its programs do, and the verdict, all computed here and now.
//!
//! The list is compiled in by build.rs; `claims/README.md` says what it means.

use sim_core::session::api::{GO_VERSIONS, Options};
use sim_core::session::claims::{self, Answer, Pattern, Rule, Tries, Verdict};

use super::link::{Link, Source, go_label, write};
use crate::i18n::{Lang, Messages};

/// Minor versions that every claim is tried under.
pub const VERSIONS: &[u32] = &[17, 21, 23, 27];

/// All claims with their texts, as Fluent messages.
#[derive(Debug)]
pub struct Claims {
    /// In the order of the page.
    pub list: &'static [Claim],
    en: &'static str,
    zh: &'static str,
}

/// A claim.
#[derive(Debug)]
pub struct Claim {
    /// Its name, also of its message.
    pub id: &'static str,
    /// What it comes down to.
    pub parts: &'static [Part],
}

/// A program and what is claimed of it.
#[derive(Debug)]
pub struct Part {
    /// File's name.
    pub file: &'static str,
    /// Go text.
    pub text: &'static str,
    rule: &'static str,
    kind: Option<&'static str>,
    message: Option<&'static str>,
    stdout: Option<&'static str>,
    runtime: Option<&'static str>,
    orders: Option<u32>,
    seeds: Option<u64>,
}

/// The claims.
pub static CLAIMS: Claims = include!(concat!(env!("OUT_DIR"), "/claims.rs"));

impl Claims {
    /// What they say in a language: a claim by its id, and what is to be said about it by `ID-why`.
    pub fn texts(&self, lang: Lang) -> Messages {
        let source = match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        };
        Messages::new(lang, source)
    }
}

/// What is known of a claim after its programs have run.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The verdict; `None` where a program could not be tried to its end.
    pub verdict: Option<Verdict>,
    /// For each part its answers, version by version.
    pub answers: Vec<Vec<Answer>>,
}

/// Runs a claim's programs.
pub fn judge(claim: &Claim) -> Judged {
    let answers: Result<Vec<Vec<Answer>>, String> = claim.parts.iter().map(answers).collect();
    match answers {
        Ok(answers) => Judged {
            verdict: claims::verdict(&answers),
            answers,
        },
        Err(_) => Judged {
            verdict: None,
            answers: Vec::new(),
        },
    }
}

fn answers(part: &Part) -> Result<Vec<Answer>, String> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let pattern = Pattern {
        kind: owned(part.kind),
        message: owned(part.message),
        stdout: owned(part.stdout),
        runtime: owned(part.runtime),
    };
    let rule = match part.rule {
        "every" => Rule::Every,
        "some" => Rule::Some,
        _ => Rule::Never,
    };
    let tries = Tries {
        orders: part.orders,
        seeds: part.seeds,
    };
    let one = |&minor: &u32| claims::judge(part.text, minor, tries, rule, &pattern);
    VERSIONS.iter().map(one).collect()
}

/// The link to the moment that an answer rests on; none for a version that the page cannot show.
pub fn link_to(part: &Part, answer: &Answer, lang: Option<Lang>) -> Option<String> {
    let is_offered = GO_VERSIONS
        .iter()
        .any(|(minor, _)| *minor == answer.go_minor);
    let seen = &answer.seen;
    let link = Link {
        source: Some(Source::Code(part.text.to_owned())),
        options: Options {
            go_minor: answer.go_minor,
            ..Options::default()
        },
        names_options: true,
        schedule: Some(seen.schedule.clone()).filter(|schedule| !schedule.is_empty()),
        step: seen.steps,
        lang,
        ..Link::default()
    };
    is_offered.then(|| format!("#{}", write(&link)))
}

/// What came out, in a line: what was printed, or what the program died of.
pub fn outcome(answer: &Answer) -> String {
    let seen = &answer.seen;
    let printed = seen.stdout.trim().replace('\n', " ⏎ ");
    let died = match seen.kind.as_str() {
        "fatal" => format!("fatal error: {}", seen.message),
        "panic" => format!("panic: {}", seen.message),
        "compile" => seen.message.clone(),
        _ if printed.is_empty() => "exit status 0".to_owned(),
        _ => String::new(),
    };
    [printed, died]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A version's name.
pub fn version(answer: &Answer) -> String {
    match GO_VERSIONS
        .iter()
        .any(|(minor, _)| *minor == answer.go_minor)
    {
        true => go_label(answer.go_minor),
        false => format!("1.{}", answer.go_minor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::limits::Limits;

    #[test]
    fn every_claim_is_said_in_both_languages() {
        let wanted: Vec<String> = CLAIMS
            .list
            .iter()
            .flat_map(|claim| [claim.id.to_owned(), format!("{}-why", claim.id)])
            .collect();
        for lang in [Lang::En, Lang::Zh] {
            assert_eq!(CLAIMS.texts(lang).ids(), wanted, "{}", lang.name());
        }
    }

    #[test]
    fn a_verdict_has_links_that_open() {
        let claim = CLAIMS
            .list
            .iter()
            .find(|claim| claim.id == "slice-doubles-to-1024");
        let claim = claim.expect("a claim about capacity");
        let judged = judge(claim);
        assert_eq!(judged.verdict, Some(Verdict::Version));
        let answer = &judged.answers[0][0];
        assert_eq!(outcome(answer), "1024 1280");
        let link = link_to(&claim.parts[0], answer, None).expect("a version on offer");
        let read = super::super::link::read(&link, &Limits::default()).expect("a link");
        assert_eq!((read.options.go_minor, read.step), (17, answer.seen.steps));
        assert!(read.schedule.is_some());
    }
}
