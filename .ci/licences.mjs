// The licences of everything that is inside the program and the site: name, version, licence and the texts that the authors
// ship, as these licences ask for. Reads what cargo says of the dependencies; writes to standard output.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const TARGETS = [`${process.arch === "arm64" ? "aarch64" : "x86_64"}-unknown-linux-gnu`, "wasm32-unknown-unknown"];
const words = ["metadata", "--locked", "--format-version", "1", "--features", "app/hydrate"];
const options = { encoding: "utf8", maxBuffer: 1 << 28 };
const cargo = (target) => JSON.parse(execFileSync("cargo", [...words, "--filter-platform", target], options));

/** The packages that are compiled into a result, by id: what builds or tests them is not. */
function inside({ packages, resolve, workspace_members: ours }) {
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const found = new Set();
  const visit = (id) => {
    if (found.has(id)) return;
    found.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  ours.forEach(visit);
  return packages.filter(({ id }) => found.has(id) && !ours.includes(id));
}

const texts = (folder) =>
  readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|unlicense)/i.test(file))
    .sort()
    .map((file) => {
      try {
        return readFileSync(join(folder, file), "utf8").trim();
      } catch {
        return ""; // a folder of that name
      }
    })
    .filter(Boolean);

/** Text of a licence, or "" where none is shipped: the packages that it belongs to. @type {Map<string, Set<string>>} */
const packages = new Map();
const note = (title, found) => {
  for (const text of found.length > 0 ? found : [""]) packages.set(text, (packages.get(text) ?? new Set()).add(title));
};
for (const target of TARGETS) {
  for (const { name, version, license, authors, manifest_path: manifest } of inside(cargo(target))) {
    const by = authors.length > 0 ? `, by ${authors.join(", ")}` : "";
    note(`${name} ${version} (${license ?? "licence in its text"})${by}`, texts(dirname(manifest)));
  }
}
for (const library of readdirSync("public/vendor")) note(library, texts(join("public/vendor", library)));

const parts = [...packages].map(([text, titles]) => [[...titles].sort().join("\n"), text].filter(Boolean).join("\n\n"));
console.log(parts.sort().join(`\n\n${"-".repeat(100)}\n\n`));
