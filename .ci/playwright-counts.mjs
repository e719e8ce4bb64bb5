// Prints "PASSED FAILED" of a report that Playwright wrote as JSON. A test that passed only when tried again has failed.
import { existsSync, readFileSync } from "node:fs";

const report = process.argv[2];
if (!existsSync(report)) {
  console.error(`${report} was not written: Playwright ended before its end.`);
  console.log(0, 1);
} else {
  const { stats, errors } = JSON.parse(readFileSync(report, "utf8"));
  console.log(stats.expected, stats.unexpected + stats.flaky + (errors?.length ?? 0));
}
