"use strict";
/*
 * What is wrong with the answers of a page, and how the page says so: a summary that takes the focus and links
 * to each field, the same words beside the field, and "Error: " in the title.
 */
(() => {
  const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december"];
  const plainTitle = document.title;

  /* ---- what is wrong ---- */

  function monthNumber(text) {
    const named = text.length >= 3 ? MONTHS.findIndex((month) => month.startsWith(text.toLowerCase())) + 1 : 0;
    return named || (/^\d{1,2}$/.test(text) ? Number(text) : 0);
  }

  function isRealDate([day, month, year]) {
    const number = monthNumber(month);
    if (!/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year) || !number) return false;
    const date = new Date(Number(year), number - 1, Number(day));
    return date.getMonth() === number - 1 && date.getDate() === Number(day);
  }

  function dateProblem(question, inputs) {
    const parts = inputs.map((input) => input.value.trim());
    const missing = ["day", "month", "year"].filter((_, index) => !parts[index]);
    if (missing.length === 3) return [question.dataset.required, inputs];
    if (missing.length) return [`The date must include a ${missing.join(" and ")}`, inputs.filter((input) => !input.value.trim())];
    return isRealDate(parts) ? null : ["The date must be a real date", inputs];
  }

  function problemOf(question) {
    const inputs = [...question.querySelectorAll("[name]")];
    if (question.dataset.kind === "date") return dateProblem(question, inputs);
    const isTicks = ["radios", "checkboxes"].includes(question.dataset.kind);
    const isAnswered = inputs.some((input) => (isTicks ? input.checked : input.value.trim()));
    return isAnswered ? null : [question.dataset.required, isTicks ? [] : inputs];
  }

  /** [{field, words, href, inputs}], in the order of the page; `inputs` are the boxes to mark. */
  labForm.findProblems = () => [...document.querySelectorAll(".question[data-required]")].flatMap((question) => {
    const found = problemOf(question);
    if (!found) return [];
    const [words, inputs] = found;
    const field = question.dataset.question ?? "";
    const target = inputs[0] || question.querySelector("[name]");
    return [{ field, words, href: `#${target?.id || field}`, inputs }];
  });

  /* ---- how it is said ---- */

  function makeSummary(problems) {
    const summary = document.createElement("div");
    summary.className = "error-summary";
    summary.setAttribute("role", "alert");
    summary.tabIndex = -1;
    const heading = Object.assign(document.createElement("h2"), { textContent: "There is a problem" });
    const list = document.createElement("ul");
    for (const { words, href } of problems) {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { textContent: words });
      link.setAttribute("href", href);
      if (!href.startsWith("#")) link.dataset.go = "";
      item.append(link);
      list.append(item);
    }
    summary.append(heading, list);
    return summary;
  }

  function makeMessage({ field, words }) {
    const message = document.createElement("p");
    message.className = "error-message";
    message.id = `${field}-error`;
    const prefix = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: "Error: " });
    message.append(prefix, words);
    return message;
  }

  function clear() {
    document.querySelectorAll(".error-summary, .error-message").forEach((element) => element.remove());
    for (const element of document.querySelectorAll("[aria-describedby]")) {
      const kept = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-error"));
      if (kept.length) element.setAttribute("aria-describedby", kept.join(" "));
      else element.removeAttribute("aria-describedby");
    }
    document.querySelectorAll("[aria-invalid]").forEach((element) => element.removeAttribute("aria-invalid"));
    document.querySelectorAll(".is-wrong").forEach((element) => element.classList.remove("is-wrong"));
    document.title = plainTitle;
  }

  const describe = (element, id) =>
    element.setAttribute("aria-describedby", [element.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));

  function tie(question, problem, message) {
    const group = question.querySelector("fieldset");
    const told = group || problem.inputs[0];
    if (message && told) describe(told, message.id);
    problem.inputs.forEach((input) => input.setAttribute("aria-invalid", "true"));
  }

  /** The question itself, or its row on "Check your answers". */
  labForm.placeOf = (field) => document.querySelector(`.question[data-question="${field}"]`)
    || document.querySelector(`[data-answer="${field}"]`)?.closest(".answers__row");

  function markQuestion(problem, view) {
    const question = labForm.placeOf(problem.field);
    if (!question) return;
    question.classList.add("is-wrong");
    if (!question.matches(".question")) return;
    problem.inputs.forEach((input) => input.classList.add("is-wrong"));
    const message = view.messages.get(problem.field);
    if (message) question.querySelector(".question__answer")?.before(message);
    if (view.isTied) tie(question, problem, message);
  }

  /** Show them. A barrier may change the `view` first (labForm.beforeErrors). */
  labForm.showProblems = (problems) => {
    clear();
    const summary = makeSummary(problems);
    const view = {
      problems, summary, focus: summary, title: `Error: ${plainTitle}`, isTied: true,
      messages: new Map(problems.map((problem) => [problem.field, makeMessage(problem)])),
    };
    labForm.beforeErrors.forEach((change) => change(view));
    document.title = view.title;
    problems.forEach((problem) => markQuestion(problem, view));
    if (view.summary) document.getElementById("main")?.prepend(view.summary);
    view.focus?.focus();
    labForm.signal("errors", { count: problems.length, fields: problems.map(({ field }) => field) });
  };

  /** A link of the summary puts the focus into the field itself. */
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.(".error-summary a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const target = document.getElementById((link.getAttribute("href") ?? "").slice(1));
    target?.closest(".question")?.scrollIntoView();
    target?.focus({ preventScroll: true });
  });
})();
