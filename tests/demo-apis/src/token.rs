//! Opaque tokens: base64 with padding, and fingerprints of what they belong to.

/// Standard base64 with padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4 {
            let padding = n > chunk.len();
            text.push(if padding { '=' } else { symbol(group >> (18 - 6 * n) & 63) });
        }
    }
    text
}

/// The bytes of what [`encode`] wrote; `None` for any other text, however close.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.as_bytes().chunks(4) {
        let padding = chunk.iter().rev().take_while(|byte| **byte == b'=').count();
        let mut group = 0;
        for byte in chunk {
            group = group << 6 | if *byte == b'=' { 0 } else { value(*byte)? };
        }
        let decoded = group.to_be_bytes();
        bytes.extend(decoded.iter().skip(1).take(3_usize.saturating_sub(padding)));
    }
    (!text.is_empty() && encode(&bytes) == text).then_some(bytes)
}

fn symbol(value: u32) -> char {
    let byte = u8::try_from(value).unwrap_or(0);
    char::from(match byte {
        0..=25 => b'A' + byte,
        26..=51 => b'a' + byte - 26,
        52..=61 => b'0' + byte - 52,
        62 => b'+',
        _ => b'/',
    })
}

fn value(symbol: u8) -> Option<u32> {
    Some(u32::from(match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// A fingerprint (FNV-1a) of some bytes.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn base64_is_that_of_zohos_document() {
        assert_eq!(encode(b"10|1777360399749|"), "MTB8MTc3NzM2MDM5OTc0OXw=");
        assert_eq!(encode(&[0xfb, 0xef, 0xff, 1]), "++//AQ==");
    }

    #[test]
    fn a_token_changed_in_any_way_is_refused() {
        assert_eq!(decode("MTB8MTc3NzM2MDM5OTc0OXw=").as_deref(), Some(&b"10|1777360399749|"[..]));
        for changed in ["", "MTB8MTc3NzM2MDM5OTc0OXw", "MTB8 ", "====", "AQ==AQ==", "AR==", "A%3D="] {
            assert_eq!(decode(changed), None, "{changed}");
        }
    }
}
