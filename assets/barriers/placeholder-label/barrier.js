"use strict";
/* The label of the second text field, or of the only one, moves into the field, as grey words that go away with the first key. */
labForm.barrier("placeholder-label", (form) => {
  const fields = [...document.querySelectorAll("main form input[type=text]")].filter((field) => !field.closest("fieldset"));
  const field = fields[1] ?? fields[0];
  const label = field && document.querySelector(`label[for="${field.id}"]`);
  if (!label) return;
  field.placeholder = label.textContent.trim();
  field.removeAttribute("aria-describedby");
  label.closest(".question")?.querySelector(".question__hint")?.remove();
  label.remove();
  form.mark(field, "placeholder-label").addEventListener("input", () => form.met("placeholder-label"));
});
