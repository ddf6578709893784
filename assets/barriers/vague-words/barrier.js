"use strict";
/* What is asked is wrapped in words of an office: nobody can tell what would be enough. */
labForm.barrier("vague-words", (form) => {
  const LEAD = "Please provide such particulars as may be required, where applicable, and proceed as appropriate. "
    + "Further details may be requested in due course.";
  const HINTS = ["Supply the relevant details", "Complete if necessary", "As per the usual requirements", "Where applicable"];
  const lead = document.querySelector("main .lead");
  if (lead) form.mark(/** @type {HTMLElement} */ (lead), "vague-words").textContent = LEAD;
  document.querySelectorAll("main .question").forEach((question, index) => {
    const words = HINTS[index % HINTS.length];
    const hint = question.querySelector(".question__hint");
    if (hint) hint.textContent = words;
    else question.querySelector(".question__label")?.after(Object.assign(document.createElement("p"), { className: "question__hint", textContent: words }));
    form.mark(/** @type {HTMLElement} */ (question), "vague-words");
  });
  if (document.querySelector("[data-barrier~=vague-words]")) form.whenShown(() => form.met("vague-words"));
});
