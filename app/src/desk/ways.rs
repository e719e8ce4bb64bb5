//! The ways between the pages of the desk, as far as a visitor may go.

use crate::{
    domain::account::{Door, Visitor},
    editing::words::LeftOnDevice,
    i18n::Locale,
    routes::{DeskPage, Page},
};
use leptos::prelude::*;

/// The list of pages that the visitor may see, and the button that signs out; nothing for who is not signed in, and on
/// public pages. `here`: whether the page is the one at the address, and not shown in the place of one that is not there.
pub(super) fn ways(locale: Locale, visitor: &Visitor, page: &Page, here: bool) -> Option<impl IntoView> {
    let account = visitor.account().filter(|_| matches!(page, Page::Desk(_)))?;
    let texts = locale.accounts();
    let pages = [
        (DeskPage::Home, texts.way_home),
        (DeskPage::Review, texts.way_review),
        (DeskPage::Monitor, texts.way_monitor),
        (DeskPage::People, texts.way_people),
        (DeskPage::Audit, texts.way_audit),
        (DeskPage::Account, texts.way_account),
    ];
    let links = pages.into_iter().filter(|(to, _)| to.door() == Door::SignedIn || visitor.pass(to.door()).is_ok());
    let links = links
        .map(|(to, words)| {
            let to = Page::Desk(to);
            let current = (here && to == *page).then_some("page");
            view! { <li><a href=to.path(locale.language) aria-current=current>{words}</a></li> }
        })
        .collect_view();
    let name = account.name.as_ref().map(ToString::to_string);
    Some(view! {
        <div class="desk-ways" data-account=account.id.as_str().to_owned()>
            <nav aria-label=texts.desk><ul>{links}</ul></nav>
            <form method="post" action=Page::Desk(DeskPage::Account).path(locale.language)>
                {name.map(|name| view! { <span class="meta">{name}</span> })}
                <button type="submit" name="do" value="sign-out">{texts.sign_out}</button>
            </form>
            <LeftOnDevice/>
        </div>
    })
}
