//! Rewrites the texts and numbers of a JSON text, and keeps every other byte.

use serde::de::IgnoredAny;

/// A text or a number.
pub(super) struct Token<'t> {
    /// The member that it is in.
    pub(super) name: &'t str,
    /// The decoded text, or the number as it is written.
    pub(super) text: String,
    pub(super) is_number: bool,
    /// The name of a member around it is that of a secret.
    pub(super) is_secret: bool,
}

struct Level {
    is_object: bool,
    /// Within an object, the name of a member comes next.
    expects_name: bool,
    name: String,
    is_secret: bool,
}

/// Rewrites each text and number for which `change` gives another one; names too. `None` where the text is no JSON.
pub(super) fn visit(
    text: &str,
    is_secret_name: &dyn Fn(&str) -> bool,
    change: &mut dyn FnMut(&Token<'_>) -> Option<String>,
) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let bytes = text.as_bytes();
    let mut written = String::with_capacity(text.len());
    let mut levels = vec![Level { is_object: false, expects_name: false, name: String::new(), is_secret: false }];
    let (mut at, mut kept) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let level = levels.last_mut()?;
        match byte {
            b'{' | b'[' => {
                let is_object = *byte == b'{';
                let (name, is_secret) = (level.name.clone(), level.is_secret);
                levels.push(Level { is_object, expects_name: is_object, name, is_secret });
                at += 1;
            }
            b'}' | b']' => {
                levels.pop();
                at += 1;
            }
            b',' => {
                level.expects_name = level.is_object;
                at += 1;
            }
            b'"' => {
                let end = end_of_text(bytes, at)?;
                // A text may have halves of characters, which only bytes can hold.
                let decoded = serde_json::from_str::<String>(text.get(at..end)?).ok();
                let is_name = std::mem::replace(&mut level.expects_name, false);
                if let Some(decoded) = decoded {
                    let is_secret = !is_name && level.is_secret;
                    let name = level.name.clone();
                    let token = Token { name: &name, text: decoded, is_number: false, is_secret };
                    if let Some(changed) = change(&token) {
                        written.push_str(text.get(kept..at)?);
                        written.push_str(&serde_json::to_string(&changed).ok()?);
                        kept = end;
                    }
                    if is_name {
                        let around = levels.iter().rev().nth(1).is_some_and(|around| around.is_secret);
                        let level = levels.last_mut()?;
                        level.is_secret = around || is_secret_name(&token.text);
                        level.name = token.text;
                    }
                }
                at = end;
            }
            b'-' | b'0'..=b'9' => {
                let rest = bytes.get(at..)?;
                let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte)).count();
                let end = at.checked_add(length)?;
                let number = text.get(at..end)?.to_owned();
                let token = Token { name: &level.name, text: number, is_number: true, is_secret: level.is_secret };
                // What takes its place is a number.
                if let Some(changed) =
                    change(&token).filter(|changed| changed.bytes().all(|byte| byte.is_ascii_digit()))
                {
                    written.push_str(text.get(kept..at)?);
                    written.push_str(&changed);
                    kept = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    written.push_str(text.get(kept..)?);
    Some(written)
}

fn end_of_text(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start.checked_add(1)?;
    loop {
        match bytes.get(at)? {
            b'"' => return at.checked_add(1),
            b'\\' => at = at.checked_add(2)?,
            _ => at = at.checked_add(1)?,
        }
    }
}
