import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

// Every spec runs wide and on a phone, with and without script. Those named *.script.spec.ts are about what script adds,
// those named *.plain.spec.ts about what stands without it.
const withScript = { testIgnore: "*.plain.spec.ts" };
const withoutScript = { testIgnore: "*.script.spec.ts" };

export default defineConfig({
  testDir: "specs",
  outputDir: "artifacts/results",
  globalSetup: "./support/global-setup.ts",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes only the second time has failed: nothing here may depend on luck.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "artifacts/results.json" }]],
  // Traces are recorded while nothing has failed yet, which takes time: ATLAS_TRACE=1 keeps those of tests that fail.
  use: { launchOptions, locale: "zh-CN", timezoneId: "Asia/Shanghai", screenshot: "only-on-failure", trace: process.env.ATLAS_TRACE ? "retain-on-failure" : "off" },
  projects: [
    { name: "wide", use: wide, ...withScript },
    { name: "phone", use: phone, ...withScript },
    { name: "wide without script", use: { ...wide, javaScriptEnabled: false }, ...withoutScript },
    { name: "phone without script", use: { ...phone, javaScriptEnabled: false }, ...withoutScript },
  ],
});
