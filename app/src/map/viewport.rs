//! Where things stand on the drawing: Web Mercator, the view box of the server's SVG, and the zoom at which Leaflet shows
//! exactly what the SVG showed. Pure.

use crate::domain::geo::{Bounds, LatLng};
use std::f64::consts::PI;

/// Width of the view box, in its units.
pub const WIDTH: f64 = 600.0;
/// Height of the view box, in its units.
pub const HEIGHT: f64 = 800.0;
/// Space around the area in the first view, in units of the view box: room for a fan above a seat near the border.
pub const PADDING: f64 = 44.0;
/// CSS pixels around the equator at zoom 0, as in every web map.
const WORLD_AT_ZERO: f64 = 256.0;
/// Where Web Mercator ends, so that the world is a square.
const LAST_LATITUDE: f64 = 85.051_128_78;

/// Position in Web Mercator: `x` from 0 (180° W) to 1 (180° E), `y` from 0 (85.05° N) to 1.
pub fn mercator(lng: f64, lat: f64) -> (f64, f64) {
    (lng / 360.0 + 0.5, 0.5 - tangent(lat.clamp(-LAST_LATITUDE, LAST_LATITUDE)).asinh() / (2.0 * PI))
}

/// The tangent of an angle in degrees. A browser has its own; to bring one along would cost its visitors 3 kB.
fn tangent(degrees: f64) -> f64 {
    let angle = degrees.to_radians();
    if cfg!(target_arch = "wasm32") { js_sys::Math::tan(angle) } else { angle.tan() }
}

/// The way back: latitude and longitude in degrees of a position in Web Mercator.
pub fn degrees((x, y): (f64, f64)) -> (f64, f64) {
    (((0.5 - y) * 2.0 * PI).sinh().atan().to_degrees(), (x - 0.5) * 360.0)
}

/// Which part of the earth the view box shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Units of the view box around the equator.
    scale: f64,
    /// Web Mercator position of the upper left corner.
    corner: (f64, f64),
}

impl Viewport {
    /// Shows an area whole, in the middle, with at least `padding` units free on every side.
    pub fn around(area: &Bounds, padding: f64) -> Self {
        let ((west, north), (east, south)) = (mercator(area.west, area.north), mercator(area.east, area.south));
        // An area without extent is shown as large as a village, not infinitely enlarged.
        let least = 1e-4;
        let scale = f64::min(
            (WIDTH - 2.0 * padding) / (east - west).max(least),
            (HEIGHT - 2.0 * padding) / (south - north).max(least),
        );
        Self::centred(((west + east) / 2.0, (north + south) / 2.0), scale)
    }

    /// Shows the surroundings of a point, with one unit of the view box for each CSS pixel of a map at that zoom.
    pub fn at(centre: LatLng, zoom: f64) -> Self {
        Self::centred(mercator(centre.lng.degrees(), centre.lat.degrees()), WORLD_AT_ZERO * zoom.exp2())
    }

    /// The viewport whose view box has these edges, the inverse of [`Viewport::bounds`].
    pub fn of_bounds(bounds: &Bounds) -> Self {
        let ((west, north), (east, _)) = (mercator(bounds.west, bounds.north), mercator(bounds.east, bounds.south));
        Self { scale: WIDTH / (east - west).max(f64::EPSILON), corner: (west, north) }
    }

    fn centred(centre: (f64, f64), scale: f64) -> Self {
        Self { scale, corner: (centre.0 - WIDTH / 2.0 / scale, centre.1 - HEIGHT / 2.0 / scale) }
    }

    /// Position in the view box.
    pub fn project(&self, lng: f64, lat: f64) -> (f64, f64) {
        let (x, y) = mercator(lng, lat);
        ((x - self.corner.0) * self.scale, (y - self.corner.1) * self.scale)
    }

    /// The edges of the view box in degrees.
    pub fn bounds(&self) -> Bounds {
        let (north, west) = degrees(self.corner);
        let (south, east) = degrees((self.corner.0 + WIDTH / self.scale, self.corner.1 + HEIGHT / self.scale));
        Bounds { south, west, north, east }
    }

    /// Latitude and longitude of the middle, in degrees.
    pub fn centre(&self) -> (f64, f64) {
        degrees((self.corner.0 + WIDTH / 2.0 / self.scale, self.corner.1 + HEIGHT / 2.0 / self.scale))
    }

    /// The zoom, with its fraction, at which Leaflet shows the view box as large as an SVG does that fits it whole into a
    /// container (`preserveAspectRatio="xMidYMid meet"`). The container's size is in CSS pixels.
    pub fn zoom(&self, width: f64, height: f64) -> f64 {
        let pixels_per_unit = f64::min(width / WIDTH, height / HEIGHT).max(f64::EPSILON);
        (self.scale * pixels_per_unit / WORLD_AT_ZERO).log2()
    }

    /// How many units of the view box a CSS pixel covers when the map stands at a zoom of Leaflet's.
    pub fn units_per_pixel(&self, zoom: f64) -> f64 {
        self.scale / (WORLD_AT_ZERO * zoom.exp2())
    }

    /// Metres on the ground per unit of the view box, in its middle.
    pub fn metres_per_unit(&self) -> f64 {
        metres_around_the_earth(self.centre().0) / self.scale
    }
}

/// Metres on the ground per CSS pixel of a map at some latitude (degrees) and zoom.
pub fn metres_per_pixel(lat: f64, zoom: f64) -> f64 {
    metres_around_the_earth(lat) / (WORLD_AT_ZERO * zoom.exp2())
}

/// Length of a parallel in metres, on the sphere that web maps use.
fn metres_around_the_earth(lat: f64) -> f64 {
    // The cosine, from the tangent.
    2.0 * PI * 6_378_137.0 / 1.0_f64.hypot(tangent(lat))
}

/// The longest length of the form 1, 2 or 5 times a power of ten that fits, in metres; at least 1.
pub fn round_length(most: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= most {
        power *= 10.0;
    }
    [5.0, 2.0, 1.0].into_iter().map(|factor| factor * power).find(|length| *length <= most).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTY: Bounds = Bounds { south: 23.98906, west: 102.81629, north: 24.56776, east: 103.15071 };

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6 * (1.0 + b.abs())
    }

    #[test]
    fn mercator_there_and_back() {
        for (lat, lng) in [(0.0, 0.0), (24.22, 103.1), (-60.5, -179.0), (84.0, 12.0)] {
            let (lat_back, lng_back) = degrees(mercator(lng, lat));
            assert!(close(lat_back, lat) && close(lng_back, lng));
        }
        assert_eq!(mercator(0.0, 0.0), (0.5, 0.5));
        let (x, y) = mercator(180.0, 90.0);
        assert!(close(x, 1.0) && y.abs() < 1e-6, "the pole is cut off where the world is a square");
    }

    #[test]
    fn the_area_fits_with_its_padding() {
        let viewport = Viewport::around(&COUNTY, 40.0);
        let (left, top) = viewport.project(COUNTY.west, COUNTY.north);
        let (right, bottom) = viewport.project(COUNTY.east, COUNTY.south);
        assert!(left >= 40.0 && right <= WIDTH - 40.0 + 1e-9);
        assert!(close(top, 40.0) && close(bottom, HEIGHT - 40.0), "a tall county fills the height");
        assert!(close(left, WIDTH - right), "it stands in the middle");
    }

    #[test]
    fn bounds_lead_back_to_the_viewport() {
        let viewport = Viewport::around(&COUNTY, 40.0);
        let again = Viewport::of_bounds(&viewport.bounds());
        let (there, back) = (viewport.project(103.0, 24.3), again.project(103.0, 24.3));
        assert!(close(there.0, back.0) && close(there.1, back.1));
    }

    /// Leaflet puts a point at `(mercator(p) - mercator(centre)) * 256 * 2^zoom + half the container`.
    #[test]
    fn leaflet_shows_what_the_svg_showed() {
        let viewport = Viewport::around(&COUNTY, 40.0);
        let (lat, lng) = viewport.centre();
        for (width, height) in [(390.0, 380.0), (940.0, 1020.0), (600.0, 800.0), (300.0, 900.0)] {
            let world = 256.0 * viewport.zoom(width, height).exp2();
            let unit = f64::min(width / WIDTH, height / HEIGHT);
            let (centre, point) = (mercator(lng, lat), mercator(103.10105, 24.2247));
            let leaflet = ((point.0 - centre.0) * world + width / 2.0, (point.1 - centre.1) * world + height / 2.0);
            let (x, y) = viewport.project(103.10105, 24.2247);
            let svg = ((width - WIDTH * unit) / 2.0 + x * unit, (height - HEIGHT * unit) / 2.0 + y * unit);
            assert!(
                close(leaflet.0, svg.0) && close(leaflet.1, svg.1),
                "{width}×{height}: {leaflet:?} against {svg:?}"
            );
        }
    }

    #[test]
    fn a_camera_is_shown_at_its_zoom() {
        let camera = LatLng::new(24.2, 103.0).expect("a point");
        let viewport = Viewport::at(camera, 12.5);
        assert!(close(viewport.zoom(WIDTH, HEIGHT), 12.5));
        assert!(close(viewport.units_per_pixel(12.5), 1.0) && close(viewport.units_per_pixel(13.5), 0.5));
        assert!(close(viewport.centre().0, 24.2) && close(viewport.centre().1, 103.0));
    }

    #[test]
    fn an_area_without_extent_is_not_enlarged_without_end() {
        let point = Bounds { south: 24.0, west: 103.0, north: 24.0, east: 103.0 };
        assert!(Viewport::around(&point, 40.0).zoom(WIDTH, HEIGHT) < 16.0);
    }

    #[test]
    fn scale_bars_have_round_lengths() {
        for (most, length) in
            [(12_700.0, 10_000.0), (9_999.0, 5_000.0), (4_000.0, 2_000.0), (1_000.0, 1_000.0), (7.0, 5.0), (0.3, 1.0)]
        {
            assert_eq!(round_length(most), length);
        }
        let equator = metres_per_pixel(0.0, 0.0) * 256.0;
        assert!((equator - 40_075_016.7).abs() < 1.0);
        let viewport = Viewport::around(&COUNTY, 40.0);
        let zoom = viewport.zoom(WIDTH, HEIGHT);
        assert!(close(metres_per_pixel(viewport.centre().0, zoom), viewport.metres_per_unit()));
    }
}
