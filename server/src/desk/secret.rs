//! What nobody can guess: made from the random source of the system, and kept by its hash alone.

use app::domain::account::AccountId;
use sha2::{Digest, Sha256};

/// Letters and digits that are not taken for one another: five bits each.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// The length of a secret: 260 bits.
const LENGTH: usize = 52;
/// The length of a name that is only never given twice: 80 bits.
const NAME: usize = 16;

/// The system has no random numbers to give.
#[derive(Debug, thiserror::Error)]
#[error("The system gives no random numbers.")]
pub struct NoRandomness(#[source] getrandom::Error);

/// What a link or a cookie holds. It is never printed by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub fn make() -> Result<Self, NoRandomness> {
        signs(LENGTH).map(Self)
    }

    /// The secret itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept of a secret: its SHA-256, as hexadecimal digits. It holds as many bits as the secret, so that nothing slower
/// is needed.
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// A name for an account.
///
/// # Errors
/// When the system has no random numbers to give.
pub fn account_id() -> Result<AccountId, NoRandomness> {
    loop {
        // Signs of ours always make a name.
        if let Ok(id) = AccountId::new(signs(NAME)?) {
            return Ok(id);
        }
    }
}

/// A name for something that only has to be told from others.
///
/// # Errors
/// When the system has no random numbers to give.
pub fn name() -> Result<String, NoRandomness> {
    signs(NAME)
}

fn signs(length: usize) -> Result<String, NoRandomness> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes.into_iter().map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::routes::LinkToken;

    #[test]
    fn secrets_differ_and_fit_into_a_link() {
        let (one, other) = (Secret::make().expect("random"), Secret::make().expect("random"));
        assert_ne!(one, other);
        assert_eq!(LinkToken::new(one.as_str()).expect("a token").as_str(), one.as_str());
        assert_eq!((one.as_str().len(), one.hash().len(), format!("{one:?}").len()), (52, 64, "Secret(…)".len()));
        assert_eq!(hash("abc")[..16], *"ba7816bf8f01cfea");
        assert_eq!(account_id().expect("random").as_str().len(), 16);
    }
}
