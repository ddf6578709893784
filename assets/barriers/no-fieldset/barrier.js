"use strict";
/* The question above the radios is only text near them: no group, no legend. */
labForm.barrier("no-fieldset", (form) => {
  const fieldset = document.querySelector(".question[data-kind=radios] fieldset");
  if (!fieldset) return;
  form.recast(fieldset.querySelector("legend"), "div");
  const group = form.mark(form.recast(fieldset, "div"), "no-fieldset");
  group.addEventListener("focusin", () => form.met("no-fieldset"));
});
