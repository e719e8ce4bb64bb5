// (a) What the first view needs over the wire: the page and the styles that it names, as brotli. What only paper needs comes
// later and is told beside it.
import { get } from "node:http";

/** @param {string} url @returns {Promise<{ body: Buffer, encoding: string | undefined, text: () => Promise<string> }>} */
function fetchBrotli(url) {
  return new Promise((done, failed) => {
    const request = get(url, { headers: { "accept-encoding": "br", accept: "text/html,text/css" } }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        if (response.statusCode !== 200) return failed(new Error(`${url} answered ${response.statusCode}`));
        if (response.headers["content-encoding"] !== "br") return failed(new Error(`${url} was not sent as brotli`));
        done(Buffer.concat(chunks));
      });
    });
    request.on("error", failed);
  });
}

/** @param {{ url: string }} atlas @returns {Promise<import("./report.mjs").Result[]>} */
export async function firstViewBytes({ url }) {
  const { brotliDecompressSync } = await import("node:zlib");
  const sizes = [];
  for (const language of ["zh", "en"]) {
    const page = await fetchBrotli(`${url}/${language}/`);
    const html = brotliDecompressSync(page).toString("utf8");
    const tags = [...html.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => /\brel="?stylesheet\b/.test(tag));
    const forPaper = (tag) => /\bmedia="?print\b/.test(tag);
    const sizeOf = async (sheets) => {
      let size = 0;
      for (const tag of sheets) {
        const href = tag.match(/\bhref="?([^"\s>]+)/)[1];
        size += (await fetchBrotli(new URL(href, `${url}/${language}/`).href)).length;
      }
      return size;
    };
    const styles = tags.filter((tag) => !forPaper(tag));
    // The sheet stands in the page itself, or the page names it.
    if (styles.length === 0 && !/<style\b[^>]*>[^<]{1000,}/.test(html)) throw new Error(`/${language}/ has no styles`);
    sizes.push({ language, html: page.length, css: await sizeOf(styles), paper: await sizeOf(tags.filter(forPaper)) });
  }
  const worst = Math.max(...sizes.map(({ html, css }) => html + css));
  const note = sizes.map(({ language, html, css, paper }) => `${language}: ${html} B html + ${css} B css; ${paper} B for paper`).join(", ");
  return [{ id: "firstView", value: worst / 1000, note }];
}
