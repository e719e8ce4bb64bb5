//! English: what the script of editing says.

use super::EditingTexts;

/// The texts of editing in English.
pub const TEXTS: EditingTexts = EditingTexts {
    both: "Saved {}, on this device and on the server.",
    on_the_way: "On this device; on its way to the server …",
    server_only: "Saved {} on the server. This browser keeps nothing on the device.",
    device_only: "On this device only: no connection to the server. It is sent as soon as there is one; you can go on typing.",
    signed_out: "On this device only: your session has ended. ",
    sign_in: "Sign in again, and the text is put back and sent.",
    refused: "On this device only: the server did not take all of it. What is wrong stands beside the field; if nothing does, the change may have been closed.",
    nowhere: "Not saved yet: no connection, and this browser keeps nothing on the device. Please leave the page open.",
    other: "{} has this open, too: “{}” ({})",
    elsewhere: "Typed elsewhere, and not in the field: “{}” ",
    take: "Put it into the field",
    left_others: "This device holds text that another person has typed and that has not reached the server. It is put back when that person signs in here. ",
    left_own: "Some of your text is on this device only. Sign out again to keep it here until you next sign in, or ",
    left_of_draft: "This device holds text of this change that has not reached the server. Open the form in which it was typed, and it is sent.",
    clear: "clear it",
    pick: "Pick on the map",
    pick_how: "Press the place on the map, or move the map and take its middle. The map is in WGS-84.",
    pick_middle: "Take the middle of the map",
    candidates: "Places that it may be, or that are near",
};
