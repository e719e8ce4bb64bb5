//! The code that leads from paper to the live view.

use qrcode::{Color, EcLevel, QrCode};

/// Free modules around the code; readers want four.
const QUIET: usize = 4;

/// The code of an address as an `<svg>` element; `None` for an address that is too long for one.
///
/// It is drawn in black on white whatever the colours of the page, since readers want dark on light.
pub fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .or_else(|_| QrCode::with_error_correction_level(address, EcLevel::L))
        .ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        // Neighbours are one stroke, so that no gap shows between them.
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        "<svg class=\"qr\" aria-hidden=\"true\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><rect \
         width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_code_has_its_quiet_zone_and_no_style() {
        let code = svg("https://atlas.example/zh/?in=panxi-town").expect("a code");
        assert!(code.starts_with("<svg") && code.contains("d=\"M4 4h7"), "the first finder begins at the quiet zone");
        assert!(!code.contains("style="));
    }

    #[test]
    fn what_is_too_long_has_none() {
        assert!(svg(&"a".repeat(2900)).is_some());
        assert_eq!(svg(&"a".repeat(3000)), None);
    }
}
