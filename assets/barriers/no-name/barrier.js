"use strict";
/* The words above the first text field stay on the screen, but are no longer its label. */
labForm.barrier("no-name", (form) => {
  const field = document.querySelector("main form input[type=text]");
  const label = field && document.querySelector(`label[for="${field.id}"]`);
  if (!label || field.closest("fieldset")) return;
  form.mark(form.recast(label, "div"), "no-name");
  field.removeAttribute("aria-describedby");
  form.mark(field, "no-name").addEventListener("focus", () => form.met("no-name"));
});
