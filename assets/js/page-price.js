"use strict";
/*
 * What a page itself asks for before its form begins: presses of Tab to the first field, and by a skip link with Tab and
 * Enter where there is one. Counted on the page as it opened, whatever anybody does on it. Runs in the isolated world.
 */
globalThis.labPrice = (() => {
  const STOPS = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const FIELDS = "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea," +
    " [role=textbox], [role=combobox], [role=checkbox], [role=radio], [contenteditable]:not([contenteditable=false])";

  /* What is folded away has a box all the same. */
  const isStop = (element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0 && !element.matches(":disabled") && !element.closest("[inert]");

  /* What is in `details` comes where that stands, whatever its number. */
  const isNumbered = (stop) => stop.tabIndex > 0 && !stop.closest("details");

  /* In the order of Tab: numbers first, from small to large, then everything else as it stands. */
  const inOrder = () => {
    const stops = [...document.querySelectorAll(STOPS)].filter(isStop);
    const numbered = stops.filter(isNumbered).sort((one, other) => one.tabIndex - other.tabIndex);
    return [...numbered, ...stops.filter((stop) => !isNumbered(stop))];
  };

  const targetOf = (stop) => {
    const [page, name] = (stop.href || "").split("#");
    return name && page === location.href.split("#")[0] ? document.getElementById(name) : null;
  };

  const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  const bySkipLink = (stops, first) => {
    const costs = stops.slice(0, first).map((stop, index) => {
      const target = targetOf(stop);
      if (!target || !isBefore(stop, target) || isBefore(stops[first], target)) return Infinity;
      const after = stops.slice(index + 1, first + 1).filter((each) => target === each || isBefore(target, each));
      return index + 1 + 1 + Math.max(1, after.length);
    });
    return Math.min(Infinity, ...costs);
  };

  const ways = () => {
    const stops = inOrder();
    const first = stops.findIndex((stop) => stop.matches(FIELDS));
    if (first < 0) return "";
    const skip = bySkipLink(stops, first);
    return JSON.stringify({ tab: first + 1, skip_link: Number.isFinite(skip) ? skip : null });
  };
  return { ways };
})();
