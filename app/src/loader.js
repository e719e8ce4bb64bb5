const map = document.querySelector(".map");
const files = map ? [PROGRAM, SCRIPT, LEAFLET] : [PROGRAM, SCRIPT];
const fetchFiles = () => files.splice(0).forEach((file) => fetch(file).then((answer) => answer.blob()));
const signs = new AbortController();
const begin = async () => {
  if (signs.signal.aborted) return;
  signs.abort();
  fetchFiles();
  import("/arrival.js");
  load();
};
const load = async () => {
  try {
    const app = await import(SCRIPT);
    await app.default({ module_or_path: PROGRAM });
    setTimeout(app.hydrate);
  } catch {
    setTimeout(load, 3000);
  }
};
for (const sign of ["pointermove", "pointerup", "touchmove", "wheel", "keydown", "focusin", "popstate"])
  addEventListener(sign, begin, { signal: signs.signal, passive: true, capture: true });
if (AT_ONCE) begin();
else {
  requestAnimationFrame(() => setTimeout(fetchFiles));
  if (map) addEventListener("load", () => setTimeout(begin, 3000));
}
