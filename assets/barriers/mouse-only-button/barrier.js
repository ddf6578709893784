"use strict";
/*
 * The last button of the form is a div that hears clicks: Tab goes past it, Enter and Space do nothing. It was met by
 * whoever went past it, or had it in sight for so long that a real one would have been pressed.
 */
labForm.barrier("mouse-only-button", (form) => {
  const button = document.querySelector("[data-page=check] :is(main, .site-footer) button[type=submit]");
  if (!button) return;
  const owner = button.form;
  const block = form.mark(form.recast(button, "div"), "mouse-only-button");
  block.addEventListener("click", () => owner.requestSubmit());

  const IN_SIGHT_MS = 3000;
  let inSight = 0;
  new IntersectionObserver(([seen]) => {
    form.cancel(inSight);
    if (seen.isIntersecting) inSight = form.after(IN_SIGHT_MS, () => form.met("mouse-only-button"));
  }, { threshold: 0.5 }).observe(block);

  const isBehind = (element) => Boolean(block.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget && isBehind(target) !== isBehind(relatedTarget)) form.met("mouse-only-button");
  });
});
