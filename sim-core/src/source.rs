//! INTERFACE. Source files and positions, in the manner of `go/token`.
//!
//! Every loaded file occupies one range of a single, global offset space measured in bytes of UTF-8 source, so that a
//! position is one number that needs no file beside it. Invariants:
//! - offset 0 belongs to no file: it is [`Pos::NONE`], "position unknown";
//! - files are laid out in the order in which they were added, each followed by one offset for its end of file, so the
//!   end of a file can be named and no two files share a position;
//! - lines and columns count from 1, and columns are *bytes*, as the Go compiler prints them.

use serde::{Deserialize, Serialize};

/// Which loaded file, in the order of [`SourceMap::add`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A place in the loaded sources: a byte offset over all files, 0 for "unknown".
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Pos(pub u32);

impl Pos {
    /// The unknown position; it lies in no file.
    pub const NONE: Pos = Pos(0);

    /// Whether this names a place at all.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// The position `bytes` further on (saturating).
    pub fn plus(self, bytes: usize) -> Pos {
        Pos(self
            .0
            .saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX)))
    }
}

/// A half-open range of source, `start..end`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: Pos,
    /// One past the last byte.
    pub end: Pos,
}

/// Who wrote a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// The program that somebody pasted.
    User,
    /// The Go runtime and library of Weft's own.
    Prelude,
}

/// A position as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

/// One loaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The name to print in front of positions, as it was given.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Who wrote it.
    pub origin: Origin,
    /// Position of the first byte of `text`.
    pub base: Pos,
    /// Byte offset, within `text`, of the start of each line; never empty.
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The position just after the last byte.
    pub fn end(&self) -> Pos {
        self.base.plus(self.text.len())
    }

    /// The number of lines; a text without a newline has one.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The text of a line (from 1) without its line end; empty when there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let Some(&start) = (line as usize)
            .checked_sub(1)
            .and_then(|index| self.line_starts.get(index))
        else {
            return "";
        };
        let end = self
            .line_starts
            .get(line as usize)
            .map_or(self.text.len(), |&next| next as usize);
        let text = self.text.get(start as usize..end).unwrap_or("");
        text.trim_end_matches('\n').trim_end_matches('\r')
    }

    /// Line and column (both from 1, columns in bytes) of a byte offset within this file.
    fn line_column(&self, offset: u32) -> (u32, u32) {
        let index = self
            .line_starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1);
        let start = self.line_starts.get(index).copied().unwrap_or(0);
        (index as u32 + 1, offset.saturating_sub(start) + 1)
    }
}

/// All loaded files and the offset space that they share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// The most bytes that all files together may have: positions must fit `u32`.
    pub const BYTES_MAX: usize = 1 << 30;

    /// No files.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Loads a file and returns its number, or `None` when the offset space is full ([`SourceMap::BYTES_MAX`]).
    pub fn add(&mut self, name: &str, text: &str, origin: Origin) -> Option<FileId> {
        let base = self.files.last().map_or(Pos(1), |last| last.end().plus(1));
        if text.len() > Self::BYTES_MAX - (base.0 as usize).min(Self::BYTES_MAX) {
            return None;
        }
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at as u32 + 1))
            .collect();
        let (name, text) = (name.to_string(), text.to_string());
        self.files.push(SourceFile {
            name,
            text,
            origin,
            base,
            line_starts,
        });
        Some(FileId(self.files.len() as u32 - 1))
    }

    /// All files, in the order in which they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// A file by number.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The file that holds a position (its end of file included).
    pub fn file_at(&self, pos: Pos) -> Option<(FileId, &SourceFile)> {
        let index = self
            .files
            .partition_point(|file| file.base <= pos)
            .checked_sub(1)?;
        let file = self.files.get(index)?;
        (pos <= file.end()).then_some((FileId(index as u32), file))
    }

    /// File, line and column of a position; `None` when it is unknown or in no file.
    pub fn locate(&self, pos: Pos) -> Option<Location> {
        let (file, source) = self.file_at(pos)?;
        let (line, column) = source.line_column(pos.0 - source.base.0);
        Some(Location { file, line, column })
    }

    /// The line (from 1) of a position; 0 when it is unknown.
    pub fn line(&self, pos: Pos) -> u32 {
        self.locate(pos).map_or(0, |location| location.line)
    }

    /// `name:line:column`, as the Go compiler prints a position; `-` when it is unknown.
    pub fn describe(&self, pos: Pos) -> String {
        let Some(location) = self.locate(pos) else {
            return "-".to_string();
        };
        let name = self
            .file(location.file)
            .map_or("-", |file| file.name.as_str());
        format!("{name}:{}:{}", location.line, location.column)
    }

    /// The text of the line that holds a position, without its line end.
    pub fn line_text(&self, pos: Pos) -> &str {
        match (self.file_at(pos), self.locate(pos)) {
            (Some((_, file)), Some(location)) => file.line_text(location.line),
            _ => "",
        }
    }

    /// The source between two positions of one file; empty when they are not that.
    pub fn text(&self, span: Span) -> &str {
        let Some((_, file)) = self.file_at(span.start) else {
            return "";
        };
        let (start, end) = (
            span.start.0 - file.base.0,
            span.end.0.saturating_sub(file.base.0),
        );
        file.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// Whether a position is in Weft's own Go rather than in the user's program.
    pub fn is_prelude(&self, pos: Pos) -> bool {
        self.file_at(pos)
            .is_some_and(|(_, file)| file.origin == Origin::Prelude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_files() -> SourceMap {
        let mut map = SourceMap::new();
        map.add(
            "main.go",
            "package main\n\tx := \"é\" + y\r\n",
            Origin::User,
        )
        .unwrap();
        map.add("map.go", "package runtime", Origin::Prelude)
            .unwrap();
        map
    }

    #[test]
    fn columns_count_bytes() {
        let map = two_files();
        let file = &map.files()[0];
        let plus = file.base.plus(file.text.find('+').unwrap());
        assert_eq!(map.describe(plus), "main.go:2:12");
        assert_eq!(map.line_text(plus), "\tx := \"é\" + y");
    }

    #[test]
    fn files_do_not_overlap() {
        let map = two_files();
        let (first, second) = (&map.files()[0], &map.files()[1]);
        assert_eq!(map.describe(first.end()), "main.go:3:1");
        assert_eq!(map.describe(second.base), "map.go:1:1");
        assert_eq!(map.describe(second.end()), "map.go:1:16");
        assert!(map.is_prelude(second.base) && !map.is_prelude(first.end()));
    }

    #[test]
    fn unknown_positions_are_harmless() {
        let map = two_files();
        assert_eq!(map.describe(Pos::NONE), "-");
        assert_eq!(map.locate(Pos(4_000_000)), None);
        assert_eq!(map.line_text(Pos(4_000_000)), "");
        assert_eq!(SourceMap::new().locate(Pos(1)), None);
        assert_eq!(map.files()[0].line_text(0), "");
        assert_eq!(map.files()[0].line_text(99), "");
    }
}
