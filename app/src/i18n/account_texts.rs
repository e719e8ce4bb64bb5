//! The keys of the texts of signing in and of accounts. They stand apart, so that no reader downloads them.

/// Every text of signing in and of accounts, in one language. `{}` marks a place that is filled in.
#[allow(missing_docs, reason = "the key and the English text say what it is")]
pub struct AccountTexts {
    pub desk: &'static str,
    pub login: &'static str,
    pub password: &'static str,
    pub refused: &'static str,
    pub refused_why: &'static str,
    pub sign_in: &'static str,
    pub sign_in_failed: &'static str,
    pub sign_in_first: &'static str,
    pub sign_in_forgotten: &'static str,
    pub sign_in_intro: &'static str,
    pub sign_in_too_often: &'static str,
    pub sign_in_wrong: &'static str,
    pub sign_out: &'static str,
    pub way_account: &'static str,
    pub way_audit: &'static str,
    pub way_home: &'static str,
    pub way_monitor: &'static str,
    pub way_people: &'static str,
    pub way_review: &'static str,
}
