"use strict";
/*
 * What every page of every form shares: the answers carried from page to page, the way between the pages,
 * the signals to the lab, and the barriers named in the address (?barriers=id,id).
 *
 * Each barrier is a script of its own, assets/barriers/<id>/barrier.js, fetched only when it is named, so a
 * barrier that is off leaves no trace. The scripts run while the page is read and dress it before the first paint.
 */
const labForm = (() => {
  const assets = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const query = new URLSearchParams(location.search);
  const worn = (query.get("barriers") || "").split(",").filter((id) => /^[a-z][a-z0-9-]*$/.test(id));
  const wearers = new Map();
  const metHere = new Set();
  /** @type {LabForm} */
  const form = /** @type {any} */ ({ worn, query, beforeErrors: [], beforeSubmit: [], lists: {} });

  /* ---- signals: the details are JSON text, because the lab listens from another script world ---- */

  form.signal = (name, detail) =>
    document.dispatchEvent(new CustomEvent(`lab:${name}`, { detail: JSON.stringify(detail) }));

  /** Tell the lab, once a page, that the visitor met this barrier; kept on the body for a late listener. */
  form.met = (id) => {
    if (metHere.has(id)) return;
    metHere.add(id);
    document.body.dataset.barriersMet = [...metHere].join(" ");
    form.signal("barrier", { id });
  };

  /** Run `act` when a person can see the page: at once, or when a page loaded in advance comes to the front. */
  form.whenShown = (act) => {
    const look = () => {
      if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(act));
      else document.addEventListener("visibilitychange", look, { once: true });
    };
    if (document.readyState === "complete") look();
    else addEventListener("load", look, { once: true });
  };

  /* ---- time: the engine's, or that of a scripted visitor's hands (`lab:hands`), which stands still while they do ---- */

  const planned = new Map();
  let handsMs = null, lastPlan = 0, isLeaving = false;

  /** Do this in so long; gives what `form.cancel` takes. */
  form.after = (delayMs, act) => {
    const plan = ++lastPlan;
    const run = () => {
      planned.delete(plan);
      act();
    };
    planned.set(plan, { atMs: (handsMs ?? 0) + delayMs, run, timer: handsMs === null ? setTimeout(run, delayMs) : 0 });
    return plan;
  };

  form.cancel = (plan) => {
    clearTimeout(planned.get(plan)?.timer);
    planned.delete(plan);
  };

  const firstUntil = (nowMs) => [...planned.values()].sort((one, other) => one.atMs - other.atMs).find(({ atMs }) => atMs <= nowMs);

  /** What is due by now is done; whoever looks is told by `preventDefault` that another page comes. */
  document.addEventListener("lab:hands", (event) => {
    const nowMs = JSON.parse(/** @type {CustomEvent} */ (event).detail);
    if (handsMs === null) {
      for (const plan of planned.values()) {
        clearTimeout(plan.timer);
        plan.atMs += nowMs;
      }
    }
    for (let plan = firstUntil(nowMs); plan; plan = firstUntil(nowMs)) {
      handsMs = plan.atMs;
      plan.run();
    }
    handsMs = nowMs;
    if (isLeaving) event.preventDefault();
  });

  /* ---- barriers ---- */

  /** Whether the lab takes this barrier away from the visitor ("no-timeout"). */
  form.hasHelp = (id) => (document.documentElement.dataset.helps || "").split(" ").includes(id);

  /** Whether nothing shall move by itself: the visitor has asked for that, or their computer has. */
  form.isStill = form.query.has("still") || matchMedia("(prefers-reduced-motion: reduce)").matches;

  form.file = (id, name) => new URL(`barriers/${id}/${name}`, assets).href;

  /** Called by a barrier's script. `wear(form)` changes the page; `hasStyle` also brings its barrier.css. */
  form.barrier = (id, wear, { hasStyle = false } = {}) => {
    wearers.set(id, wear);
    if (hasStyle) document.write(`<link rel="stylesheet" href="${form.file(id, "barrier.css")}">`);
  };

  /** Name the barrier on the element that carries it. */
  form.mark = (element, id) => {
    const carried = new Set((element.dataset.barrier || "").split(" ").filter(Boolean));
    element.dataset.barrier = [...carried.add(id)].join(" ");
    return element;
  };

  /** A new element in place of `old` that keeps its classes, id, name, data and content. */
  form.recast = (old, tag) => {
    const made = document.createElement(tag);
    for (const { name, value } of old.attributes) {
      if (["class", "id", "aria-label"].includes(name) || name.startsWith("data-")) made.setAttribute(name, value);
    }
    made.append(...old.childNodes);
    old.replaceWith(made);
    return made;
  };

  /** What leads on from this page, whatever other barriers have made of it. */
  form.onward = () => document.querySelector("main form > .button:not([type=button]), .site-footer > .button");

  /** One text question more, before the page's button: its field, or null where the page has no form. */
  form.ask = (id, label, hint, required) => {
    const page = document.querySelector("main form"), button = form.onward();
    if (!page) return null;
    const made = (tag, how) => Object.assign(document.createElement(tag), how);
    const question = made("div", { className: "question" });
    Object.assign(question.dataset, { question: id, kind: "text", ...(required && { required }) });
    const field = made("input", { className: "input input--medium", id, name: id, type: "text", autocomplete: "off", spellcheck: false });
    const answer = made("div", { className: "question__answer" });
    field.dataset.field = id;
    answer.append(field);
    question.append(made("label", { className: "question__label", htmlFor: id, textContent: label }));
    if (hint) question.append(made("p", { className: "question__hint", id: `${id}-hint`, textContent: hint }));
    if (hint) field.setAttribute("aria-describedby", `${id}-hint`);
    question.append(answer);
    if (button && page.contains(button)) button.before(question);
    else page.append(question);
    return field;
  };

  function fetchBarriers() {
    if (!worn.length) return;
    document.documentElement.classList.add("is-dressing");
    for (const id of worn) document.write(`<script src="${form.file(id, "barrier.js")}"></script>`);
  }

  function wearBarriers() {
    for (const id of worn) {
      const wear = wearers.get(id);
      if (wear) wear(form);
      else form.whenShown(() => form.signal("fault", { message: `There is no barrier '${id}'.` }));
    }
    tellStartedOver();
    if (worn.length) document.documentElement.classList.remove("is-dressing");
  }

  /* ---- answers: in this tab only, and gone when the form is sent ---- */

  const key = () => `lab-form:${document.body.dataset.task}`;
  const empty = () => ({ values: {}, notes: {}, isChecked: false });
  let store = empty();
  form.values = () => store.values;
  form.notes = () => store.notes;
  form.keep = () => sessionStorage.setItem(key(), JSON.stringify(store));
  form.forget = () => {
    store = { ...empty(), notes: store.notes };
    form.keep();
  };

  /** The form begins anew when its first page is opened from outside, not by a link or button of the form. */
  function openStore() {
    const came = /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0]);
    const isMoving = sessionStorage.getItem("lab-form:moving") !== null;
    sessionStorage.removeItem("lab-form:moving");
    const isFresh = document.body.dataset.page === document.body.dataset.first
      && !isMoving && (!came || came.type === "navigate");
    const kept = JSON.parse(sessionStorage.getItem(key()) ?? "null") || empty();
    // Whoever saved and comes back finds everything again.
    if (isFresh && kept.notes.isSaved) kept.notes.isBack = true;
    store = isFresh && !kept.notes.isSaved ? empty() : kept;
    if (document.body.dataset.outcome) store = empty();
    form.keep();
  }

  const controls = () => document.querySelectorAll("main [name]");
  const isTick = (control) => control.type === "radio" || control.type === "checkbox";

  form.gather = () => {
    for (const control of controls()) delete store.values[control.name];
    for (const control of controls()) {
      if (!isTick(control)) store.values[control.name] = control.value.trim();
      else if (control.checked) (store.values[control.name] ??= []).push(control.value);
    }
    form.keep();
  };

  function restore() {
    for (const control of controls()) {
      const kept = store.values[control.name];
      if (kept === undefined) continue;
      if (isTick(control)) control.checked = kept.includes(control.value);
      else control.value = kept;
    }
  }

  /* ---- the way from page to page ---- */

  const address = (page) => {
    const [file, fragment] = page.split("#");
    return `${file}${location.search}${fragment ? `#${fragment}` : ""}`;
  };

  /** Go to a page of this form ("check.html"), keeping the answers and the barriers. */
  form.go = (page) => {
    isLeaving = true;
    sessionStorage.setItem("lab-form:moving", "1");
    location.assign(address(page));
  };

  form.goToStart = () => form.go(`${document.body.dataset.first}.html`);

  /** A barrier takes the answers away: the form begins anew, and its first page says why, once. */
  form.startOver = (id, words) => {
    form.notes().startedOver = { id, words };
    form.forget();
    form.goToStart();
  };

  function tellStartedOver() {
    const told = form.notes().startedOver, heading = document.querySelector("main h1, main .like-h1");
    if (!told || !heading) return;
    const line = Object.assign(document.createElement("p"), { className: "lead", textContent: told.words });
    heading.after(form.mark(line, told.id));
    // A screen reader tells a page by its title, and is silent where that is the one before.
    document.title += `. ${told.words}`;
    delete form.notes().startedOver;
    form.keep();
  }

  function followLinks() {
    for (const link of document.querySelectorAll("a[data-go][href]")) link.setAttribute("href", address(link.getAttribute("href")));
    document.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest?.("a[data-go][href]");
      if (!link) return;
      form.gather();
      isLeaving = true;
      sessionStorage.setItem("lab-form:moving", "1");
    });
  }

  function submit(event) {
    event.preventDefault();
    const page = document.body.dataset.page;
    form.signal("submit", { page });
    if (!form.beforeSubmit.every((isPassing) => isPassing())) return;
    form.gather();
    const problems = page === "check" ? form.findMissingAnswers() : form.findProblems();
    if (problems.length) {
      form.showProblems(problems);
      return;
    }
    form.go(store.isChecked && page !== "check" ? "check.html" : event.target.getAttribute("action"));
  }

  /** A link to a question (from "Change" or an error) puts the focus into it. */
  function focusTarget() {
    const question = document.getElementById(decodeURIComponent(location.hash.slice(1)) || "main");
    const control = question?.matches("fieldset") ? question.querySelector("input") : question;
    if (control?.matches("input, select, textarea")) control.focus();
  }

  function dress() {
    openStore();
    restore();
    if (document.body.dataset.page === "check") {
      store.isChecked = true;
      form.keep();
      form.fillAnswers();
    }
    wearBarriers();
    followLinks();
    document.addEventListener("submit", submit);
    document.addEventListener("change", form.gather);
    focusTarget();
  }

  fetchBarriers();
  document.addEventListener("DOMContentLoaded", dress);
  return form;
})();
