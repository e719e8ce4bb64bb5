//! Numbers as people write them: counts, money in yuan or ten thousand yuan, quantities with a unit.

use super::{Raws, around::Known, below, read::Reader};
use crate::domain::{money::Fen, rule::Broken};
use serde_json::{Value, json};

/// What a Chinese input method writes wide, as it is meant: digits, signs and spaces.
pub(super) fn narrow(raw: &str) -> String {
    let narrow = |wide: char| match wide {
        '\u{FF01}'..='\u{FF5E}' => (wide as u32 - 0xFEE0) as u8 as char,
        '\u{3000}' => ' ',
        other => other,
    };
    raw.chars().map(narrow).collect()
}

/// Digits before and behind the point, without separators.
fn digits(raw: &str) -> Result<(String, String), Broken> {
    let no_number = || {
        let shown: String = raw.chars().take(40).collect();
        Broken::new(
            format!("“{shown}” is not a number: write 1200, 1,200 or 1200.50."),
            format!("“{shown}”不是数字：请写 1200、1,200 或 1200.50。"),
        )
    };
    let plain: String = narrow(raw).replace('。', ".").chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let whole = groups.concat();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || groups[0].is_empty() || !grouped || !all_digits(&whole) || !all_digits(part) {
        return Err(no_number());
    }
    Ok((whole, part.into()))
}

/// The number with so many decimals, as a whole number; `None` when it has more, or is too great.
fn scaled(whole: &str, part: &str, decimals: usize) -> Option<i64> {
    let part = part.trim_end_matches('0');
    if part.len() > decimals {
        return None;
    }
    format!("{whole}{part:0<decimals$}").parse().ok()
}

/// A whole number.
pub(super) fn count(raw: &str, most: u32) -> Result<u32, Broken> {
    let (whole, part) = digits(raw)?;
    let number = scaled(&whole, &part, 0).and_then(|number| u32::try_from(number).ok());
    number.filter(|number| *number <= most).ok_or_else(|| {
        Broken::new(format!("This is a whole number up to {most}."), format!("此项为不大于 {most} 的整数。"))
    })
}

/// What a number of money is written behind, with what it is multiplied by (as a power of ten).
const SUFFIXES: [(&str, usize); 8] =
    [("万元", 4), ("万", 4), ("亿元", 8), ("亿", 8), ("元", 0), ("ten thousand yuan", 4), ("yuan", 0), ("CNY", 0)];

/// Hundredths from a number and the unit that is chosen beside it; a unit in the text itself holds before that, and does not
/// speak of yuan where another currency is chosen.
fn fen(raw: &str, unit: &str, currency: &str) -> Result<i64, Broken> {
    let plain = narrow(raw);
    let plain = plain.strip_suffix('整').unwrap_or(&plain).trim();
    let raw = plain.trim_start_matches(['¥', '￥']).trim();
    let stated = SUFFIXES.iter().find_map(|(suffix, power)| Some((raw.strip_suffix(suffix)?.trim(), *power, *suffix)));
    let says_yuan = raw != plain || stated.is_some_and(|(.., suffix)| !matches!(suffix, "万" | "亿"));
    if says_yuan && currency != "CNY" {
        return Err(Broken::new(
            "The number says yuan, but another currency is chosen.",
            "数字写的是人民币元，但选择了其他币种。",
        ));
    }
    let (raw, power) = stated.map_or((raw, if unit == "ten-thousand" { 4 } else { 0 }), |(raw, power, _)| (raw, power));
    let (whole, part) = digits(raw)?;
    let fen = scaled(&whole, &part, power + 2).ok_or_else(|| {
        Broken::new(
            "Money has at most two decimals, and this program ends at 10 thousand billion yuan.",
            "金额最多精确到分，且不能超过十万亿元。",
        )
    })?;
    Fen::new(fen).map(Fen::get)
}

pub(super) fn read_amount(reader: &mut Reader<'_, impl Known>, path: &str) -> Value {
    let [number, unit, currency, bound] =
        parts(reader, path, ["number", "unit", "currency", "bound"], super::kinds::AMOUNT);
    let (Some(number), Some(unit)) = (number.as_str(), unit.as_str()) else { return Value::Null };
    let fen = fen(number, unit, currency.as_str().unwrap_or("CNY"));
    match reader.keep(&below(path, "number"), fen) {
        Value::Null => Value::Null,
        fen => json!({ "fen": fen, "currency": currency, "bound": bound }),
    }
}

pub(super) fn read_quantity(reader: &mut Reader<'_, impl Known>, path: &str) -> Value {
    let [number, unit, bound] = parts(reader, path, ["number", "unit", "bound"], super::kinds::QUANTITY);
    let Some(raw) = number.as_str() else { return Value::Null };
    let raw = &*narrow(raw);
    let (sign, raw) = raw.strip_prefix(['-', '−']).map_or((1, raw), |rest| (-1, rest));
    let read = digits(raw).and_then(|(whole, part)| {
        let value = if part.len() <= 6 { format!("{whole}{part}").parse::<i64>().ok() } else { None };
        let too_long = || Broken::new("This number has too many digits.", "数字位数过多。");
        value.map(|value| (sign * value, part.len())).ok_or_else(too_long)
    });
    match read {
        Ok((value, decimals)) if !unit.is_null() => {
            json!({ "value": value, "decimals": decimals, "unit": unit, "bound": bound })
        }
        Ok(_) => Value::Null,
        Err(rule) => reader.keep::<i64>(&below(path, "number"), Err(rule)),
    }
}

/// Reads the controls of something that is read as a whole; each that is missing is named.
pub(super) fn parts<const N: usize>(
    reader: &mut Reader<'_, impl Known>,
    path: &str,
    names: [&str; N],
    table: &'static [super::Part],
) -> [Value; N] {
    names.map(|name| {
        let path = below(path, name);
        let shape = table.iter().find(|part| part.name == name).map_or(super::Shape::Line, |part| part.shape);
        let missing = reader.raw(&path).is_empty();
        let value = reader.shape(shape, &path);
        if value.is_null() && missing {
            reader.say(&path, Broken::new("This has to be filled in.", "此项必须填写。"));
        }
        value
    })
}

pub(super) fn write_amount(path: &str, value: &Value, raws: &mut Raws) {
    let Some(fen) = value["fen"].as_i64() else { return };
    let hundredths = fen % 100;
    let cents = if hundredths == 0 { String::new() } else { format!(".{hundredths:02}") };
    raws.insert(below(path, "number"), format!("{}{cents}", with_commas(fen / 100)));
    raws.insert(below(path, "unit"), "yuan".into());
    for part in ["currency", "bound"] {
        raws.insert(below(path, part), value[part].as_str().unwrap_or_default().into());
    }
}

pub(super) fn write_quantity(path: &str, value: &Value, raws: &mut Raws) {
    let (Some(number), Some(decimals)) = (value["value"].as_i64(), value["decimals"].as_u64()) else { return };
    let decimals = decimals as usize;
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    let sign = if number < 0 { "-" } else { "" };
    let point = if decimals == 0 { "" } else { "." };
    raws.insert(below(path, "number"), format!("{sign}{whole}{point}{part}"));
    for part in ["unit", "bound"] {
        raws.insert(below(path, part), value[part].as_str().unwrap_or_default().into());
    }
}

/// An amount of a form in words, in English and in Chinese, so that a slip of ten thousand is seen where it is typed.
pub fn read_back(amount: &Value) -> Option<Broken> {
    let (fen, currency) = (amount["fen"].as_i64()?, amount["currency"].as_str()?);
    let hundredths = fen % 100;
    let cents = if hundredths == 0 { String::new() } else { format!(".{hundredths:02}") };
    let plain = format!("{}{cents}", with_commas(fen / 100));
    if currency != "CNY" {
        return Some(Broken::new(format!("{plain} {currency}"), format!("{plain} {currency}")));
    }
    let grouped = if fen >= 1_000_000 {
        let rest = format!("{:06}", fen % 1_000_000);
        let rest = rest.trim_end_matches('0');
        let point = if rest.is_empty() { "" } else { "." };
        format!("{}{point}{rest}", with_commas(fen / 1_000_000))
    } else {
        return Some(Broken::new(format!("{plain} yuan"), format!("{plain}元")));
    };
    Some(Broken::new(format!("{plain} yuan = {grouped} ten thousand yuan"), format!("{plain}元，即{grouped}万元")))
}

fn with_commas(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
