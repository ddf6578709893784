"use strict";
/* What was written first on the first page is asked again on each of the others, in an empty box. */
labForm.barrier("ask-again", (form) => {
  const page = document.body.dataset.page;
  if (document.body.dataset.outcome) return;
  if (page === document.body.dataset.first) {
    const first = /** @type {HTMLInputElement | null} */ (document.querySelector("main form input[type=text]"));
    form.notes().askedFirst = first?.labels?.[0]?.textContent.trim() || first?.placeholder;
    form.keep();
    return;
  }
  const label = form.notes().askedFirst || "Full name";
  const field = form.ask(`asked-again-${page}`, label, "As given before", `Enter your ${label.toLowerCase()}`);
  if (!field) return;
  form.mark(field, "ask-again").addEventListener("focus", () => form.met("ask-again"));
  if (page !== "check") return;
  form.beforeSubmit.push(() => {
    if (!field.value.trim()) field.focus();
    return Boolean(field.value.trim());
  });
});
