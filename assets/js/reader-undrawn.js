// Parts that are laid out only when they come near the window (content-visibility: auto): until then the engine gives what
// is in them no role and no name, though real readers hear of it. So they are drawn for as long as they are walked, by a
// style sheet that is gone before any script of the page runs again.
"use strict";
(function (reader) {
  const { all, computedName, computedRole, docOf, get, kind, parent, rootOf, shadow, shows } = reader.dom;
  const DRAWN = { contentVisibilityAuto: true };

  // Of words alone nothing tells whether they are drawn; only as somebody's name are they missed.
  const NAMED = /^(button|link|heading|checkbox|radio|switch|option|menuitem.*|tab|treeitem)$/;
  reader.isUndrawn = function (el) {
    const inside = Array.from(all(shadow(el) ?? el, "*")).find((inner) => shows(inner));
    return inside ? !shows(inside, DRAWN) : NAMED.test(computedRole(el)) && computedName(el) === "";
  };

  reader.undrawnAround = function (el) {
    const found = [];
    if (shows(el, DRAWN)) return found;
    for (let up = reader.up(el); up; up = reader.up(up)) if (getComputedStyle(up).contentVisibility === "auto") found.push(up);
    return found;
  };

  reader.whileDrawn = function (elements, look) {
    const roots = new Set(elements.map((el) => rootOf(el)));
    const undo = Array.from(roots, (root) => draw(root, elements.filter((el) => rootOf(el) === root)));
    try { return look(); } finally { for (const back of undo) back(); }
  };

  function draw(root, elements) {
    const before = get(root, "adoptedStyleSheets");
    if (!before) return () => {};
    const set = (sheets) => Reflect.set(Object.getPrototypeOf(root), "adoptedStyleSheets", sheets, root);
    const sheet = new (get(kind(root) === 9 ? root : docOf(root), "defaultView").CSSStyleSheet)();
    sheet.replaceSync(`${elements.map(pathTo).join(",")} { content-visibility: visible !important }`);
    set([...before, sheet]);
    return () => set(Array.from(before).filter((other) => other !== sheet));
  }

  // Where an element stands, as a selector of its tree.
  function pathTo(el) {
    const steps = [];
    let at = el;
    for (let up = parent(at); up; [at, up] = [up, parent(up)]) steps.unshift(step(at));
    return [kind(rootOf(el)) === 9 ? ":root" : `:host > ${step(at)}`, ...steps].join(" > ");
  }
  const step = (el) => `:nth-child(${Array.prototype.indexOf.call(get(get(el, "parentNode"), "children"), el) + 1})`;
})(globalThis.labReader);
