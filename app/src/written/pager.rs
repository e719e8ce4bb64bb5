//! The ways to the other pages of a list.

use crate::i18n::{Locale, fill};
use leptos::prelude::*;

/// Links to the page before and the one after, with which of how many this is; nothing for a list of one page.
pub(crate) fn pager(locale: Locale, (at, pages): (usize, usize), address: impl Fn(usize) -> String) -> Option<AnyView> {
    (pages > 1).then(|| {
        let number = |number: usize| locale.number(number as i64);
        let earlier = (at > 1).then(|| view! { <a rel="prev" href=address(at - 1)>{locale.page_previous}</a> });
        let later = (at < pages).then(|| view! { <a rel="next" href=address(at + 1)>{locale.page_next}</a> });
        view! {
            <nav class="pager" aria-label=locale.pages>
                {earlier} <span>{fill(locale.page_of, &[&number(at), &number(pages)])}</span> {later}
            </nav>
        }
        .into_any()
    })
}
