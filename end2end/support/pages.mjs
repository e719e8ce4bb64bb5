/** The languages, as they stand in the path. */
export const LANGUAGES = /** @type {const} */ (["zh", "en"]);

/** A page of each kind, by path without language. */
export const PAGES = /** @type {const} */ ({
  overview: "/",
  site: "/site/panxi-tongxin-square",
  "site without place": "/site/daxing-irrigation",
  township: "/township/panxi-town",
  county: "/county/huaning-county",
  project: "/project/tongxin-education-tour",
  organisation: "/organisation/democratic-parties-yunnan",
  aid: "/aid/winter-goods-distribution",
  source: "/source/huaning-tongxin-article",
  projects: "/projects",
  "a question": "/townships?has=training&has=-project.amount_stated",
  organisations: "/organisations",
  funding: "/funding",
  figures: "/figures",
  about: "/about",
  data: "/data",
  accessibility: "/accessibility",
  report: "/report",
});
