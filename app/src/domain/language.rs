//! The two languages of the program.

crate::code_list! {
    /// A language of the interface and of the records; its code is the first segment of every page's path.
    Language {
        /// Simplified Chinese, the language of the programme.
        Chinese = "zh",
        /// English.
        English = "en",
    }
}

impl Language {
    /// The BCP 47 tag for the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hans",
            Self::English => "en",
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }
}
