// Coming to another page within the program: where its reader stands, and what has the focus. Between documents a browser sees
// to both; here the page is another one, and to the browser it is the same document. Plain script, because in the program it
// would be ten times as large.
const left = new Map();
const column = () => document.querySelector(".panel");
const heading = () => document.querySelector("main h1");
// Whatever is asked of the overview, it is one page.
const page = () => (column() ? location.pathname : location.pathname + location.search);
let [shown, waiting] = [page()];

/** Waits until another page has been put in: at its heading readers of the screen and Tab begin. */
function arrive(place) {
  const before = heading();
  waiting?.disconnect();
  waiting = new MutationObserver(() => {
    const now = heading();
    if (!now || now === before || page() === shown) return;
    waiting.disconnect();
    shown = page();
    now.tabIndex = -1;
    now.focus({ preventScroll: true });
    if (!place) return;
    // At once, whatever the style sheet says of ways within a page.
    const behavior = "instant";
    scrollTo({ top: place[0], behavior });
    column()?.scrollTo({ top: place[1], behavior });
  });
  waiting.observe(document.body, { childList: true, subtree: true });
}

const follow = ({ target }) => {
  left.set(location.href, [scrollY, column()?.scrollTop]);
  if (target.closest?.("a[href]")) arrive();
};
// Before the program follows the link.
addEventListener("click", follow, { capture: true });
addEventListener("popstate", () => arrive(left.get(location.href)));
// A page that could not be shown for want of a line comes when there is one; not every browser tells.
const again = () => document.querySelector("main.offline") && fetch(location.href, { method: "HEAD" }).then(() => location.reload(), () => {});
addEventListener("online", again);
setInterval(again, 10_000);
