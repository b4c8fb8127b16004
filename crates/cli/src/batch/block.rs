//! The input in blocks of whole lines.

use std::io::{self, Read};

use super::line::LINE_LIMIT;

/// How much is read at once.
const READ: usize = 128 * 1024;

/// Some whole lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The number of its first line, from 1.
    pub(super) first: u64,
    /// What it holds.
    pub(super) content: Content,
}

/// What a block holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Lines, each with its end but perhaps the last of all.
    Lines(Vec<u8>),
    /// One line that is too long, and was thrown away while it was read.
    TooLong,
}

/// Cuts a stream into blocks. Holds one line and one read at most.
pub(super) struct Blocks<'a> {
    source: &'a mut dyn Read,
    /// The beginning of a line whose end was not read yet.
    rest: Vec<u8>,
    /// The number of that line.
    line: u64,
    /// Whether that line is too long and being thrown away.
    discarding: bool,
}

impl<'a> Blocks<'a> {
    /// Reads from the beginning.
    pub(super) fn new(source: &'a mut dyn Read) -> Self {
        Self { source, rest: Vec::new(), line: 1, discarding: false }
    }

    /// The next block; `None` at the end.
    pub(super) fn next_block(&mut self) -> io::Result<Option<Block>> {
        loop {
            let mut bytes = std::mem::take(&mut self.rest);
            let before = bytes.len();
            bytes.resize(before + READ, 0);
            let read = match self.source.read(bytes.get_mut(before..).unwrap_or_default()) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    bytes.truncate(before);
                    self.rest = bytes;
                    continue;
                }
                Err(error) => return Err(error),
            };
            bytes.truncate(before + read);
            if read == 0 {
                let end = !self.discarding && !bytes.is_empty();
                return Ok(
                    end.then_some(Block { first: self.line, content: Content::Lines(bytes) })
                );
            }
            if self.discarding {
                let Some(end) = bytes.iter().position(|&byte| byte == b'\n') else { continue };
                bytes.drain(..=end);
                self.line += 1;
                self.discarding = false;
                if bytes.is_empty() {
                    continue;
                }
            }
            // What stood there before this read holds no end of a line.
            let new = bytes.get(before..).unwrap_or(&bytes);
            match new.iter().rposition(|&byte| byte == b'\n') {
                Some(end) => {
                    let end = bytes.len() - new.len() + end;
                    self.rest = bytes.split_off(end + 1);
                    let first = self.line;
                    self.line += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
                    return Ok(Some(Block { first, content: Content::Lines(bytes) }));
                }
                None if bytes.len() > LINE_LIMIT => {
                    self.discarding = true;
                    return Ok(Some(Block { first: self.line, content: Content::TooLong }));
                }
                None => self.rest = bytes,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn lines_of(text: &[u8], step: usize) -> Vec<(u64, Option<Vec<u8>>)> {
        let mut source = Slow(text, step);
        let mut blocks = Blocks::new(&mut source);
        let mut found = Vec::new();
        while let Some(block) = blocks.next_block().unwrap() {
            match block.content {
                Content::TooLong => found.push((block.first, None)),
                Content::Lines(bytes) => {
                    let parts = bytes.split_inclusive(|&byte| byte == b'\n');
                    for (number, line) in (block.first..).zip(parts) {
                        found.push((number, Some(line.to_vec())));
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_line_comes_once_with_its_number_however_the_input_is_cut() {
        let text = b"one\n\ntwo\nthree";
        let wanted: Vec<(u64, Option<Vec<u8>>)> = (1..)
            .zip([&b"one\n"[..], b"\n", b"two\n", b"three"].map(|l| Some(l.to_vec())))
            .collect();
        for step in 1..=text.len() {
            assert_eq!(lines_of(text, step), wanted, "{step} bytes at a time");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_thrown_away_and_the_next_ones_are_kept() {
        let mut text = vec![b'x'; 3 * LINE_LIMIT];
        text.extend_from_slice(b"\nshort\n");
        let found = lines_of(&text, 1000);
        assert_eq!(found, [(1, None), (2, Some(b"short\n".to_vec()))]);
        let mut endless = b"first\n".to_vec();
        endless.resize(4 * LINE_LIMIT, b'y');
        assert_eq!(lines_of(&endless, 4096), [(1, Some(b"first\n".to_vec())), (2, None)]);
    }
}
