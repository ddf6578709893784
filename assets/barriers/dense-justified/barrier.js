"use strict";
/* Lines set tight and flush at both sides, in boxes just as high as they need to be: with more space, words are cut off. */
labForm.barrier("dense-justified", (form) => {
  const texts = [...document.querySelectorAll("main .lead, main .question__label, main .question__hint, main .answers dt")];
  if (!texts.length) return;
  const fix = () => {
    for (const each of texts) form.mark(/** @type {HTMLElement} */ (each), "dense-justified").style.height = `${each.getBoundingClientRect().height}px`;
  };
  form.whenShown(() => {
    fix();
    form.met("dense-justified");
  });
}, { hasStyle: true });
