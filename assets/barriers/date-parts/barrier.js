"use strict";
/* Three boxes for a date without a name: not the group, not its parts. */
labForm.barrier("date-parts", (form) => {
  for (const date of document.querySelectorAll("main .date")) {
    const fieldset = date.closest("fieldset");
    const words = fieldset?.querySelector("legend");
    if (!fieldset || !words) continue;
    form.recast(words, "div");
    form.mark(form.recast(fieldset, "div"), "date-parts");
    date.querySelectorAll("label").forEach((label) => label.remove());
    date.addEventListener("focusin", () => form.met("date-parts"));
  }
});
