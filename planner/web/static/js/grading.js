/*
 * How hard a text is to read, told while it is typed: the server measures it and keeps nothing.
 * Without this the button of the form asks for the same.
 */

const PAUSE = 600;

export function startGrading(root) {
  for (const form of root.querySelectorAll("form[data-grades]")) {
    const told = form.querySelector("[data-grade]");
    let waiting;
    let asked = 0;
    form.addEventListener("input", (event) => {
      if (!event.target.matches("textarea")) {
        return;
      }
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const mine = ++asked;
        const body = new FormData();
        body.append("text", event.target.value);
        body.append("csrf_token", form.querySelector("input[name=csrf_token]").value);
        const answer = await fetch(form.dataset.grades, { method: "POST", body }).catch(() => null);
        if (answer?.ok && mine === asked) {
          told.firstElementChild.innerHTML = await answer.text();
          told.hidden = !event.target.value.trim();
        }
      }, PAUSE);
    });
  }
}
