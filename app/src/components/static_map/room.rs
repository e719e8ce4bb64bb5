//! The room that something of a fixed size on the screen takes up on the drawing.

use super::Drawing;
use crate::{
    atlas::view::Mark,
    map::{
        pin,
        viewport::{Viewport, WIDTH},
    },
};

/// Units of the view box for each CSS pixel of the first view on phones, of which the lowest has a map 310 pixels high.
pub(super) const SMALL: [f64; 2] = [2.6, 2.1];
/// The same on a screen of 1440 by 900 pixels.
pub(super) const USUAL: f64 = 0.95;
/// What is seen of a small map at least, in CSS pixels.
const NARROWEST: f64 = 360.0;

/// A rectangle, in units of the view box.
pub(super) struct Room {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Room {
    /// Left, top, width and height beside a point, in CSS pixels, at so many units for each of them.
    pub(super) fn around((x, y): (f64, f64), (left, top, width, height): (f64, f64, f64, f64), scale: f64) -> Self {
        Self {
            left: x + left * scale,
            top: y + top * scale,
            right: x + (left + width) * scale,
            bottom: y + (top + height) * scale,
        }
    }

    /// That of a mark's glyph.
    pub(super) fn of_mark(mark: &Mark, viewport: &Viewport, scale: f64) -> Self {
        let drawing = Drawing::of_mark(&mark.what, mark.rings);
        let ((left, top), size) = (pin::corner_of(mark, &drawing), f64::from(drawing.size));
        let at = viewport.project(mark.at.lng.degrees(), mark.at.lat.degrees());
        Self::around(at, (left, top, size, size), scale)
    }

    /// Whether both have a spot in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// How much both have in common, in square units.
    pub(super) fn shared(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// How much of another one the disc in it covers, in square units: of a mark's room its corners are free. Summed up over
    /// upright stripes.
    pub(super) fn covers(&self, other: &Self) -> f64 {
        const STRIPES: u8 = 16;
        let (left, right) = (self.left.max(other.left), self.right.min(other.right));
        if left >= right {
            return 0.0;
        }
        let (radius, stripe) = ((self.right - self.left) / 2.0, (right - left) / f64::from(STRIPES));
        let (x, y) = (self.left + radius, self.top + radius);
        let height = |number: u8| {
            let aside = left + (f64::from(number) + 0.5) * stripe - x;
            let half = (radius * radius - aside * aside).max(0.0).sqrt();
            (other.bottom.min(y + half) - other.top.max(y - half)).max(0.0)
        };
        (0..STRIPES).map(height).sum::<f64>() * stripe
    }

    /// How much of it the edges of the narrowest map cut off, in square units: a phone's, or one in the form of the view box,
    /// as on a sheet.
    pub(super) fn cut_off(&self, scale: f64) -> f64 {
        let seen = f64::max(NARROWEST * scale, WIDTH) / 2.0;
        let (left, right) = (WIDTH / 2.0 - seen - self.left, self.right - WIDTH / 2.0 - seen);
        (left.max(0.0) + right.max(0.0)) * (self.bottom - self.top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_covers_less_than_its_square() {
        let disc = Room::around((0.0, 0.0), (-10.0, -10.0, 20.0, 20.0), 1.0);
        let covered = disc.covers(&Room::around((0.0, 0.0), (-50.0, -50.0, 100.0, 100.0), 1.0));
        assert!((covered - 314.0).abs() < 5.0, "{covered}");
        let half = disc.covers(&Room::around((0.0, 0.0), (0.0, -50.0, 100.0, 100.0), 1.0));
        assert!((half - 157.0).abs() < 3.0, "{half}");
        let corner = Room::around((0.0, 0.0), (8.0, 8.0, 20.0, 20.0), 1.0);
        assert!(disc.shared(&corner) > 0.0 && disc.covers(&corner) <= 0.0);
    }
}
