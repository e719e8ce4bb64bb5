// The browser that tests and benchmarks use: the system's Chromium, quiet and without a line to anybody else.
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];

/** Launch options for Playwright. Without a browser of the system, Playwright looks for its own. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM || PLACES.find((place) => existsSync(place)),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
