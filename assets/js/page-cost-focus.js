// Whether the focus shows where it comes to, and where a key sends the page away.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { all, contains, docOf, get, listen, parent, rectOf } = reader.dom;
  const { body, elementOf } = cost;

  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderBottomColor", "borderBottomWidth",
    "backgroundColor", "color", "textDecorationLine"];
  const looks = new Map(), unseen = new Set(), shown = new Set();
  const styles = (el) => (el ? [null, "::before", "::after"].map((side) => getComputedStyle(el, side)) : []);
  const lookOf = (el) => [el, parent(el), el.nextElementSibling].flatMap(styles)
    .map((style) => (style.outlineStyle === "none" ? LOOK.slice(3) : LOOK).map((name) => style[name]).join()).join("|");
  function standStill() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, *::before, *::after { transition: none !important; scroll-behavior: auto !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  function focused(event) {
    const el = event.composedPath()[0];
    if (!looks.has(el) || shown.has(el)) return;
    shown.add(el);
    if (lookOf(el) === looks.get(el)) unseen.add(reader.idOf(el));
  }

  // Something else lies over it where it is.
  function isCovered(el) {
    const { x, y, width, height } = rectOf(el), across = x + width / 2, down = y + height / 2;
    if (!width || across < 0 || down < 0 || across > innerWidth || down > innerHeight) return false;
    const over = docOf(el).elementFromPoint(across, down);
    const own = [el, ...(get(el, "labels") ?? [])];
    return over !== null && !own.some((each) => contains(each, over) || contains(over, each));
  }
  // Only what stays in its place while the page scrolls does; to look each time takes long in a large page.
  let canCover = false;
  function letGo(event) {
    if (!canCover) return;
    const el = event.key === "Tab" ? reader.activeElement() : null;
    if (looks.has(el) && isCovered(el)) unseen.add(reader.idOf(el));
  }
  // Before any key is pressed.
  function watchFocus(controls) {
    for (const id of controls) {
      const el = elementOf(id);
      if (el) looks.set(el, lookOf(el));
    }
    listen(globalThis, "focusin", focused, true);
    canCover = Array.from(body() ? all(body(), "*") : []).some((el) => /fixed|sticky/.test(getComputedStyle(el).position));
    listen(globalThis, "keyup", letGo, true);
  }
  const unseenStops = () => JSON.stringify([...unseen]);

  // Whoever comes there is sent away: the page goes elsewhere while the key is down.
  const leaving = new Set();
  let isDown = false;
  listen(globalThis, "keydown", () => { isDown = true; }, true);
  listen(globalThis, "keyup", () => { isDown = false; }, true);
  function leaves(event) {
    const at = reader.holder();
    if (isDown && at && !event.hashChange) leaving.add(reader.idOf(at));
  }
  globalThis.navigation?.addEventListener("navigate", leaves);
  listen(globalThis, "lab-sends-form", leaves);
  const leavingStops = () => JSON.stringify([...leaving]);
  // Escape ends each try of a list's first key.
  let tries = 0;
  listen(globalThis, "keyup", (event) => { if (event.key === "Escape") tries += 1; }, true);
  const tried = () => String(tries);

  Object.assign(cost, { leavingStops, standStill, tried, unseenStops, watchFocus });
})(globalThis.labCost);
