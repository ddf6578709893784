"use strict";
/*
 * Helps inside the page: answers offered from the prompt card, and letters that jump. Runs in the lab's isolated
 * world after `labHelps = { kinds: [...], card: { field: value } }`. The card is made up; nothing of the visitor's
 * own is ever offered.
 */
(() => {
  const { kinds, card } = globalThis.labHelps;
  const FIELDS = "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea";
  const BUTTONS = "form button:not([type]), form button[type=submit], form input[type=submit]";

  const has = (kind) => kinds.includes(kind);
  // What a barrier looks at: the page's own scripts see the document, never this world.
  document.documentElement.dataset.helps = kinds.join(" ");

  const taken = (kind) => document.dispatchEvent(new CustomEvent("lab:help", { detail: JSON.stringify({ id: kind }) }));

  function note(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  /* ---- autocomplete: the field says what it is, so one press of Enter fills it ---- */

  const idOf = (field) => field.closest("[data-field]")?.dataset.field || field.id;
  const isToken = (field) => !["", "on", "off"].includes((field.getAttribute("autocomplete") || "").trim());
  const isOffered = (field) => isToken(field) && field.matches("input, textarea") && card[idOf(field)] !== undefined;

  function offer(field) {
    const words = note("p", "lab-offer", `Enter fills in: ${card[idOf(field)]}`);
    words.id = `lab-offer-${idOf(field)}`;
    field.after(words);
    const described = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    const look = () => {
      words.classList.toggle("is-over", field.value !== "");
      const ids = field.value === "" ? [...described, words.id] : described;
      if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
      else field.removeAttribute("aria-describedby");
    };
    field.addEventListener("input", look);
    look();
  }

  function fill(event) {
    const field = /** @type {Field} */ (event.target);
    const isPlain = event.key === "Enter" && !event.isComposing && !event.repeat
      && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!isPlain || !(field instanceof Element) || !isOffered(field) || field.value !== "") return;
    event.preventDefault();
    event.stopPropagation();
    field.value = card[idOf(field)];
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    taken("autocomplete");
  }

  /* ---- access keys: Alt and a letter ---- */

  const jumps = new Map();

  function labelOf(control) {
    const group = control.closest("fieldset");
    if (group) return group.querySelector("legend");
    return control.labels?.[0] || null;
  }

  function letterFor(text) {
    const letters = [...text.toUpperCase().replace(/[^A-Z]/g, ""), ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    return letters.find((letter) => !jumps.has(letter));
  }

  function giveLetter(control, label) {
    const letter = letterFor((label || control).textContent || control.value || "");
    if (!letter) return;
    jumps.set(letter, control);
    control.setAttribute("aria-keyshortcuts", `Alt+${letter}`);
    const shown = note("kbd", "lab-access-key", `Alt ${letter}`);
    shown.setAttribute("aria-hidden", "true");
    if (label) label.append(shown);
    else control.after(shown);
  }

  function giveLetters() {
    const labelled = new Set();
    for (const control of document.querySelectorAll(`:is(${BUTTONS})`)) giveLetter(control, null);
    for (const control of document.querySelectorAll(FIELDS)) {
      const label = labelOf(control);
      if (label && labelled.has(label)) continue;
      if (label) labelled.add(label);
      giveLetter(control, label);
    }
  }

  function jump(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    const letter = /^Key[A-Z]$/.test(event.code) ? event.code[3] : event.key.toUpperCase();
    const control = jumps.get(letter);
    if (!control?.isConnected) return;
    event.preventDefault();
    event.stopPropagation();
    const group = control.type === "radio" ? control.closest("fieldset") : null;
    (group?.querySelector("input:checked") || control).focus();
    if (control.matches(BUTTONS)) control.click();
    taken("access-keys");
  }

  if (has("autocomplete")) {
    document.querySelectorAll("input, textarea").forEach((field) => isOffered(field) && offer(field));
    document.addEventListener("keydown", fill, true);
  }
  if (has("access-keys")) {
    giveLetters();
    document.addEventListener("keydown", jump, true);
  }
})();
