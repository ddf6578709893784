"use strict";
/* The button that leads on has an arrow on it and no word. */
labForm.barrier("icon-only", (form) => {
  const button = form.onward();
  if (!button) return;
  button.textContent = "→";
  form.mark(button, "icon-only").addEventListener("focus", () => form.met("icon-only"));
});
