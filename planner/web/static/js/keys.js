/*
 * The examination by keyboard: Y N − answer and go on, arrows move, U undo, B folds the board,
 * ? lists all. Off inside any text field; can be switched off (WCAG 2.1.4). Arrows never answer.
 */

const OFF = "planner-keys-off";
const KEYS = [
  ["Y", "present, or yes"],
  ["N", "absent, or no"],
  ["–", "could not assess, or not asked"],
  ["↑ ↓", "question before, question after"],
  ["← →", "from answer to answer, without choosing"],
  ["Space", "choose the answer in focus"],
  ["U", "undo the last answer"],
  ["B", "fold the board, or show it"],
  ["?", "this list"],
];

export function startKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    if (moveByArrow(root, event)) {
      event.preventDefault();
      return;
    }
    if (!root.querySelector("[data-keys]") || root.querySelector("dialog[open]")) {
      return;
    }
    if (event.key === "?") {
      showAll(root);
    } else if (!isOff() && act(root, event.key.toLowerCase())) {
      event.preventDefault();
    }
  });
}

function isTyping(target) {
  return target.matches?.(
    "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])",
  );
}

function isOff() {
  return localStorage.getItem(OFF) === "yes";
}

function controls(root) {
  return [...root.querySelectorAll("form[data-live] .answer")];
}

function moveByArrow(root, event) {
  const here = event.target.closest?.(".answer");
  const all = controls(root);
  if (!here || !all.includes(here)) {
    return false;
  }
  const radios = [...here.querySelectorAll("input[type=radio]")];
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const step = event.key === "ArrowRight" ? 1 : -1;
    const at = radios.indexOf(event.target) + step;
    radios[(at + radios.length) % radios.length]?.focus();
    return true;
  }
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const next = all[all.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
    (next?.querySelector("input:checked") ?? next?.querySelector("input"))?.focus();
    return true;
  }
  return false;
}

function act(root, key) {
  const sign = key === "-" || key === "−" ? "–" : key;
  const focused = root.activeElement?.closest?.(".answer");
  const control = focused ?? firstOpen(root);
  if (["y", "n", "–"].includes(sign)) {
    const radio =
      control?.querySelector(`input[data-key="${sign}"]`) ??
      (sign === "–" ? control?.querySelector("input[value=could-not-assess]") : null);
    return radio ? choose(radio) : false;
  }
  if (sign === "u") {
    root.querySelector("form[data-undo]")?.requestSubmit();
    return true;
  }
  if (sign === "b") {
    const board = root.getElementById("rule-out-board");
    board?.toggleAttribute("hidden");
    return Boolean(board);
  }
  if (sign === "arrowdown" || sign === "arrowup") {
    const all = controls(root);
    (sign === "arrowdown" ? all[0] : all.at(-1))?.querySelector("input")?.focus();
    return all.length > 0;
  }
  return false;
}

/* The answer of the question on the card; where each side has its own, the one that is missing. */
function firstOpen(root) {
  const all = [...root.querySelectorAll("[data-keys] .answer")];
  return all.find((one) => !one.querySelector("input:checked")) ?? all[0];
}

function choose(radio) {
  radio.checked = true;
  radio.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "key" }));
  return true;
}

function showAll(root) {
  const dialog = root.createElement("dialog");
  dialog.className = "card all-keys";
  dialog.setAttribute("aria-labelledby", "all-keys-name");
  const name = root.createElement("h2");
  name.id = "all-keys-name";
  name.textContent = "Keys";
  const list = root.createElement("dl");
  list.className = "left-out";
  for (const [key, does] of KEYS) {
    const line = root.createElement("div");
    const term = root.createElement("dt");
    const words = root.createElement("dd");
    term.textContent = key;
    words.textContent = does;
    line.append(term, words);
    list.append(line);
  }
  dialog.append(name, list, switchOf(root), closeOf(root, dialog));
  dialog.addEventListener("close", () => dialog.remove());
  root.body.append(dialog);
  dialog.showModal();
}

function switchOf(root) {
  const button = root.createElement("button");
  button.type = "button";
  button.className = "button";
  const say = () => {
    button.textContent = isOff() ? "Switch the letter keys on" : "Switch the letter keys off";
  };
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, isOff() ? "no" : "yes");
    say();
  });
  say();
  return button;
}

function closeOf(root, dialog) {
  const button = root.createElement("button");
  button.type = "button";
  button.className = "button button--main";
  button.textContent = "Close";
  button.addEventListener("click", () => dialog.close());
  return button;
}
