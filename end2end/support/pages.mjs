/** The languages, as they stand in the path. */
export const LANGUAGES = /** @type {const} */ (["zh", "en"]);

/** A page of each kind, by path without language. */
export const PAGES = /** @type {const} */ ({
  overview: "/",
  site: "/site/panxi-tongxin-square",
  "site without place": "/site/daxing-irrigation",
  township: "/township/panxi-town",
  county: "/county/huaning-county",
});
