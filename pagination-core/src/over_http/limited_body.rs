//! Reads the body of a response, up to the limit.

use std::io;

use bytes::{Bytes, BytesMut};

/// A body that is being read.
pub(crate) struct LimitedBody {
    limit: usize,
    /// A body that comes in one piece is kept as it came.
    first: Bytes,
    rest: BytesMut,
    expected: usize,
    too_large: bool,
}

impl LimitedBody {
    /// `announced` is the length in the head of the response, if it has one.
    pub(crate) fn new(limit: usize, announced: Option<u64>) -> Self {
        let expected = announced.map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
        Self { limit, first: Bytes::new(), rest: BytesMut::new(), expected, too_large: expected > limit }
    }

    pub(crate) fn add(&mut self, chunk: Bytes) {
        self.too_large |= chunk.len() > self.limit - self.len().min(self.limit);
        if self.too_large {
            return;
        }
        if self.len() == 0 {
            self.first = chunk;
        } else {
            self.extend(&chunk);
        }
    }

    fn extend(&mut self, chunk: &[u8]) {
        let arrived = self.len().saturating_add(chunk.len());
        if self.rest.is_empty() || arrived > self.rest.capacity() {
            self.rest.reserve(self.room_for(arrived).saturating_sub(self.rest.len()));
        }
        if !self.first.is_empty() {
            self.rest.extend_from_slice(&self.first);
            self.first = Bytes::new();
        }
        self.rest.extend_from_slice(chunk);
    }

    /// How many bytes to have room for: twice as many as have arrived, and no more than are announced. An announced length alone
    /// reserves nothing, since it costs the server nothing to write it.
    fn room_for(&self, arrived: usize) -> usize {
        let twice = arrived.saturating_mul(2).min(self.limit);
        let most = if self.expected < arrived { twice } else { twice.min(self.expected) };
        most.max(arrived)
    }

    fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }

    /// Whether the body, or its announced length, is above the limit.
    pub(crate) fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// `None` where the body is too large.
    pub(crate) fn finish(self) -> Option<Bytes> {
        if self.too_large {
            return None;
        }
        Some(if self.rest.is_empty() { self.first } else { self.rest.freeze() })
    }
}

/// For blocking clients, which copy into a writer.
impl io::Write for LimitedBody {
    fn write(&mut self, chunk: &[u8]) -> io::Result<usize> {
        self.too_large |= chunk.len() > self.limit - self.len().min(self.limit);
        if self.too_large {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.extend(chunk);
        Ok(chunk.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_body_is_put_together_and_never_grows_past_its_limit() {
        let mut body = LimitedBody::new(6, None);
        for chunk in [b"abc", b"def"] {
            body.add(Bytes::from_static(chunk));
            assert!(!body.is_too_large());
        }
        body.add(Bytes::from_static(b"g"));
        assert!(body.finish().is_none());

        let mut body = LimitedBody::new(6, Some(6));
        body.add(Bytes::from_static(b"abc"));
        body.add(Bytes::from_static(b"def"));
        assert_eq!(body.finish().unwrap(), "abcdef");

        let mut body = LimitedBody::new(6, None);
        body.write_all(b"abc").unwrap();
        body.write_all(b"def").unwrap();
        assert!(body.write_all(b"g").is_err());
        assert!(LimitedBody::new(6, Some(7)).finish().is_none());
    }

    #[test]
    fn reservations_grow_with_what_arrives_and_not_with_what_is_announced() {
        for announced in [None, Some(0), Some(10_000), Some(u64::MAX)] {
            for size in [1, 7, 4_096] {
                let mut added = LimitedBody::new(usize::MAX, announced);
                let mut written = LimitedBody::new(usize::MAX, announced);
                let mut arrived = 0;
                while arrived < 20_000 {
                    arrived += size;
                    added.add(Bytes::from(vec![b'x'; size]));
                    written.write_all(&vec![b'x'; size]).unwrap();
                    for body in [&added, &written] {
                        // A buffer begins with a few dozen bytes, whatever is written.
                        assert!(body.rest.capacity() <= 2 * arrived + 64, "{arrived}: {}", body.rest.capacity());
                        assert_eq!(body.len(), arrived);
                    }
                }
                assert_eq!(added.finish().unwrap().len(), written.finish().unwrap().len());
            }
        }
    }
}
