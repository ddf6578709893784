// Where the keyboard focus is, across shadow trees and frames, and what has it.
"use strict";
(function (reader) {
  const { get, has, isThere, shadow, shows, tag } = reader.dom;

  // What the browser has given the focus to; it may point to something else as its active part.
  reader.holder = function () {
    let el = get(document, "activeElement");
    if (isPage(el)) return null;
    for (;;) {
      const inner = el && innerActive(el);
      if (!inner || inner === el) return el;
      // A frame that holds the focus as a whole: to write in, or to scroll.
      if (isPage(inner)) return reader.isEditingHost(inner) ? inner : el;
      el = inner;
    }
  };
  const isPage = (el) => el !== null && /^(body|html|frameset)$/.test(tag(el));
  function activeElement() {
    const el = reader.holder();
    return el && (reader.referenced(el, "aria-activedescendant").find(isShown) ?? el);
  }
  // The choice of a list that is closed, say, is none: the engine has nothing to say of it.
  const isShown = (el) => shows(el, { visibilityProperty: true });
  function innerActive(el) {
    const inner = shadow(el) ?? reader.documentIn(el);
    return inner && get(inner, "activeElement");
  }
  reader.activeElement = activeElement;

  // Somewhere in it, or it was the last in it before nothing had it: a click on words takes the focus away.
  let lastFocus = null;
  reader.holdsFocus = function (el) {
    lastFocus = activeElement() ?? lastFocus;
    return lastFocus !== null && isThere(lastFocus) && holds(el, lastFocus);
  };

  function focusMessage() {
    const el = activeElement();
    if (!el) return null;
    if (isAroundShut(el)) return { node: { id: reader.idOf(el), parent: reader.news.parentOf(el), role: "unreadable" }, isEditable: false, text: "" };
    if (reader.lacksSummary(el)) return { node: reader.usualSummary(el, reader.idOf(el)), isEditable: false, text: "" };
    const role = reader.roleOf(el), parentId = reader.news.parentOf(el);
    const node = reader.telling(el, () => (reader.holdsField(el, role) ? reader.fieldIn(el, reader.idOf(el)) : reader.describe(el, role, parentId)));
    return { node, isEditable: reader.isTextField(el), text: isReadWhole(el, node) ? reader.tidy(reader.textIn(el)) : "" };
  }
  // What cannot have the focus has it: it stands around a closed tree that nobody has given out, where something has.
  const HOSTS = /^(article|aside|blockquote|div|footer|h[1-6]|header|main|nav|p|section|span|.*-.*)$/;
  const isAroundShut = (el) => HOSTS.test(tag(el)) && get(el, "tabIndex") < 0 && !has(el, "tabindex") && !shadow(el) &&
    !get(el, "isContentEditable") && !reader.isScroller(el);
  // What nothing else would be said of, and parts of the page; what their author has named is said by that.
  const UNTOLD = /^(generic|paragraph|listitem|row|rowgroup|blockquote|article|sectionheader|sectionfooter|log|timer)$/;
  /** @type {(el: any, node: ReaderNode) => boolean} */
  const isReadWhole = (el, { role, name }) => (UNTOLD.test(role) ? !name : tag(el) === "div" || /^(group|alert|region|status)$/.test(role));
  reader.focusMessage = focusMessage;
  reader.tellFocus = function () {
    if (!reader.news.isRunning) return;
    reader.news.catchUp();
    const el = activeElement();
    if (el) reader.news.tellAgain(reader.idOf(el));
    reader.send("focus", focusMessage());
  };

  function holds(outer, inner) {
    for (let el = inner; el; el = reader.up(el)) if (el === outer) return true;
    return false;
  }
})(globalThis.labReader);
