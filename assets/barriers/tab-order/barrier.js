"use strict";
/*
 * Numbers in tabindex send the focus up and down the form: first, last, second, last but one. What stands above
 * the form is numbered in its own order, since otherwise the numbers would lead past it.
 */
labForm.barrier("tab-order", (form) => {
  const stops = [...document.querySelectorAll("main :is(input, select, textarea, button, a[href], [tabindex='0'])")]
    .filter(({ type }) => type !== "hidden");
  if (stops.length < 2) return;
  const above = document.querySelectorAll(".skip-link, header a, header summary");
  above.forEach((stop, index) => { stop.tabIndex = index + 1; });
  stops.forEach((stop, index) => {
    const fromEnd = stops.length - 1 - index;
    stop.tabIndex = above.length + (index <= fromEnd ? 2 * index + 1 : 2 * fromEnd + 2);
    form.mark(stop, "tab-order");
  });

  let isBackwards = false;
  document.addEventListener("keydown", ({ shiftKey }) => { isBackwards = shiftKey; });
  document.addEventListener("focusout", (event) => {
    const target = /** @type {Field} */ (event.target), relatedTarget = /** @type {Field} */ (event.relatedTarget);
    if (!stops.includes(target) || !stops.includes(relatedTarget)) return;
    const step = stops.indexOf(relatedTarget) - stops.indexOf(target);
    if (isBackwards ? step > 0 : step < 0) form.met("tab-order");
  });
});
