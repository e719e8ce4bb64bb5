//! What can be said of an entry, and in which group it is counted.

crate::code_list! {
    /// What is to be said of an entry.
    Flaw {
        /// No place is stated.
        NoPlace = "no-place",
        /// No amount is stated.
        NoAmount = "no-amount",
        /// No date is stated.
        NoDate = "no-date",
        /// No source is named.
        NoSource = "no-source",
        /// A text is there in one language only.
        NoTranslation = "no-translation",
        /// The Chinese name that is in use is not known: what stands there was translated back.
        NoName = "no-name",
        /// It was neither changed nor confirmed for long.
        Stale = "stale",
        /// Its position lies outside the area of its division.
        OutsideDivision = "outside-division",
        /// Its position is that of another one that is said to be exact, too.
        IdenticalPin = "identical-pin",
        /// Its position is about 0° N, 0° E, where unknown positions end up.
        NullIsland = "null-island",
        /// It may be the same as another one: the names are alike, and they are near one another.
        NearDuplicate = "near-duplicate",
        /// The reading of the source is in doubt.
        DoubtfulReading = "doubtful-reading",
    }
}

crate::code_list! {
    /// The columns of the monitor.
    Group {
        /// Something is not stated.
        Missing = "missing",
        /// It was not looked at for long.
        Stale = "stale",
        /// Something may be wrong.
        Doubtful = "doubtful",
    }
}

impl Flaw {
    /// The column in which it is counted.
    pub const fn group(self) -> Group {
        match self {
            Self::NoPlace | Self::NoAmount | Self::NoDate | Self::NoSource | Self::NoTranslation | Self::NoName => {
                Group::Missing
            }
            Self::Stale => Group::Stale,
            Self::OutsideDivision
            | Self::IdenticalPin
            | Self::NullIsland
            | Self::NearDuplicate
            | Self::DoubtfulReading => Group::Doubtful,
        }
    }
}
