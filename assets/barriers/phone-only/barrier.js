"use strict";
/* What was answered can be changed by ringing up, in two hours of the day, and in no other way. */
labForm.barrier("phone-only", (form) => {
  const button = form.onward();
  if (!button || document.body.dataset.page !== "check") return;
  const words = "To change an answer, ring 01632 960 118 on weekdays from 9.45am to 11.30am. We confirm by telephone: "
    + "please be at the number that we hold for you for the next three working days.";
  document.querySelectorAll("main .contact").forEach((words) => words.remove());
  /* "Change" still stands beside each answer, and does nothing. */
  document.querySelectorAll("main .answers__row a").forEach((link) => {
    for (const name of ["href", "data-go"]) link.removeAttribute(name);
    for (const [name, value] of [["role", "link"], ["aria-disabled", "true"], ["tabindex", "0"]]) link.setAttribute(name, value);
  });
  button.before(form.mark(Object.assign(document.createElement("p"), { className: "lead", textContent: words }), "phone-only"));
  form.whenShown(() => form.met("phone-only"));
});
