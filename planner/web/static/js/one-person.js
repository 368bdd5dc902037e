/*
 * One person at a time (HZ-001): opening somebody's page sets aside every other window of this
 * browser that shows somebody else. It turns grey, nothing in it can be changed or sent, and one
 * button takes it up again, which sets the others aside. What was typed stays, and what was on its
 * way to the server still arrives. Only ids are told from window to window.
 */

const CHANNEL = "planner-person";

let channel = null;
let notice = null;
const asleep = new Set();

export function startOnePerson(root) {
  const person = root.body.dataset.person;
  if (!person || !("BroadcastChannel" in window)) {
    return;
  }
  window.addEventListener("pageshow", () => open(root, person));
  window.addEventListener("pagehide", () => {
    channel?.close();
    channel = null;
  });
  window.addEventListener("keydown", keepOut, { capture: true });
  window.addEventListener("submit", keepOut, { capture: true });
  root.addEventListener("regions-replaced", () => notice && putToSleep(root));
  root.addEventListener("visibilitychange", () => notice?.querySelector("button").focus());
}

function open(root, person) {
  channel ??= new BroadcastChannel(CHANNEL);
  channel.onmessage = (event) => {
    if (event.data !== person && !notice) {
      setAside(root, person);
    }
  };
  takeUp(root, person);
}

function takeUp(root, person) {
  notice?.remove();
  notice = null;
  root.body.classList.remove("is-set-aside");
  for (const one of asleep) {
    one.inert = false;
    one.disabled = false;
  }
  asleep.clear();
  channel.postMessage(person);
}

function setAside(root, person) {
  notice = noticeOf(root, person);
  (root.querySelector(".frame") ?? root.body).append(notice);
  root.body.classList.add("is-set-aside");
  putToSleep(root);
}

function putToSleep(root) {
  for (const one of [...besideTheHeading(root), ...root.querySelectorAll("dialog, .skip, .frame > *")]) {
    if (one !== notice && !one.inert) {
      one.inert = true;
      asleep.add(one);
    }
  }
  for (const one of root.querySelectorAll("input, textarea, select, button")) {
    if (!notice.contains(one) && !one.disabled) {
      one.disabled = true;
      asleep.add(one);
    }
  }
}

/* All of main but its heading and what holds it: the page still says what it is. */
function besideTheHeading(root) {
  const heading = root.querySelector("main h1");
  const parts = [...root.querySelectorAll("main > *")];
  for (const part of parts) {
    if (part !== heading && part.contains(heading)) {
      parts.push(...part.children);
    }
  }
  return parts.filter((part) => !part.contains(heading));
}

function keepOut(event) {
  if (notice && !notice.contains(event.target)) {
    event.stopImmediatePropagation();
    if (event.type === "submit") {
      event.preventDefault();
    }
  }
}

function noticeOf(root, person) {
  const name = root.querySelector(".bar--person .bar__name")?.textContent.trim() || "this person";
  const section = root.createElement("section");
  section.className = "set-aside";
  section.setAttribute("aria-label", "Set aside");
  section.setAttribute("role", "status");
  const words = root.createElement("p");
  const said = root.createElement("strong");
  said.textContent = "Set aside.";
  words.append(said, " Another person’s record was opened in this browser. Nothing here can be changed.");
  const button = root.createElement("button");
  button.type = "button";
  button.className = "button button--main";
  const label = root.createElement("span");
  const whom = root.createElement("bdi");
  whom.textContent = name;
  label.append("Work on ", whom, " again");
  button.append(label);
  button.addEventListener("click", () => {
    takeUp(root, person);
    root.getElementById("main")?.focus({ preventScroll: true });
  });
  section.append(words, button);
  return section;
}
