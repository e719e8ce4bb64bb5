//! Passwords: argon2id with the parameters that the crate recommends (those of OWASP: 19 MiB, two passes). Each hash is
//! work for a processor and its memory, so that only a few are made at once, away from the threads that answer requests.
//!
//! Common passwords are refused by zxcvbn, which knows lists of them as well as names, dates, keyboard rows and what is put
//! together from these; rules such as “one digit and one sign” refuse good passwords and let bad ones pass.

use crate::turns::Turns;
use app::desk::PasswordProblem;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use zxcvbn::{Score, zxcvbn};

/// The fewest characters.
const SHORTEST: usize = 12;
/// The most bytes: more would only be work.
const LONGEST: usize = 1024;
/// How many hashes are made at once.
const AT_ONCE: usize = 2;
/// The length of a salt, in bytes.
const SALT: usize = 16;
/// The hash of no password, with the parameters of all others: checking against it is the work that checking against that
/// of an account is.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password could not be worked on; the text is for the log.
#[derive(Debug, thiserror::Error)]
#[error("A password cannot be hashed: {0}")]
pub struct CannotHash(String);

/// Checks and hashes passwords.
#[derive(Debug)]
pub struct Passwords(Turns);

impl Default for Passwords {
    fn default() -> Self {
        Self(Turns::new(AT_ONCE))
    }
}

impl Passwords {
    /// Whether a password is the one with this hash. It takes the same time when there is no hash: then it never is.
    ///
    /// # Errors
    /// When it cannot be found out.
    pub async fn check(&self, password: String, hash: Option<String>) -> Result<bool, CannotHash> {
        if password.len() > LONGEST {
            return Ok(false);
        }
        self.work(move || {
            let matches = Argon2::default().verify_password(password.as_bytes(), hash.as_deref().unwrap_or(NOBODY));
            matches.is_ok() && hash.is_some()
        })
        .await
    }

    /// The hash of a new password, or why it is not taken; `personal` are words that must not be all of it.
    ///
    /// # Errors
    /// When it cannot be hashed.
    pub async fn choose(
        &self,
        password: String,
        personal: Vec<String>,
    ) -> Result<Result<String, PasswordProblem>, CannotHash> {
        if password.chars().count() < SHORTEST {
            return Ok(Err(PasswordProblem::TooShort));
        }
        if password.len() > LONGEST {
            return Ok(Err(PasswordProblem::TooLong));
        }
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|error| CannotHash(error.to_string()))?;
        self.work(move || {
            let personal: Vec<&str> = personal.iter().map(String::as_str).collect();
            if zxcvbn(&password, &personal).score() < Score::Three {
                return Ok(Err(PasswordProblem::Common));
            }
            let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| Ok(hash.to_string())).map_err(|error| CannotHash(error.to_string()))
        })
        .await?
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, CannotHash> {
        self.0.work(work).await.map_err(|error| CannotHash(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let passwords = Passwords::default();
        let hash = passwords.choose("plum rain on slate 7".into(), Vec::new()).await.expect("work").expect("a hash");
        assert_eq!(
            hash.rsplit_once('$').expect("a hash").0.split('$').nth(3),
            NOBODY.split('$').nth(3),
            "the same work"
        );
        assert!(hash.starts_with("$argon2id$v=19$") && !hash.contains("plum"));
        let check = async |password: &str, hash: Option<&String>| {
            passwords.check(password.to_owned(), hash.cloned()).await.expect("work")
        };
        assert!(check("plum rain on slate 7", Some(&hash)).await);
        assert!(!check("plum rain on slate 8", Some(&hash)).await);
        assert!(!check("plum rain on slate 7", None).await);
        assert!(!check(&"x".repeat(2000), Some(&hash)).await);
        let other = passwords.choose("plum rain on slate 7".into(), Vec::new()).await.expect("work").expect("a hash");
        assert_ne!(hash, other, "each has a salt of its own");
    }

    #[tokio::test]
    async fn what_is_easily_guessed_is_refused() {
        let passwords = Passwords::default();
        for (password, problem) in [
            ("short pass", PasswordProblem::TooShort),
            ("四个字不够长", PasswordProblem::TooShort),
            ("password1234", PasswordProblem::Common),
            ("qwertyuiop123", PasswordProblem::Common),
            ("aaaaaaaaaaaaaaaa", PasswordProblem::Common),
            ("wang.fang@example.org", PasswordProblem::Common),
        ] {
            let personal = vec!["wang.fang@example.org".to_owned()];
            let chosen = passwords.choose(password.into(), personal).await.expect("work");
            assert_eq!(chosen.err(), Some(problem), "{password}");
        }
        let long = passwords.choose("x7 ".repeat(400), Vec::new()).await.expect("work");
        assert_eq!(long.err(), Some(PasswordProblem::TooLong));
        assert!(passwords.choose("石板上的梅雨下了七天七夜呀".into(), Vec::new()).await.expect("work").is_ok());
    }
}
