/*
 * What is typed into a form that is not saved at once is kept on the server every few seconds, by
 * author, person and form (HZ-018). It is a draft: the page shows it marked, with "Use" and
 * "Discard", until the form is saved. A form says nothing here with data-no-draft; forms marked
 * data-live save each answer themselves.
 */

const EVERY = 3000;

export function startTyping(root) {
  const person = root.body.dataset.person;
  if (!person) {
    return;
  }
  for (const notice of root.querySelectorAll("[data-draft]")) {
    offer(root, notice);
  }
  const changed = new Set();
  root.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && isKept(form) && isTyped(event.target)) {
      changed.add(form);
    }
  });
  root.addEventListener("submit", (event) => changed.delete(event.target));
  const keepAll = () => {
    for (const form of changed) {
      changed.delete(form);
      keep(root, person, form).catch(() => changed.add(form));
    }
  };
  setInterval(keepAll, EVERY);
  root.addEventListener("visibilitychange", () => root.hidden && keepAll());
}

function isKept(form) {
  return form.method === "post" && !form.matches("[data-live], [data-no-draft], [role=search]");
}

function isTyped(field) {
  return field.matches("textarea, input[type=text], input[type=tel], input[type=email]");
}

function nameOf(root, form) {
  const path = new URL(form.action, location.href).pathname;
  const same = [...root.forms].filter(
    (one) => isKept(one) && new URL(one.action, location.href).pathname === path,
  );
  return same.length > 1 ? `${path}#${same.indexOf(form) + 1}` : path;
}

async function keep(root, person, form) {
  const body = new FormData();
  for (const name of ["csrf_token", "whose"]) {
    const value = form.querySelector(`input[type=hidden][name="${name}"]`)?.value;
    if (value !== undefined) {
      body.append(name, value);
    }
  }
  body.append("typing-form", nameOf(root, form));
  for (const field of form.elements) {
    if (field.name && isTyped(field)) {
      body.append(field.name, field.value);
    }
  }
  const answer = await fetch(`/people/${person}/typing`, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
    keepalive: true,
  });
  if (!answer.ok) {
    throw new Error("not kept");
  }
}

function offer(root, notice) {
  const fields = [...notice.querySelectorAll("[data-draft-field]")].map((one) => [
    root.querySelector(`main form:not([data-no-draft]) [name="${CSS.escape(one.dataset.draftField)}"]`),
    one.textContent,
  ]);
  if (!fields.some(([field]) => field && (isTyped(field) || field.matches("textarea")))) {
    return;
  }
  const use = document.createElement("button");
  use.type = "button";
  use.className = "button button--row button--main";
  use.textContent = "Use the draft";
  use.addEventListener("click", () => {
    for (const [field, text] of fields) {
      if (field && isTyped(field)) {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    fields.find(([field]) => field)?.[0].focus();
    use.textContent = "Used: save the form to keep it";
    use.disabled = true;
  });
  notice.querySelector("form").prepend(use);
}
