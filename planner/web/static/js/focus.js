/* A raised rule or an error summary takes focus to its heading, once. */

export function startFocus(root) {
  const wanted = root.querySelector("[data-takes-focus]");
  if (wanted && !location.hash) {
    wanted.focus({ preventScroll: false });
  }
}
