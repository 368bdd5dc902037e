/* Bands slide from where they were to where they are; the style sheet sets the pace. */

export function slideBands(root, change) {
  const before = new Map(
    [...root.querySelectorAll("[data-band]")].map((bar) => [
      bar.dataset.band,
      [bar.getAttribute("x"), bar.getAttribute("width")],
    ]),
  );
  change();
  for (const bar of root.querySelectorAll("[data-band]")) {
    const old = before.get(bar.dataset.band);
    const now = [bar.getAttribute("x"), bar.getAttribute("width")];
    if (old && (old[0] !== now[0] || old[1] !== now[1])) {
      place(bar, old);
      bar.getBoundingClientRect();
      place(bar, now);
    }
  }
}

function place(bar, [x, width]) {
  bar.setAttribute("x", x);
  bar.setAttribute("width", width);
}
