// What components say of themselves with ElementInternals, where nothing is written at the element: page-internals.js has
// taken it down in the page's own world, and is asked.
"use strict";
(function (reader) {
  const { dom } = reader;
  const { all, attr, closest, docOf, get, has, kind, listen, localName, matches, one, parent } = dom;
  const { createElement } = Document.prototype;
  const note = /** @type {any} */ (createElement.call(document, "i"));
  const ASK = "lab-asks-internals", REFERRED = "lab-is-referred-to";
  const { dispatchEvent: dispatch, removeEventListener: unlisten } = EventTarget.prototype;
  const attributeOf = (name) => (name === "role" ? name : `aria-${name.slice(4).toLowerCase()}`);
  // Whether a component of this page, or of a frame of it, has any.
  let areAny = false;
  reader.lookForInternals = function (doc) {
    areAny ||= !dispatch.call(doc, new FocusEvent(ASK, { cancelable: true }));
    return areAny;
  };

  function asked(el) {
    const said = { __proto__: null }, view = get(docOf(el), "defaultView");
    const hear = (event) => {
      event.stopImmediatePropagation();
      (said[note.textContent] ??= []).push(event.composedPath()[0]);
    };
    note.textContent = "{}";
    if (view) listen(view, REFERRED, hear, true);
    dispatch.call(el, new FocusEvent(ASK, { relatedTarget: note, composed: true }));
    if (view) unlisten.call(view, REFERRED, hear, true);
    for (const [name, value] of Object.entries(JSON.parse(note.textContent))) said[attributeOf(name)] = value;
    return said;
  }
  const canHave = (el) => areAny && kind(el) === 1 && localName(el).includes("-");
  const internal = (el, name) => (canHave(el) && /^(role$|aria-)/.test(name) ? reader.once(asked, el)[name] ?? null : null);

  dom.attr = (el, name) => attr(el, name) ?? (areAny ? internal(el, name) : null);
  dom.has = (el, name) => has(el, name) || (areAny && internal(el, name) !== null);
  // Elements that it refers to, under the name that scripts know.
  // Who is looked for by a role is found, too, where nobody but the component knows it.
  const isByRole = (selector) => areAny && selector.includes("[role=");
  dom.matches = (el, selector) => matches(el, selector) ||
    (isByRole(selector) && canHave(el) && selector.split(",").includes(`[role=${dom.attr(el, "role")}]`));
  const allByRole = (root, selector) => Array.from(all(root, "*")).filter((el) => dom.matches(el, selector));
  dom.all = (root, selector) => (isByRole(selector) ? allByRole : all)(root, selector);
  dom.one = (root, selector) => (isByRole(selector) ? allByRole(root, selector)[0] ?? null : one(root, selector));
  dom.closest = function (el, selector) {
    if (!isByRole(selector)) return closest(el, selector);
    for (let up = el; up; up = parent(up)) if (dom.matches(up, selector)) return up;
    return null;
  };
  reader.referredTo = (el, name) => (canHave(el) ? reader.once(asked, el)[name] ?? [] : []);
})(globalThis.labReader);
