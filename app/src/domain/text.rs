//! Texts that a person typed, in one or both languages.

use super::{language::Language, rule::Broken};
use serde::{Deserialize, Serialize};

/// A non-empty text without leading or trailing space, of at most [`Text::MAX`] characters, without control
/// characters (line feeds apart) and without characters that reverse the direction of the text around them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(Box<str>);

impl Text {
    /// The longest text, in characters.
    pub const MAX: usize = 10_000;

    /// Checks a text.
    ///
    /// # Errors
    /// When it is empty, too long, or holds characters that could mislead a reader.
    pub fn new(raw: impl AsRef<str>) -> Result<Self, Broken> {
        let text = raw.as_ref().trim();
        if text.chars().all(|c| c.is_whitespace() || is_blank(c)) {
            return Err(Broken::new(
                "This text is empty; leave an unknown value out instead.",
                "文本为空；未知的内容请留空不填。",
            ));
        }
        let length = text.chars().count();
        if length > Self::MAX {
            return Err(Broken::new(
                format!("This text has {length} characters; at most {} are possible.", Self::MAX),
                format!("文本有{length}个字符，最多{}个。", Self::MAX),
            ));
        }
        if let Some(bad) = text.chars().find(|c| is_misleading(*c)) {
            return Err(Broken::new(
                format!("This text holds the invisible character U+{:04X}.", bad as u32),
                format!("文本含有不可见字符 U+{:04X}。", bad as u32),
            ));
        }
        Ok(Self(text.into()))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A note in both languages: a line for each, which says which it is, so that whoever sees the whole can read it.
    ///
    /// # Errors
    /// Those of [`Text::new`].
    pub fn both(zh: &str, en: &str) -> Result<Self, Broken> {
        Self::new(format!("{}{zh}\n{} {en}", mark(Language::Chinese), mark(Language::English)))
    }

    /// What a note says to the reader of a language, and the language that it is in: the part that [`Text::both`] marks as
    /// theirs. A note in one language stands for the other, too.
    pub fn reads(&self, reader: Language) -> (&str, Language) {
        let part = |language| self.part(language).map(|part| (part, language));
        part(reader)
            .or_else(|| part(reader.other()))
            .unwrap_or_else(|| (self, if self.chars().any(is_chinese) { Language::Chinese } else { Language::English }))
    }

    /// The part that begins with a language's mark at the beginning of a line and ends before the other's.
    fn part(&self, language: Language) -> Option<&str> {
        let marked = |language| {
            let mut places = self.match_indices(mark(language)).map(|(at, _)| at);
            places.find(|at| *at == 0 || self.as_bytes()[at - 1] == b'\n')
        };
        let begin = marked(language)?;
        let end = marked(language.other()).filter(|end| *end > begin).unwrap_or(self.len());
        let part = self[begin + mark(language).len()..end].trim();
        (!part.is_empty()).then_some(part)
    }
}

/// What the part of a note in both languages begins with.
const fn mark(language: Language) -> &'static str {
    match language {
        Language::Chinese => "中文：",
        Language::English => "English:",
    }
}

/// Whether a character is written in Chinese (CJK unified ideographs).
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Controls, separators of lines and paragraphs that no field has, and explicit direction marks (Unicode TR 9), which can
/// make a text read otherwise than it is stored.
fn is_misleading(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that join, part or vary others and show nothing by themselves.
const fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
    )
}

impl TryFrom<String> for Text {
    type Error = Broken;
    fn try_from(raw: String) -> Result<Self, Broken> {
        Self::new(raw)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.into()
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

crate::code_list! {
    /// Whether a Chinese name is in use or was translated back from another language.
    NameStatus {
        /// The name is in use.
        Established = "established",
        /// The name is a back-translation and is marked as such wherever it is shown.
        Translated = "translated",
    }
}

/// What a thing is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// In Chinese (zh-Hans).
    pub zh: Text,
    /// In English.
    pub en: Text,
    /// Whether the Chinese name is in use.
    pub zh_status: NameStatus,
}

impl Name {
    /// The name in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// Whether the reader of a language sees a back-translation.
    pub fn is_back_translation(&self, language: Language) -> bool {
        language == Language::Chinese && self.zh_status == NameStatus::Translated
    }
}

/// A sentence or more, in one or both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// In Chinese (zh-Hans), if known.
    pub zh: Option<Text>,
    /// In English, if known.
    pub en: Option<Text>,
}

impl Phrase {
    /// The phrase in a language, or in the other one where this one is missing.
    pub fn get(&self, language: Language) -> Option<(&str, Language)> {
        let order = match language {
            Language::Chinese => [(&self.zh, Language::Chinese), (&self.en, Language::English)],
            Language::English => [(&self.en, Language::English), (&self.zh, Language::Chinese)],
        };
        order.into_iter().find_map(|(text, found)| text.as_deref().map(|text| (text, found)))
    }

    /// What tells the phrase from others, whatever the language of the reader: its Chinese text, else its English one.
    pub fn key(&self) -> Option<&Text> {
        self.zh.as_ref().or(self.en.as_ref())
    }

    /// The phrase as a name, which has both languages: where one is missing, the other stands for it.
    pub fn name(&self) -> Option<Name> {
        let zh = self.key()?.clone();
        let en = self.en.as_ref().unwrap_or(&zh).clone();
        Some(Name { zh, en, zh_status: NameStatus::Established })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_in_both_languages_is_read_in_each() {
        let note = Text::both("原文印作“NLD”。", "Printed as 'NLD'.").expect("a note");
        assert_eq!(note.reads(Language::Chinese), ("原文印作“NLD”。", Language::Chinese));
        assert_eq!(note.reads(Language::English), ("Printed as 'NLD'.", Language::English));
        let turned = Text::new("English: one\ntwo\n中文：一").expect("a note");
        assert_eq!(turned.reads(Language::English), ("one\ntwo", Language::English));
        assert_eq!(turned.reads(Language::Chinese), ("一", Language::Chinese));
    }

    #[test]
    fn a_text_shows_something_and_nothing_else_than_it_is() {
        for blank in ["", "  ", "\u{200B}", "\u{2060}\u{200B} \u{FEFF}", "\u{2800}", "\u{3164}"] {
            assert!(Text::new(blank).is_err_and(|rule| rule.en.starts_with("This text is empty")), "{blank:?}");
        }
        for misleading in ["a\u{202E}b", "a\tb", "a\u{2028}b"] {
            assert!(Text::new(misleading).is_err_and(|rule| rule.en.contains("invisible")), "{misleading:?}");
        }
        // Between letters of some scripts, and in signs of several parts, they have their place.
        for plain in ["می\u{200C}خواهم", "👩\u{200D}🌾", "two\nlines"] {
            assert!(Text::new(plain).is_ok(), "{plain:?}");
        }
    }

    #[test]
    fn a_note_in_one_language_stands_for_the_other() {
        for (raw, part, language) in [
            ("Printed as it is.", "Printed as it is.", Language::English),
            ("照录。", "照录。", Language::Chinese),
            ("中文：照录。", "照录。", Language::Chinese),
            ("Printed in English: yes.", "Printed in English: yes.", Language::English),
            ("English:", "English:", Language::English),
            ("中文：\nEnglish: kept", "kept", Language::English),
        ] {
            let note = Text::new(raw).expect("a note");
            for reader in [Language::Chinese, Language::English] {
                assert_eq!(note.reads(reader), (part, language), "{raw}");
            }
        }
    }
}
