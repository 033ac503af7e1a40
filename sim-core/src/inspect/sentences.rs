//! The sentences of the narrated trace: every id with its arguments and its English text for terminals.
//!
//! The page holds the same ids in its Fluent files; a test there compares. Places and values are code (`m.flags`,
//! `s[2]`, `"a"`), the same in every language, so few sentences say everything.

use super::view::Sentence;

/// `(id, English)`; `{name}` stands for an argument. `{g}` is the goroutine's number.
pub const SENTENCES: &[(&str, &str)] = &[
    // What a transition did.
    ("narrate-read", "goroutine {g} reads {place}: {value}"),
    (
        "narrate-write",
        "goroutine {g} writes {place}: {old} → {value}",
    ),
    (
        "narrate-set-writing",
        "goroutine {g} sets hashWriting in {map}'s flags",
    ),
    (
        "narrate-clear-writing",
        "goroutine {g} clears hashWriting in {map}'s flags",
    ),
    (
        "narrate-see-writing",
        "goroutine {g} reads {map}'s flags: hashWriting is set",
    ),
    (
        "narrate-see-idle",
        "goroutine {g} reads {map}'s flags: hashWriting is clear",
    ),
    (
        "narrate-moved",
        "goroutine {g} marks {place} as moved to {target}",
    ),
    (
        "narrate-writing-set",
        "goroutine {g} sets {map}'s writing flag",
    ),
    (
        "narrate-writing-clear",
        "goroutine {g} clears {map}'s writing flag",
    ),
    (
        "narrate-writing-seen",
        "goroutine {g} reads {map}'s writing flag: it is set",
    ),
    (
        "narrate-writing-idle",
        "goroutine {g} reads {map}'s writing flag: it is clear",
    ),
    (
        "narrate-control-read",
        "goroutine {g} reads the control bytes of {place}: {value}",
    ),
    (
        "narrate-probe-match",
        "goroutine {g} probes {place} for H2 {h2}: slots that match: {value}",
    ),
    (
        "narrate-probe-none",
        "goroutine {g} probes {place} for H2 {h2}: no match",
    ),
    (
        "narrate-probe-on",
        "goroutine {g} probes {place} for H2 {h2}: no match and no empty slot, so it goes on",
    ),
    (
        "narrate-probe-end",
        "goroutine {g} probes {place} for H2 {h2}: no match, and an empty slot ends the search",
    ),
    (
        "narrate-slot-taken",
        "goroutine {g} takes {place}: control byte {h2}",
    ),
    ("narrate-slot-empty", "goroutine {g} marks {place} empty"),
    (
        "narrate-tombstone",
        "goroutine {g} leaves a tombstone in {place}",
    ),
    (
        "narrate-tombstone-taken",
        "goroutine {g} takes the place of the tombstone in {place}: control byte {h2}",
    ),
    (
        "narrate-tombstone-gone",
        "goroutine {g} turns the tombstone in {place} into an empty slot",
    ),
    (
        "narrate-entry-moved",
        "goroutine {g} moves {value} to {place}",
    ),
    (
        "narrate-group-empty",
        "goroutine {g} marks all slots of {place} empty",
    ),
    ("narrate-table-in", "goroutine {g} puts a table in {place}"),
    (
        "narrate-table-out",
        "goroutine {g} marks the table that was replaced: index -1",
    ),
    (
        "narrate-directory-length",
        "goroutine {g} sets the length of {map}'s directory: {value}",
    ),
    (
        "narrate-atomic-load",
        "goroutine {g} atomically loads {place}: {value}",
    ),
    (
        "narrate-atomic-store",
        "goroutine {g} atomically stores {value} in {place}",
    ),
    (
        "narrate-atomic-add",
        "goroutine {g} atomically changes {place}: {old} → {value}",
    ),
    (
        "narrate-atomic-swap",
        "goroutine {g} atomically swaps {place}: {old} → {value}",
    ),
    (
        "narrate-cas-ok",
        "goroutine {g} compares and swaps {place}: {old} → {value}",
    ),
    (
        "narrate-cas-fail",
        "goroutine {g} fails to compare and swap {place}: it is {value}",
    ),
    ("narrate-lock", "goroutine {g} locks {place}"),
    ("narrate-unlock", "goroutine {g} unlocks {place}"),
    (
        "narrate-trylock-fail",
        "goroutine {g} tries to lock {place}: it is taken",
    ),
    (
        "narrate-rw-announce",
        "goroutine {g} wants to write-lock {place}: new readers now wait",
    ),
    ("narrate-rw-lock", "goroutine {g} write-locks {place}"),
    ("narrate-rw-unlock", "goroutine {g} write-unlocks {place}"),
    ("narrate-rlock", "goroutine {g} read-locks {place}"),
    ("narrate-runlock", "goroutine {g} read-unlocks {place}"),
    (
        "narrate-wg-add",
        "goroutine {g} adds to {place}: {old} → {value}",
    ),
    (
        "narrate-wg-register",
        "goroutine {g} becomes a waiter of {place}: it is {value}",
    ),
    (
        "narrate-wg-wait",
        "goroutine {g} has waited for {place}: it is 0",
    ),
    (
        "narrate-once-enter",
        "goroutine {g} is first at {place} and runs its function",
    ),
    (
        "narrate-once-skip",
        "goroutine {g} finds {place} already done",
    ),
    ("narrate-once-done", "goroutine {g} marks {place} as done"),
    ("narrate-go", "goroutine {g} starts goroutine {other}"),
    ("narrate-send", "goroutine {g} sends into {place}'s buffer"),
    (
        "narrate-send-with",
        "goroutine {g} hands a value over {place} to goroutine {other}",
    ),
    (
        "narrate-send-parked",
        "goroutine {g} waits to send on {place}",
    ),
    (
        "narrate-send-closed",
        "goroutine {g} sends on {place}, which is closed, and panics",
    ),
    ("narrate-recv", "goroutine {g} receives from {place}"),
    (
        "narrate-recv-with",
        "goroutine {g} receives over {place} from goroutine {other}",
    ),
    (
        "narrate-recv-parked",
        "goroutine {g} waits to receive from {place}",
    ),
    (
        "narrate-recv-closed",
        "goroutine {g} receives a zero value from {place}: it is closed",
    ),
    ("narrate-close", "goroutine {g} closes {place}"),
    (
        "narrate-chan-len",
        "goroutine {g} reads len({place}): {value}",
    ),
    (
        "narrate-select-default",
        "goroutine {g} takes the default of its select",
    ),
    ("narrate-select-parked", "goroutine {g} waits in select"),
    (
        "narrate-copy",
        "goroutine {g} copies {value} words to {place}",
    ),
    (
        "narrate-stack",
        "goroutine {g} asks for the text of its stack",
    ),
    (
        "narrate-bubble-enter",
        "goroutine {g} opens a bubble with a clock of its own",
    ),
    (
        "narrate-bubble-wait",
        "goroutine {g} has waited until all others of its bubble are blocked",
    ),
    ("narrate-bubble-end", "goroutine {g} closes its bubble"),
    ("narrate-gosched", "goroutine {g} yields"),
    ("narrate-sleep", "goroutine {g} sleeps until {value}"),
    (
        "narrate-choose",
        "goroutine {g} draws a random number: {value}",
    ),
    (
        "narrate-race-read",
        "goroutine {g} tells the race detector: read of {place}",
    ),
    (
        "narrate-race-write",
        "goroutine {g} tells the race detector: write of {place}",
    ),
    ("narrate-print", "goroutine {g} prints {value}"),
    (
        "narrate-format",
        "goroutine {g} reads its arguments to print them",
    ),
    (
        "narrate-local",
        "goroutine {g} computes on its own for long",
    ),
    (
        "narrate-goexit",
        "goroutine {g} ends itself by runtime.Goexit",
    ),
    ("narrate-exit", "goroutine {g} returns"),
    ("narrate-end", "main returns: the program ends"),
    (
        "narrate-os-exit",
        "goroutine {g} exits the program with status {value}",
    ),
    ("narrate-die", "goroutine {g} kills the program: {value}"),
    ("narrate-deadlock", "no goroutine can go on: {value}"),
    // What a goroutine would do next.
    ("next-read", "reads {place}"),
    ("next-write", "writes {place}"),
    ("next-atomic", "changes {place} atomically"),
    ("next-lock", "locks {place}"),
    ("next-unlock", "unlocks {place}"),
    ("next-wait", "waits for {place}"),
    ("next-add", "adds to {place}"),
    ("next-once", "enters {place}"),
    ("next-go", "starts a goroutine"),
    ("next-send", "sends on {place}"),
    ("next-recv", "receives from {place}"),
    ("next-close", "closes {place}"),
    ("next-chan-len", "reads len({place})"),
    ("next-select", "selects"),
    ("next-print", "prints"),
    ("next-choose", "draws a random number"),
    ("next-yield", "yields"),
    ("next-sleep", "sleeps"),
    ("next-wake", "wakes up"),
    ("next-annotate", "tells the race detector about {place}"),
    ("next-local", "goes on computing"),
    ("next-exit", "returns"),
    ("next-end", "ends the program"),
    ("next-die", "kills the program"),
];

/// The English text, for terminals. An unknown id is shown as it is.
pub fn english(sentence: &Sentence) -> String {
    let Some((_, template)) = SENTENCES.iter().find(|(id, _)| *id == sentence.id) else {
        return sentence.id.clone();
    };
    let mut text = String::new();
    let mut rest = *template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |i| open + i);
        let name = rest.get(open + 1..close).unwrap_or_default();
        let value = sentence
            .args
            .iter()
            .find(|(n, _)| n == name)
            .map_or("?", |(_, v)| v.as_str());
        text.push_str(value);
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_arguments_and_survives_missing_ones() {
        let args = vec![
            ("g".to_string(), "2".to_string()),
            ("map".to_string(), "m".to_string()),
        ];
        let s = Sentence {
            id: "narrate-set-writing".into(),
            args,
        };
        assert_eq!(english(&s), "goroutine 2 sets hashWriting in m's flags");
        assert_eq!(
            english(&Sentence {
                id: "next-read".into(),
                args: vec![]
            }),
            "reads ?"
        );
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = SENTENCES.iter().map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), SENTENCES.len());
    }
}
