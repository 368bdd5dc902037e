/*
 * Each answer is sent at once, in order, with the version the page has read.
 *
 * A form marked data-live sends its hidden fields and the field that changed, with
 * "Accept: application/json". The answer of the server:
 *   { words: "Saved 10:42", version: 7, whose: "Example Runner",   the person it was saved for
 *     regions: { "rule-out-board": "<section id=…>" },   parts of the page to replace, by id; one that
 *                                                        holds an answer still to be sent is left
 *     focus: "id" or null,                               a raised rule's heading, or the next question
 *     go: "/address" or null }                           the page is another one now
 * A conflict (409) sends the same fields again as a page, which shows both versions. An ended session
 * (401) brings sign_in: its page opens beside this one, then "Try again" goes on; a token of the old
 * session (400 with csrf) is replaced once for each try. What could not be sent stays in this page, is counted in
 * the bar and can be tried again; nothing is stored elsewhere.
 *
 * A button pressed while answers are on their way goes on once they are saved.
 *
 * An unusual number is refused with { words, sure: "sit-time=90", keep: "Save 90" }: the button in the bar
 * sends it again with "sure"; the form's own button sends the whole form, and the page that comes asks.
 *
 * "Could not assess" is sent once its reason is chosen: choosing it leads to the list of reasons.
 */

import { slideBands } from "./bands.js";

const WAIT_AFTER_TYPING = 1500;
const LONGEST_WAIT = 4000;

const waiting = [];
let isSending = false;
let onward = null;

export function startSaving(root) {
  root.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-live]");
    const byKey = event.detail === "key" || Boolean(event.target.dataset.byKey);
    if (form && !leadToReason(event.target, byKey)) {
      send(form, event.target, byKey);
    }
  });
  let typing;
  let since = 0;
  root.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-live]");
    if (form && event.target.matches("textarea, input[type=text]")) {
      clearTimeout(typing);
      since ||= Date.now();
      const wait = Math.min(WAIT_AFTER_TYPING, Math.max(0, since + LONGEST_WAIT - Date.now()));
      typing = setTimeout(() => {
        since = 0;
        send(form, event.target, false);
      }, wait);
    }
  });
  root.addEventListener("submit", (event) => {
    if (waiting[0]?.sure && waiting.every((entry) => entry.form === event.target)) {
      waiting.length = 0;
    } else if (event.target.matches("form[data-live]") && waiting.length) {
      event.preventDefault();
      clearTimeout(typing);
      onward = { form: event.target, button: event.submitter };
      sendNext();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (waiting.length) {
      event.preventDefault();
    }
  });
}

function leadToReason(field, byKey) {
  const reasons = field.closest("fieldset")?.querySelector(".answer__reason select");
  if (!reasons || reasons.value || field.value !== "could-not-assess") {
    return field === reasons && !field.value;
  }
  if (byKey) {
    reasons.dataset.byKey = "yes";
  }
  reasons.focus();
  return true;
}

function send(form, field, byKey) {
  const entry = { form, field, fields: fieldsOf(form, field), byKey };
  const same = waiting.findIndex((other, at) => other.field.name === field.name && (at > 0 || !isSending));
  if (same >= 0) {
    waiting[same] = entry;
  } else {
    waiting.push(entry);
  }
  sendNext();
}

function fieldsOf(form, field) {
  const group = field.closest("fieldset, [data-live-group]");
  const inside = group && form.contains(group) ? [...group.querySelectorAll("[name]")] : [field];
  return inside;
}

function bodyOf(entry) {
  const { form, fields, field } = entry;
  const body = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden][name]")) {
    body.append(hidden.name, hidden.value);
  }
  for (const one of fields) {
    const isChoice = one.type === "radio" || one.type === "checkbox";
    if (!isChoice || one.checked) {
      body.append(one.name, one.value);
    }
  }
  body.append("changed", field.name);
  if (entry.isSure) {
    body.append("sure", entry.sure);
  }
  return body;
}

async function sendNext() {
  if (isSending || !waiting.length) {
    return;
  }
  isSending = true;
  say("saving", "Saving");
  const entry = waiting[0];
  try {
    const answer = await fetch(entry.form.action, {
      method: "POST",
      body: bodyOf(entry),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
    });
    const told = await answer.json();
    if (told.is_conflict) {
      waiting.length = 0;
      onward = null;
      sendAsPage(entry);
    } else if (told.csrf && !entry.hasFreshToken) {
      entry.hasFreshToken = true;
      setHidden("csrf_token", told.csrf);
      isSending = false;
      await sendNext();
    } else if (answer.ok) {
      waiting.shift();
      apply(told, entry);
    } else {
      entry.sure = told.sure;
      keep(told.words, told.sign_in, told.keep);
      return;
    }
  } catch {
    keep();
    return;
  } finally {
    isSending = false;
  }
  if (waiting.length) {
    sendNext();
  } else if (onward) {
    goOnward();
  }
}

/* The button that was pressed while an answer was on its way, or the one that took its place. */
function goOnward() {
  const { form, button } = onward;
  onward = null;
  if (form.isConnected) {
    form.requestSubmit(button?.isConnected ? button : null);
  }
}

function sendAsPage(entry) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = entry.form.action;
  form.hidden = true;
  for (const [name, value] of bodyOf(entry)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function setHidden(name, value) {
  for (const field of document.querySelectorAll(`input[type=hidden][name="${name}"]`)) {
    field.value = value;
  }
}

function keep(words, signIn, sureWords) {
  onward = null;
  for (const entry of waiting) {
    entry.hasFreshToken = false;
  }
  const count = waiting.length;
  const kept = count === 1 ? "1 answer kept here" : `${count} answers kept here`;
  if (sureWords) {
    say("kept", `${words} Not saved yet`, { again: sureWords });
    return;
  }
  say("kept", words ? `${words} ${kept}` : `Not saved, ${kept}`, { signIn, again: "Try again" });
}

function apply(told, entry) {
  if (told.version !== undefined) {
    setHidden("version", told.version);
  }
  if (told.go) {
    onward = null;
    location.assign(told.go);
    return;
  }
  const focused = document.activeElement?.id;
  slideBands(document, () => {
    for (const [id, html] of Object.entries(told.regions ?? {})) {
      replace(id, html);
    }
  });
  document.dispatchEvent(new CustomEvent("regions-replaced"));
  const isGone = focused && !document.getElementById(focused);
  const leads = entry.byKey || told.takes_focus || isGone;
  const wanted = leads && told.focus ? told.focus : focused;
  const target = wanted && document.getElementById(wanted);
  if (target && target !== document.activeElement) {
    target.focus({ preventScroll: !entry.byKey && !told.takes_focus });
  }
  say("saved", told.words, { whose: told.whose });
}

function replace(id, html) {
  const old = document.getElementById(id);
  const isBusy = waiting.some((entry) => old?.contains(entry.field));
  if (!old || isBusy) {
    return;
  }
  const open = new Map(
    [...old.querySelectorAll("[data-keep-open]")].map((one) => [one.dataset.keepOpen, one.open]),
  );
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const one of holder.content.querySelectorAll("[data-keep-open]")) {
    if (open.has(one.dataset.keepOpen)) {
      one.open = open.get(one.dataset.keepOpen);
    }
  }
  const fresh = holder.content.firstElementChild;
  if (fresh && old.hidden) {
    fresh.hidden = true;
  }
  old.replaceWith(holder.content);
}

function say(state, words, { whose, signIn, again } = {}) {
  const place = document.getElementById("saved-state");
  if (!place) {
    return;
  }
  place.dataset.state = state;
  place.querySelector("[data-words]").textContent = words;
  const name = place.querySelector("[data-whose]");
  if (whose && name) {
    name.textContent = whose;
  }
  place.querySelector("button")?.remove();
  place.querySelector("a")?.remove();
  if (signIn) {
    const link = document.createElement("a");
    link.href = signIn;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Sign in";
    place.append(link);
  }
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = again;
    button.addEventListener("click", () => {
      waiting[0].isSure = Boolean(waiting[0].sure);
      sendNext();
    });
    place.append(button);
  }
}
