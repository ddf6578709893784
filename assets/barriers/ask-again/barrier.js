"use strict";
/* The name was given on the first page and is asked again on each of the others, in an empty box. */
labForm.barrier("ask-again", (form) => {
  const page = document.body.dataset.page;
  if (page === document.body.dataset.first || document.body.dataset.outcome) return;
  const field = form.ask(`name-again-${page}`, "Full name", "As given before", "Enter your full name");
  if (!field) return;
  form.mark(field, "ask-again").addEventListener("focus", () => form.met("ask-again"));
  if (page !== "check") return;
  form.beforeSubmit.push(() => {
    if (!field.value.trim()) field.focus();
    return Boolean(field.value.trim());
  });
});
