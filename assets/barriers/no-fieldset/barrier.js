"use strict";
/* The question above the radios is only text near them: no group, no legend. */
labForm.barrier("no-fieldset", (form) => {
  const fieldset = document.querySelector(".question[data-kind=radios] fieldset");
  const words = fieldset?.querySelector("legend");
  if (!fieldset || !words) return;
  form.recast(words, "div");
  const group = form.mark(form.recast(fieldset, "div"), "no-fieldset");
  group.addEventListener("focusin", () => form.met("no-fieldset"));
});
