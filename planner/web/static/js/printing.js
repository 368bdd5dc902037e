/* Buttons that print this page. Folded parts are opened for the paper and folded again. */

export function startPrinting(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...root.querySelectorAll("main details:not([open])")];
    for (const details of opened) {
      details.removeAttribute("name");
      details.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) {
      details.open = false;
    }
  });
}
