/*
 * A form that takes some seconds says so and goes once: data-waits holds the words, which replace
 * those of its [data-waits-words]. Coming back to the page makes the button ready again.
 */

export function startWaiting(root) {
  for (const form of root.querySelectorAll("form[data-waits]")) {
    const button = form.querySelector("button[type=submit]");
    const words = form.querySelector("[data-waits-words]");
    const before = words?.textContent;
    form.addEventListener("submit", (event) => {
      if (form.dataset.isSent) {
        event.preventDefault();
        return;
      }
      form.dataset.isSent = "yes";
      button.setAttribute("aria-disabled", "true");
      if (words) {
        words.textContent = form.dataset.waits;
      }
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) {
        delete form.dataset.isSent;
        button.removeAttribute("aria-disabled");
        if (words) {
          words.textContent = before;
        }
      }
    });
  }
}
