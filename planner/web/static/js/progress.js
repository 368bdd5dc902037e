/*
 * How far a batch of papers has come, asked for until it is done; then the page is read anew.
 * Without this the page reads itself anew now and then.
 */

const EVERY = 2000;
const AT_MOST = 600;

export function startProgress(root) {
  const told = root.querySelector("[data-progress]");
  if (!told) {
    return;
  }
  let asked = 0;
  const again = async () => {
    const answer = await fetch(told.dataset.progress).catch(() => null);
    const now = answer?.ok ? await answer.json() : null;
    if (now && !now.goes_on) {
      window.location.reload();
      return;
    }
    if (now) {
      told.querySelector("progress").value = now.ended;
      told.querySelector("[data-words]").textContent = now.words;
    }
    if (++asked < AT_MOST) {
      setTimeout(again, EVERY);
    }
  };
  setTimeout(again, EVERY);
}
