const map = document.querySelector(".map");
const files = map ? [PROGRAM, SCRIPT, LEAFLET] : [PROGRAM, SCRIPT];
const signs = new AbortController();
const begin = async () => {
  if (signs.signal.aborted) return;
  signs.abort();
  const app = await import(SCRIPT);
  await app.default({ module_or_path: PROGRAM });
  setTimeout(app.hydrate);
};
for (const sign of ["pointermove", "pointerup", "wheel", "scroll", "keydown", "focusin"])
  addEventListener(sign, begin, { signal: signs.signal, passive: true, capture: true });
if (AT_ONCE) begin();
else
  addEventListener("load", () => {
    for (const file of files) fetch(file).then((answer) => answer.blob());
    if (map) setTimeout(begin, 3000);
  });
