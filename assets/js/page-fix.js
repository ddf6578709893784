"use strict";
/*
 * One change to the element that a team has marked, so that the page answers at once: what the reader says of it is told
 * before and after. Runs in the lab's isolated world, on a team's own page and on nothing else.
 */
globalThis.labFix = (() => {
  const own = (element, name, value) => element.style.setProperty(name, value, "important");
  const CHANGES = {
    name: (element, value) => element.setAttribute("aria-label", value),
    role: (element, value) => element.setAttribute("role", value),
    text: (element, value) => { element.textContent = value; },
    level(element, value) {
      element.setAttribute("role", "heading");
      element.setAttribute("aria-level", value);
    },
    colour: (element, value) => own(element, "color", value),
    background: (element, value) => own(element, "background-color", value),
    size: (element, value) => own(element, "font-size", `${Number.parseFloat(value) || 20}px`),
    focus: (element, value) => element.setAttribute("tabindex", /^(no|-1)/i.test(value) ? "-1" : "0"),
  };
  const said = (element) => globalThis.labReader.describe(element, globalThis.labReader.roleOf(element), 0);

  /* Empty: the element has gone meanwhile. */
  function change(kind, value) {
    const element = globalThis.labPlace?.marked;
    if (!element?.isConnected || !Object.hasOwn(CHANGES, kind)) return "";
    const before = said(element);
    globalThis.labMeters?.acted?.();
    CHANGES[kind](element, value);
    return JSON.stringify([before, said(element)]);
  }
  return { change };
})();
