//! What the texts are that the script of editing says. The server puts them into the page, so that the browser's build has none.

/// The texts of one language. `{}` is filled in order.
#[allow(missing_docs, reason = "the name says which text it is, and the English one says what it means")]
#[derive(Clone, Copy, Debug)]
pub struct EditingTexts {
    pub both: &'static str,
    pub on_the_way: &'static str,
    pub server_only: &'static str,
    pub device_only: &'static str,
    pub signed_out: &'static str,
    pub sign_in: &'static str,
    pub refused: &'static str,
    pub nowhere: &'static str,
    pub other: &'static str,
    pub elsewhere: &'static str,
    pub take: &'static str,
    pub left_others: &'static str,
    pub left_own: &'static str,
    pub left_of_draft: &'static str,
    pub clear: &'static str,
    pub pick: &'static str,
    pub pick_how: &'static str,
    pub pick_middle: &'static str,
    pub candidates: &'static str,
}
