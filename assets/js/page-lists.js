"use strict";
/*
 * A list that opens inside the page (page-lists.css) opens at the first arrow. Elsewhere that arrow is the next choice,
 * and so it is here; Space, Enter and Alt with an arrow open it. The page's own handlers come first.
 */
(() => {
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  const canBeChosen = (option) => !option.disabled && !option.hidden && !option.parentElement?.disabled;

  function choose(list, step) {
    const options = [...list.options];
    let at = list.selectedIndex + step;
    while (options[at] && !canBeChosen(options[at])) at += step;
    if (!options[at]) return;
    list.selectedIndex = at;
    for (const name of ["input", "change"]) list.dispatchEvent(new Event(name, { bubbles: true }));
  }

  window.addEventListener("keydown", (event) => {
    const list = event.composedPath()[0], step = STEPS[event.key];
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!step || !isPlain || event.defaultPrevented || !(list instanceof HTMLSelectElement)) return;
    if (list.multiple || list.size > 1 || list.matches(":open")) return;
    event.preventDefault();
    choose(list, step);
  });
})();
