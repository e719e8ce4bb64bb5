//! Where the text is safe, as the line below the form says it.

/// Why nothing more reaches the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server does not answer, or asks to come later.
    NoConnection,
    /// The session has ended.
    SignedOut,
    /// The server does not take it: the draft is closed, or the text is more than it takes.
    Refused,
}

/// Where the text is safe. The words stand in an attribute of the line, named by [`Standing::attribute`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the device and on the server.
    Both,
    /// On the device, and on its way to the server.
    OnTheWay,
    /// On the server; the device keeps nothing.
    ServerOnly,
    /// On the device; the server does not answer.
    DeviceOnly,
    /// On the device; the server wants to know who one is.
    SignedOut,
    /// On the device; the server does not take it.
    Refused,
    /// In this page alone.
    Nowhere,
}

impl Standing {
    /// All there are.
    pub const ALL: [Self; 7] =
        [Self::Both, Self::OnTheWay, Self::ServerOnly, Self::DeviceOnly, Self::SignedOut, Self::Refused, Self::Nowhere];

    /// What holds. `kept` is whether the device has taken everything, `arrived` whether the server has.
    pub const fn of(kept: bool, arrived: bool, trouble: Option<Trouble>) -> Self {
        match (kept, arrived, trouble) {
            (_, _, Some(Trouble::Refused)) if kept => Self::Refused,
            (true, true, _) => Self::Both,
            (true, false, None) => Self::OnTheWay,
            (true, false, Some(Trouble::SignedOut)) => Self::SignedOut,
            (true, false, _) => Self::DeviceOnly,
            (false, true, None | Some(Trouble::NoConnection | Trouble::SignedOut)) => Self::ServerOnly,
            (false, ..) => Self::Nowhere,
        }
    }

    /// The attribute with its words; `{}` in them is the time of day.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Both => "data-both",
            Self::OnTheWay => "data-on-the-way",
            Self::ServerOnly => "data-server-only",
            Self::DeviceOnly => "data-device-only",
            Self::SignedOut => "data-signed-out",
            Self::Refused => "data-refused",
            Self::Nowhere => "data-nowhere",
        }
    }

    /// Whether somebody who does not see the line is told: not at every stroke of a key.
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::OnTheWay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_promises_nothing_that_does_not_hold() {
        let troubles = [None, Some(Trouble::NoConnection), Some(Trouble::SignedOut), Some(Trouble::Refused)];
        for (kept, arrived) in [(false, false), (false, true), (true, false), (true, true)] {
            for trouble in troubles {
                let standing = Standing::of(kept, arrived, trouble);
                let promises_device = !matches!(standing, Standing::ServerOnly | Standing::Nowhere);
                let promises_server = matches!(standing, Standing::Both | Standing::ServerOnly);
                assert!(!promises_device || kept, "{kept} {arrived} {trouble:?}: {standing:?}");
                assert!(!promises_server || arrived, "{kept} {arrived} {trouble:?}: {standing:?}");
            }
        }
        assert_eq!(Standing::of(true, true, None), Standing::Both);
        assert_eq!(Standing::of(true, false, Some(Trouble::NoConnection)), Standing::DeviceOnly);
        assert_eq!(Standing::of(true, false, Some(Trouble::SignedOut)), Standing::SignedOut);
        assert_eq!(Standing::of(true, true, Some(Trouble::Refused)), Standing::Refused);
        assert_eq!(Standing::of(false, false, None), Standing::Nowhere);
    }
}
