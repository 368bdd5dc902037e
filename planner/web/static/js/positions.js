/* The strip of positions shows where one is, also where it is wider than the window. */

export function startPositions(root) {
  const show = () => {
    const here = root.querySelector(".positions [aria-current]");
    const list = here?.closest("ul");
    if (list && list.scrollWidth > list.clientWidth) {
      list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    }
  };
  root.addEventListener("regions-replaced", show);
  show();
}
