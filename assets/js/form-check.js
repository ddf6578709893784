"use strict";
/* "Check your answers": each row names the question it repeats, the page it was asked on and the words for a gap. */
(() => {
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];

  function dateText(values, field) {
    const [day, month, year] = ["day", "month", "year"].map((part) => values[`${field}-${part}`] || "");
    if (!day && !month && !year) return "";
    return [day, MONTHS[Number(month) - 1] || month, year].join(" ").trim();
  }

  function answerText(field) {
    const value = labForm.values()[field];
    if (Array.isArray(value)) return value.join(", ");
    return value || dateText(labForm.values(), field);
  }

  const rows = () => [...document.querySelectorAll("[data-answer]")];

  labForm.fillAnswers = () => {
    for (const cell of rows()) cell.textContent = answerText(cell.dataset.answer) || "Not given";
  };

  /** The answers that are still missing, in the form of findProblems(); each links to its question. */
  labForm.findMissingAnswers = () => rows()
    .filter((cell) => cell.dataset.required && !answerText(cell.dataset.answer))
    .map((cell) => ({
      field: cell.dataset.answer ?? "",
      words: cell.dataset.required ?? "",
      href: `${cell.dataset.askedOn}.html${location.search}#${cell.dataset.answer}`,
      inputs: [],
    }));
})();
