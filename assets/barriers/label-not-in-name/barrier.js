"use strict";
/* The button says one thing to the eye and another to software: whoever says what they see is not understood. */
labForm.barrier("label-not-in-name", (form) => {
  const button = form.onward();
  if (!button) return;
  const meet = () => form.met("label-not-in-name");
  button.setAttribute("aria-label", "Submit step");
  form.mark(button, "label-not-in-name").addEventListener("focus", meet);
  button.addEventListener("lab-said-in-vain", meet);
});
