"use strict";
/* The button that leads on is called something else on every page. */
labForm.barrier("renamed-button", (form) => {
  const button = form.onward();
  const page = document.body.dataset.page;
  if (!button || page === document.body.dataset.first) return;
  button.textContent = page === "check" ? "Execute submission" : "Store section";
  form.mark(button, "renamed-button").addEventListener("focus", () => form.met("renamed-button"));
});
