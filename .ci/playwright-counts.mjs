// Prints "PASSED FAILED" of a report that Playwright wrote as JSON. A test that passed only when tried again has failed.
import { readFileSync } from "node:fs";

const { stats, errors } = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(stats.expected, stats.unexpected + stats.flaky + (errors?.length ?? 0));
