use std::sync::Arc;

use super::call::{Call, Errno};

/// Where a library wrote to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// `stdout`.
    Stdout,
    /// `stderr`.
    Stderr,
}

/// Takes finished lines.
pub(super) type Sink = Arc<dyn Fn(Stream, &str) + Send + Sync>;

/// Bytes of a line after which it is cut.
const LONGEST_LINE: usize = 4096;

/// Text on its way to the application.
pub(crate) struct Output {
    library: &'static str,
    sink: Option<Sink>,
    limit: u64,
    left: u64,
    /// Lines that have no end yet.
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

impl Output {
    pub(super) fn new(library: &'static str, sink: Option<Sink>, limit: u64) -> Self {
        Self { library, sink, limit, left: limit, stdout: Vec::new(), stderr: Vec::new() }
    }

    /// Hands on what has no line end, and allows as much again.
    pub(super) fn end_scope(&mut self) {
        self.left = self.limit;
        for stream in [Stream::Stdout, Stream::Stderr] {
            self.finish(stream);
        }
    }

    /// Takes bytes; those beyond the limit are dropped.
    fn add(&mut self, stream: Stream, bytes: &[u8]) {
        let taken = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
        self.left = self.left.saturating_sub(taken as u64);
        for &byte in bytes.iter().take(taken) {
            let line = self.line(stream);
            if byte != b'\n' {
                line.push(byte);
            }
            if byte == b'\n' || line.len() >= LONGEST_LINE {
                self.hand_on(stream);
            }
        }
    }

    fn line(&mut self, stream: Stream) -> &mut Vec<u8> {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }

    fn finish(&mut self, stream: Stream) {
        if !self.line(stream).is_empty() {
            self.hand_on(stream);
        }
    }

    fn hand_on(&mut self, stream: Stream) {
        let line = std::mem::take(self.line(stream));
        let text = readable(&line);
        match (&self.sink, stream) {
            (Some(sink), _) => sink(stream, &text),
            (None, Stream::Stdout) => {
                tracing::info!(target: "ringfence::guest", library = self.library, "{text}");
            }
            (None, Stream::Stderr) => {
                tracing::warn!(target: "ringfence::guest", library = self.library, "{text}");
            }
        }
    }
}

/// Text that cannot steer a terminal.
fn readable(line: &[u8]) -> String {
    let mut text = String::with_capacity(line.len());
    for character in String::from_utf8_lossy(line).chars() {
        match character {
            '\t' => text.push('\t'),
            '\r' => {}
            character if character.is_control() => text.extend(character.escape_default()),
            character => text.push(character),
        }
    }
    text
}

/// Writes the bytes of a list of buffers to a stream.
pub(super) fn write(
    call: &mut Call<'_>,
    descriptor: u32,
    list: u32,
    count: u32,
    out: u32,
) -> Result<(), Errno> {
    let stream = match descriptor {
        1 => Stream::Stdout,
        2 => Stream::Stderr,
        _ => return Err(Errno::BadDescriptor),
    };
    let mut total = 0u32;
    for (address, length) in call.vectors(list, count)? {
        let (bytes, granted) = call.place(address, length)?;
        granted.output.add(stream, bytes);
        total = total.checked_add(length).ok_or(Errno::Invalid)?;
    }
    call.put_u32(out, total)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    type Lines = Arc<Mutex<Vec<(Stream, String)>>>;

    fn recorder(limit: u64) -> (Output, Lines) {
        let lines = Lines::default();
        let sink: Sink = Arc::new({
            let lines = lines.clone();
            move |stream, line: &str| lines.lock().unwrap().push((stream, line.to_owned()))
        });
        (Output::new("lib", Some(sink), limit), lines)
    }

    #[test]
    fn lines_come_whole_and_streams_are_kept_apart() {
        let (mut output, lines) = recorder(1000);
        output.add(Stream::Stdout, b"one ");
        output.add(Stream::Stderr, b"oops\n");
        output.add(Stream::Stdout, b"line\nrest");
        output.end_scope();
        let expected = [(Stream::Stderr, "oops"), (Stream::Stdout, "one line"), (Stream::Stdout, "rest")];
        assert_eq!(*lines.lock().unwrap(), expected.map(|(stream, line)| (stream, line.to_owned())));
    }

    #[test]
    fn what_is_beyond_the_limit_is_dropped_until_the_scope_ends() {
        let (mut output, lines) = recorder(4);
        output.add(Stream::Stdout, b"abcdef\n");
        output.add(Stream::Stdout, b"more\n");
        output.end_scope();
        output.add(Stream::Stdout, b"new\n");
        let texts: Vec<_> = lines.lock().unwrap().iter().map(|(_, line)| line.clone()).collect();
        assert_eq!(texts, ["abcd", "new"]);
    }

    #[test]
    fn a_line_without_an_end_is_cut_and_control_characters_are_shown() {
        let (mut output, lines) = recorder(1 << 20);
        output.add(Stream::Stdout, &[b'x'; LONGEST_LINE + 1]);
        output.add(Stream::Stdout, b"\x1b[2J\xff\r\n");
        let lines = lines.lock().unwrap();
        assert_eq!(lines[0].1.len(), LONGEST_LINE);
        assert_eq!(lines[1].1, "x\\u{1b}[2J\u{fffd}");
    }
}
