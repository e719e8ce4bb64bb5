import { expect, type Locator, type Page } from "@playwright/test";
import { LANGUAGES } from "./pages.mjs";

export { LANGUAGES, PAGES } from "./pages.mjs";
export type Language = (typeof LANGUAGES)[number];

/** Words by which a visitor finds his way; the page must carry exactly these. */
export const WORDS = {
  zh: {
    tag: "zh-Hans",
    filters: "筛选",
    search: "搜索",
    township: "乡镇（街道）",
    apply: "查看结果",
    list: "列表",
    pillars: "五个方面",
    unplaced: "地点未说明",
    notices: "链接中有无法识别的内容",
    notFound: "没有这个页面",
    notFoundSearch: "在示范点中搜索",
    close: "关闭",
    wholeArea: "全县范围",
    noAmount: "来源未写明总金额",
    noDate: "来源未写明日期",
    sources: "来源",
    otherLanguage: "English",
    panxi: "盘溪镇",
    squareName: "盘溪镇同心广场",
    fictional: "虚构",
  },
  en: {
    tag: "en",
    filters: "Filters",
    search: "Search",
    township: "Township",
    apply: "Show results",
    list: "List",
    pillars: "The five pillars",
    unplaced: "Place not stated",
    notices: "Something in the address was not understood",
    notFound: "There is no such page",
    notFoundSearch: "Search the sites",
    close: "Close",
    wholeArea: "Whole county",
    noAmount: "No total amount stated",
    noDate: "No date stated",
    sources: "Sources",
    otherLanguage: "中文",
    panxi: "Panxi Town",
    squareName: "Tongxin Square, Panxi",
    fictional: "fictional",
  },
} as const;

/** Pins of the map, before and after Leaflet has taken over; frames that are hidden hold what was there before. */
export const pins = (page: Page): Locator => page.locator(".map :not([hidden]) > a.pin");

/** Pins of single sites. */
export const sitePins = (page: Page): Locator => page.locator('.map :not([hidden]) > a.pin[href*="/site/"]');

/** The box that Leaflet runs in. */
export const leaflet = (page: Page): Locator => page.locator(".leaflet-container");

/** Rows of the list of sites, projects or whatever it shows. */
export const rows = (page: Page, language: Language): Locator =>
  page.getByRole("region", { name: WORDS[language].list, exact: true }).locator("li.card");

/** Opens the overview, turns to it as a person does, and waits until Leaflet runs and its pins stand. */
export async function openLiveMap(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.mouse.move(1, 1);
  await expect(leaflet(page)).toBeVisible();
  await expect(pins(page).first()).toBeVisible();
}

/** A parameter of the address that the browser shows. */
export const parameter = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

/** Waits until what has the focus is on the screen, with a ring around it: a page may still be scrolling to it. */
export async function focusIsSeen(page: Page): Promise<void> {
  const seen = () => {
    const focused = document.activeElement!;
    const [box, style] = [focused.getBoundingClientRect(), getComputedStyle(focused)];
    const ringed = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
    return ringed && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  };
  const beginning = await page.evaluate(() => document.activeElement!.outerHTML.slice(0, 80));
  await expect.poll(() => page.evaluate(seen), { message: `the focus is seen: ${beginning}` }).toBe(true);
}
