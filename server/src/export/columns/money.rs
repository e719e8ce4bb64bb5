//! The columns of movements of money.

use super::{Column, column, of};
use crate::export::cell::Cell;
use app::domain::record::Kind;

pub(super) const TRANSACTIONS: &[Column] = &[
    column("in_kind", "实物", "In kind", 10, of!(Transaction, |_, transaction| Cell::Flag(transaction.in_kind))),
    column("date", "日期", "Date", 12, of!(Transaction, |_, transaction| Cell::date(transaction.date.as_ref()))),
    column(
        "provider",
        "提供方",
        "Giver",
        28,
        of!(Transaction, |line, transaction| line.names(Kind::Organisation, &transaction.provider)),
    ),
    column(
        "provider_id",
        "提供方编号",
        "Giver (identifier)",
        20,
        of!(Transaction, |line, transaction| line.ids(&transaction.provider)),
    ),
    column(
        "receiver",
        "接收方",
        "Receiver",
        28,
        of!(Transaction, |line, transaction| line.names(Kind::Organisation, &transaction.receiver)),
    ),
    column(
        "receiver_id",
        "接收方编号",
        "Receiver (identifier)",
        20,
        of!(Transaction, |line, transaction| line.ids(&transaction.receiver)),
    ),
    column(
        "of",
        "所属记录",
        "Belongs to",
        28,
        of!(Transaction, |line, transaction| Cell::text(line.name(transaction.of.kind, &transaction.of.id))),
    ),
    column(
        "of_id",
        "所属记录编号",
        "Belongs to (identifier)",
        24,
        of!(Transaction, |_, transaction| Cell::text(transaction.of.to_string())),
    ),
];
