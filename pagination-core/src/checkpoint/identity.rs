//! Which list a checkpoint is of, where several have the same response type.

/// What tells a walk from others of its response type.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Identity {
    /// Nothing: the walk is over a function, or the checkpoint was stored by a version that kept none.
    #[default]
    Unknown,
    /// The fingerprint of the template's path.
    Path(u64),
    /// The caller's own name, in place of the path.
    Named(Box<str>),
}

impl Identity {
    /// The path of the template, unless the walk has a name.
    pub(crate) fn add_path(&mut self, path: Option<&str>) {
        if let (Self::Unknown, Some(path)) = (&self, path) {
            *self = Self::Path(fingerprint(path));
        }
    }

    /// Whether a walk may be resumed from the checkpoint of another. A path is compared where both have one.
    pub(super) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(own), Self::Path(other)) => own == other,
            (Self::Named(own), Self::Named(other)) => own == other,
            (Self::Named(_), _) | (_, Self::Named(_)) => false,
            _ => true,
        }
    }
}

/// FNV-1a. It is stored, so it must stay as it is; the loop guard's hash may change.
fn fingerprint(path: &str) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    path.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    /// From the reference of FNV: stored checkpoints depend on it.
    #[test]
    fn the_fingerprint_of_a_path_never_changes() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint("foobar"), 0x8594_4171_f739_67e8);
    }
}
