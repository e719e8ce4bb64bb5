//! English: signing in and accounts.

use super::AccountTexts;

/// The texts of signing in and of accounts in English.
pub const TEXTS: AccountTexts = AccountTexts {
    desk: "Desk",
    login: "E-mail address or sign-in name",
    password: "Password",
    refused: "Not for this account",
    refused_why: "Your account has no right to see this page. If you need it, ask the administrator of this installation.",
    sign_in: "Sign in",
    sign_in_failed: "Signing in is not possible just now. Please try again shortly.",
    sign_in_first: "Please sign in first; you then come back to the page that you asked for.",
    sign_in_forgotten: "Password forgotten? Whoever invited you can send you a link that signs you in once and lets you choose a new one.",
    sign_in_intro: "For partners, who keep their entries true, and for officials. Reading needs no account.",
    sign_in_too_often: "This was tried too often. Please wait {} min and try again.",
    sign_in_wrong: "Name and password do not belong together, or the account is not active.",
    sign_out: "Sign out",
    way_account: "Account",
    way_audit: "Audit",
    way_home: "My entries",
    way_monitor: "Monitor",
    way_people: "People",
    way_review: "Review",
};
