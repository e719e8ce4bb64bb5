// The size budget: what a visitor's browser fetches, as it goes over the wire (brotli), against limits that leave room for
// the page itself. Sizes do not depend on the machine, so this is a test and not a measurement.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SITE = "target/site";
const LIMITS = [
  { what: "browser program (wasm)", pattern: /^pkg\/tongxin-atlas\.wasm\.br$/, limit: 263_200 },
  { what: "its loaders (js)", pattern: /^pkg\/.*\.js\.br$/, limit: 12_000 },
  { what: "coming to another page (js)", pattern: /^arrival\.js\.br$/, limit: 800 },
  { what: "styles (css)", pattern: /^pkg\/.*\.css\.br$/, limit: 12_000 },
  { what: "Leaflet", pattern: /^vendor\/leaflet-.*\.js\.br$/, limit: 45_000 },
];
// What a visitor fetches of the program may grow by 10 kB at most through editing. The same program has 263,534 B when
// `editing::attach` is neither called nor a part of its own, so that nothing of it is kept (measured without `--split`).
const PROGRAM = { what: "program and loaders: 263,534 B and what editing adds", pattern: /^pkg\/(tongxin-atlas\.wasm|.*\.js)\.br$/, limit: 273_534 };
// Comes only with a page on which somebody edits.
const EDITING = { what: "besides, where something is edited", pattern: /^pkg\/split_editing\.wasm\.br$/, limit: 44_000 };
// 360 kB may come until the live map stands; 45 kB of them are kept for the page with its map and for answers.
const LIMIT_ALL = 315_000;

const files = readdirSync(SITE, { recursive: true }).map(String);
const bytes = (value) => value.toLocaleString("en").padStart(9);
let failed = false;
/** Prints what files have against their limit. @returns {number} bytes */
function measure({ what, pattern, limit }) {
  const found = files.filter((file) => pattern.test(file.replaceAll("\\", "/")));
  const size = found.reduce((sum, file) => sum + statSync(join(SITE, file)).size, 0);
  const fits = found.length > 0 && size <= limit;
  failed ||= !fits;
  console.log(`${bytes(size)} of ${bytes(limit)} B  ${what}${found.length === 0 ? ": NOT FOUND" : fits ? "" : ": TOO LARGE"}`);
  return size;
}
const all = LIMITS.reduce((sum, limit) => sum + measure(limit), 0);
failed ||= all > LIMIT_ALL;
console.log(`${bytes(all)} of ${bytes(LIMIT_ALL)} B  all of it${all > LIMIT_ALL ? ": TOO LARGE" : ""}`);
measure(PROGRAM);
measure(EDITING);
process.exit(failed ? 1 : 0);
