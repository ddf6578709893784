"use strict";
/* Before sending, twelve characters have to be typed off that look like each other; pasting is refused. */
labForm.barrier("copy-the-code", (form) => {
  const CODES = ["O0l1I8B5S0Ol", "1lI0OQ0oS5B8", "lI1O0B8S5l1O"];
  if (document.body.dataset.page !== "check") return;
  const field = form.ask("code", "Type this code to send", CODES[0], "");
  if (!field) return;
  const shown = /** @type {HTMLElement} */ (field.closest(".question")?.querySelector(".question__hint"));
  shown.classList.add("copy-the-code");
  form.mark(field, "copy-the-code").addEventListener("focus", () => form.met("copy-the-code"));
  field.addEventListener("paste", (event) => event.preventDefault());
  let tries = 0;
  form.beforeSubmit.push(() => {
    if (field.value === CODES[tries % CODES.length]) return true;
    tries += 1;
    shown.textContent = CODES[tries % CODES.length];
    field.value = "";
    field.focus();
    return false;
  });
}, { hasStyle: true });
