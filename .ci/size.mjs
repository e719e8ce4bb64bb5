// The size budget: what a visitor's browser fetches, as it goes over the wire (brotli), against limits that leave room for
// the page itself. Sizes do not depend on the machine, so this is a test and not a measurement.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SITE = "target/site";
const LIMITS = [
  { what: "browser program (wasm)", pattern: /^pkg\/.*\.wasm\.br$/, limit: 270_000 },
  { what: "its loader (js)", pattern: /^pkg\/.*\.js\.br$/, limit: 12_000 },
  { what: "styles (css)", pattern: /^pkg\/.*\.css\.br$/, limit: 12_000 },
  { what: "Leaflet", pattern: /^vendor\/leaflet-.*\.js\.br$/, limit: 45_000 },
];
// 360 kB may come until the live map stands; 30 kB of them are kept for the page with its map and for answers.
const LIMIT_ALL = 330_000;

const files = readdirSync(SITE, { recursive: true }).map(String);
const bytes = (value) => value.toLocaleString("en").padStart(9);
let failed = false;
let all = 0;
for (const { what, pattern, limit } of LIMITS) {
  const found = files.filter((file) => pattern.test(file.replaceAll("\\", "/")));
  const size = found.reduce((sum, file) => sum + statSync(join(SITE, file)).size, 0);
  const fits = found.length > 0 && size <= limit;
  failed ||= !fits;
  all += size;
  console.log(`${bytes(size)} of ${bytes(limit)} B  ${what}${found.length === 0 ? ": NOT FOUND" : fits ? "" : ": TOO LARGE"}`);
}
failed ||= all > LIMIT_ALL;
console.log(`${bytes(all)} of ${bytes(LIMIT_ALL)} B  all of it${all > LIMIT_ALL ? ": TOO LARGE" : ""}`);
process.exit(failed ? 1 : 0);
