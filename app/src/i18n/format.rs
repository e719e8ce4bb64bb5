//! Numbers, money and dates as the readers of a language write them.

use super::{Language, Locale, fill};
use crate::domain::{
    money::{Amount, Bound, Currency},
    period::{PartialDate, Period},
    quantity::{Quantity, Unit},
};

/// What a column of amounts is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
}

impl Locale {
    /// A whole number with its thousands apart.
    pub fn number(self, value: i64) -> String {
        let digits = value.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len() + 6);
        if value < 0 {
            grouped.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    /// `value / 10^decimals`, without trailing zeros behind the point.
    pub(crate) fn decimal(self, value: i64, decimals: u8) -> String {
        let unit = 10_i64.pow(u32::from(decimals.min(9)));
        let whole = self.number(value / unit);
        let rest = value.unsigned_abs() % unit.unsigned_abs();
        if rest == 0 {
            return whole;
        }
        let fraction = format!("{rest:0width$}", width = usize::from(decimals));
        format!("{whole}.{}", fraction.trim_end_matches('0'))
    }

    /// A text with the word that says how a number bounds the true one.
    pub fn bounded(self, bound: Bound, text: &str) -> String {
        let pattern = match bound {
            Bound::Exact => return text.into(),
            Bound::MoreThan => self.bound_more_than,
            Bound::AtLeast => self.bound_at_least,
            Bound::AtMost => self.bound_at_most,
            Bound::Nearly => self.bound_nearly,
            Bound::About => self.bound_about,
        };
        fill(pattern, &[text])
    }

    /// An amount of money: in Chinese from 10,000 yuan on in 万元, in English from a million on in millions, whenever
    /// two digits behind the point are enough to say it exactly.
    pub fn money(self, amount: &Amount) -> String {
        let fen = amount.fen.get();
        let currency = match (amount.currency, self.language) {
            (Currency::Cny, Language::Chinese) => "元",
            (Currency::Cny, Language::English) => " yuan",
            (other, _) => return self.bounded(amount.bound, &format!("{} {other}", self.decimal(fen, 2))),
        };
        let text = match self.language {
            Language::Chinese if fen >= 1_000_000 && fen % 10_000 == 0 => {
                format!("{}万元", self.decimal(fen / 10_000, 2))
            }
            Language::English if fen >= 100_000_000 && fen % 1_000_000 == 0 => {
                format!("{} million yuan", self.decimal(fen / 1_000_000, 2))
            }
            _ => format!("{}{currency}", self.decimal(fen, 2)),
        };
        self.bounded(amount.bound, &text)
    }

    /// The unit in which a column of amounts is written, so that they can be compared at a glance: in Chinese ten thousands
    /// of yuan where two digits behind the point say each of them exactly.
    pub fn money_unit<'a>(self, amounts: impl IntoIterator<Item = &'a Amount>) -> MoneyUnit {
        let mut yuan = amounts.into_iter().filter(|amount| amount.currency == Currency::Cny);
        match self.language {
            Language::Chinese if yuan.all(|amount| amount.fen.get() % 10_000 == 0) => MoneyUnit::TenThousandYuan,
            _ => MoneyUnit::Yuan,
        }
    }

    /// An amount in the unit of its column, which the heading names; of another currency with that currency.
    pub fn money_in(self, unit: MoneyUnit, amount: &Amount) -> String {
        let fen = amount.fen.get();
        let text = match (amount.currency, unit) {
            (Currency::Cny, MoneyUnit::Yuan) => self.decimal(fen, 2),
            (Currency::Cny, MoneyUnit::TenThousandYuan) => self.decimal(fen / 10_000, 2),
            (other, _) => format!("{} {other}", self.decimal(fen, 2)),
        };
        self.bounded(amount.bound, &text)
    }

    /// The heading of a column of amounts.
    pub fn amount_heading(self, unit: MoneyUnit) -> &'static str {
        match unit {
            MoneyUnit::Yuan => self.pages().amount_in_yuan,
            MoneyUnit::TenThousandYuan => self.pages().amount_in_ten_thousands,
        }
    }

    /// A number with its unit and bound.
    pub fn quantity(self, quantity: &Quantity) -> String {
        if quantity.unit == Unit::Fen
            && let Ok(fen) = quantity.value.try_into()
        {
            return self.money(&Amount { fen, currency: Currency::Cny, bound: quantity.bound });
        }
        let number = self.decimal(quantity.value, quantity.decimals);
        let text = match quantity.unit {
            Unit::Percent => format!("{number}%"),
            unit if self.is_chinese() => format!("{number}{}", self.word(&format!("unit:{unit}"))),
            unit => {
                let words = super::en::UNITS.iter().find(|(code, _)| *code == unit.code());
                fill(words.map_or(unit.code(), |(_, words)| words), &[&number])
            }
        };
        self.bounded(quantity.bound, &text)
    }

    /// A count with the word for what it counts.
    pub fn count(self, count: u32, words: &str) -> String {
        fill(words, &[&self.number(i64::from(count))])
    }

    /// A date as exact as it is known.
    pub fn date(self, date: &PartialDate) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (year, month, day) = date.parts();
        match (self.language, month, day) {
            (Language::Chinese, None, _) => format!("{year}年"),
            (Language::Chinese, Some(month), None) => format!("{year}年{month}月"),
            (Language::Chinese, Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
            (Language::English, None, _) => year.to_string(),
            (Language::English, Some(month), day) => {
                let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
                day.map_or_else(|| format!("{name} {year}"), |day| format!("{day} {name} {year}"))
            }
        }
    }

    /// From a day, month or year to another one: a whole year is only the year, and what begins and ends alike stands once.
    pub fn span(self, from: &PartialDate, to: &PartialDate) -> String {
        let (year, rest) = from.as_str().split_at(4);
        let until = to.as_str().strip_prefix(year);
        let whole = matches!(rest, "" | "-01" | "-01-01") && matches!(until, Some("" | "-12" | "-12-31"));
        match PartialDate::new(year) {
            Ok(year) if whole => self.date(&year),
            _ if from == to => self.date(from),
            _ => format!("{} – {}", self.date(from), self.date(to)),
        }
    }

    /// A span of time: its years where they are known, else what the source calls it.
    pub fn period(self, period: &Period) -> Option<String> {
        match (&period.from, &period.to) {
            (Some(from), Some(to)) => Some(self.span(from, to)),
            (Some(from), None) => Some(fill(self.period_from, &[&self.date(from)])),
            (None, Some(to)) => Some(fill(self.period_to, &[&self.date(to)])),
            (None, None) => self.phrase(&period.label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Fen;

    fn yuan(fen: i64, bound: Bound) -> Amount {
        Amount { fen: Fen::new(fen).expect("in range"), currency: Currency::Cny, bound }
    }

    #[test]
    fn money_is_exact_in_both_languages() {
        let (zh, en) = (Locale::of(Language::Chinese), Locale::of(Language::English));
        for (fen, bound, in_zh, in_en) in [
            (350_000_000, Bound::MoreThan, "超过350万元", "more than 3.5 million yuan"),
            (620_000_000, Bound::Exact, "620万元", "6.2 million yuan"),
            (123_456_789, Bound::Exact, "1,234,567.89元", "1,234,567.89 yuan"),
            (5_000, Bound::About, "约50元", "about 50 yuan"),
            (0, Bound::Exact, "0元", "0 yuan"),
            (1_230_000, Bound::Exact, "1.23万元", "12,300 yuan"),
        ] {
            assert_eq!(zh.money(&yuan(fen, bound)), in_zh);
            assert_eq!(en.money(&yuan(fen, bound)), in_en);
        }
    }

    #[test]
    fn a_column_of_amounts_has_one_unit() {
        let (zh, en) = (Locale::of(Language::Chinese), Locale::of(Language::English));
        let (round, odd) = (yuan(350_000_000, Bound::MoreThan), yuan(1_230_000, Bound::Exact));
        let dollars = Amount { currency: Currency::Usd, ..yuan(500_050, Bound::Exact) };
        let unit = zh.money_unit([&round, &odd, &dollars]);
        assert_eq!(
            [&round, &odd, &dollars].map(|amount| zh.money_in(unit, amount)),
            ["超过350", "1.23", "5,000.5 USD"]
        );
        let unit = zh.money_unit([&round, &yuan(123_456, Bound::Exact)]);
        assert_eq!((unit, zh.money_in(unit, &round)), (MoneyUnit::Yuan, "超过3,500,000".into()));
        let unit = en.money_unit([&round, &odd]);
        assert_eq!([&round, &odd].map(|amount| en.money_in(unit, amount)), ["more than 3,500,000", "12,300"]);
    }

    #[test]
    fn one_of_a_unit_is_not_many() {
        let of = |value, unit| Quantity { value, decimals: 0, unit, bound: Bound::Exact };
        let en = Locale::of(Language::English);
        for unit in Unit::ALL.iter().copied().filter(|unit| !matches!(unit, Unit::Fen | Unit::Percent)) {
            let (one, two) = (en.quantity(&of(1, unit)), en.quantity(&of(2, unit)));
            assert_eq!(two, format!("2 {unit}"));
            // English has one word for one mu and for many.
            assert!(one.starts_with("1 ") && (one[2..] != two[2..]) == (unit != Unit::Mu), "{one}");
        }
        assert_eq!(Locale::of(Language::Chinese).quantity(&of(1, Unit::Households)), "1户");
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        let (zh, en) = (Locale::of(Language::Chinese), Locale::of(Language::English));
        for (date, in_zh, in_en) in [
            ("2021", "2021年", "2021"),
            ("2021-05", "2021年5月", "May 2021"),
            ("2021-05-03", "2021年5月3日", "3 May 2021"),
        ] {
            let date = PartialDate::new(date).expect("a date");
            assert_eq!((zh.date(&date), en.date(&date)), (in_zh.into(), in_en.into()));
        }
    }
}
