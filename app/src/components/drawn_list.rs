//! Puts a list that the server drew into the document: what a screen can show of it first, the rest when that is drawn.

use leptos::prelude::{document, window};
use web_sys::{Element, HtmlElement};

/// What a row is high at least, in CSS pixels.
const LEAST_ROW: f64 = 52.0;
/// So many rows are put in at once in any case: a list that begins below the screen may be scrolled to.
const FIRST_ROWS: usize = 6;

/// The rows of a list that wait for those before them to be drawn, and what stands behind the list. They are not even read
/// before that.
pub struct Rest {
    frame: HtmlElement,
    list: Element,
    rows: String,
    around: String,
}

impl Rest {
    /// Adds them to their list, unless another one has come in the meantime.
    pub fn put(self) {
        if self.list.parent_element().is_none_or(|parent| parent != *self.frame) {
            return;
        }
        for (element, html) in [(&self.list, &self.rows), (&self.frame, &self.around)] {
            // Refused only for an element without a parent, or for another place than inside it.
            let _ = element.insert_adjacent_html("beforeend", html);
        }
        let _ = self.frame.style().remove_property("min-height");
    }
}

/// What the screen has of a frame. It is asked for before anything on the page changes: after that a browser would lay out
/// the page for the answer, and once more for the screen.
pub struct Room {
    frame: HtmlElement,
    /// How many rows of a list can be on the screen.
    rows: usize,
    /// How high it is, in CSS pixels.
    height: i32,
}

impl Room {
    /// That of a frame.
    pub fn of(frame: HtmlElement) -> Self {
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::INFINITY);
        let below = height - frame.get_bounding_client_rect().top().max(0.0);
        let rows = ((below / LEAST_ROW).ceil().max(0.0) as usize).max(FIRST_ROWS);
        Self { rows, height: frame.offset_height(), frame }
    }
}

/// Puts drawn markup, which may begin with a list, into a frame. Until the rest has come the frame stays as high as it was, so that
/// what is scrolled does not jump. While somebody has the focus in it, the list comes as a whole.
pub fn begin(Room { frame, rows, height }: Room, html: &str) -> Option<Rest> {
    let focused = document().active_element().is_some_and(|element| frame.contains(Some(&element)));
    let divided = if focused { None } else { divide(html, rows) };
    frame.set_inner_html(divided.map_or(html, |(first, ..)| first));
    let Some((_, rows, around)) = divided else {
        let _ = frame.style().remove_property("min-height");
        return None;
    };
    let _ = frame.style().set_property("min-height", &[&height.to_string(), "px"].concat());
    let list = frame.first_element_child()?;
    Some(Rest { frame, list, rows: rows.to_owned(), around: around.to_owned() })
}

/// Divides drawn markup that begins with a list: up to a number of rows, the other rows, and what stands behind the list.
/// `None` where there are no other rows. No row has a list within.
fn divide(html: &str, rows: usize) -> Option<(&str, &str, &str)> {
    let (at, _) = html.match_indices("<li ").nth(rows)?;
    let (first, others) = html.split_at(at);
    let (others, around) = others.split_once("</ul>")?;
    Some((first, others, around))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_divided_between_two_rows() {
        let html = "<ul class=\"cards\"><li id=\"a\">一</li><li id=\"b\">二</li><li id=\"c\">三</li></ul><nav>…</nav>";
        let parts = divide(html, 1).expect("more rows than one");
        assert_eq!(
            parts,
            ("<ul class=\"cards\"><li id=\"a\">一</li>", "<li id=\"b\">二</li><li id=\"c\">三</li>", "<nav>…</nav>")
        );
        assert_eq!(divide(html, 2).expect("more rows than two").1, "<li id=\"c\">三</li>");
        assert_eq!(divide(html, 3), None);
        assert_eq!(divide("<p class=\"none\">…</p>", 0), None);
    }
}
