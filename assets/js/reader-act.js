// What the reader does in the page, and nothing more: show where the cursor is, move the focus, press.
"use strict";
(function (reader) {
  const { all, closest, contains, create, docOf, frameOf, get, isThere, kind, matches, parent, rectOf, shadow, shows, tag } = reader.dom;
  function elementOf(id) {
    const node = reader.nodeOf(id);
    return node && kind(node) === 3 ? parent(node) : node;
  }

  reader.show = function (id) {
    const el = elementOf(id);
    if (el && isThere(el)) get(el, "scrollIntoView").call(el, { block: "nearest", inline: "nearest", behavior: "instant" });
    return boxOf(id);
  };

  function boxOf(id) {
    const node = reader.nodeOf(id);
    if (!node || !isThere(node)) return "";
    let box = null;
    if (kind(node) === 3) {
      const range = create(docOf(node), "createRange");
      range.selectNodeContents(node);
      box = range.getBoundingClientRect();
    } else box = rectOf(node);
    const [x, y] = reader.offsetOf(node);
    return JSON.stringify([box.x + x, box.y + y, box.width, box.height]);
  }
  reader.boxOf = boxOf;

  reader.focus = function (id) {
    const el = elementOf(id);
    const target = closest(el, "a[href],button,input,select,textarea,summary,[tabindex],[contenteditable]") ?? el;
    if (target) focusOn(target);
    reader.tellFocus(); // Nothing else tells of it while another window has the keyboard.
    reader.show(id);
  };

  const focusOn = (el) => get(el, "focus")?.call(el, { preventScroll: true });

  reader.press = function (id) {
    const el = elementOf(id);
    if (!el || !isThere(el)) return;
    if (reader.isFocusable(el)) focusOn(el);
    const click = get(el, "click");
    if (click) click.call(el);
    else EventTarget.prototype.dispatchEvent.call(el, new MouseEvent("click", { bubbles: true, cancelable: true, composed: true })); // SVG
  };

  // Tab from where the cursor is, as readers do when focus is elsewhere.
  reader.tabStops = function () {
    const stops = [];
    const visit = (root) => {
      for (const el of all(root, "*")) {
        if (tag(el) === "iframe") {
          if (!reader.isForeign(el)) { if (el.contentDocument) visit(el.contentDocument); } else if (isReachable(el)) stops.push(el);
        } else if (get(el, "tabIndex") >= 0 && reader.isFocusable(el) && isReachable(el)) stops.push(el);
        if (shadow(el)) visit(shadow(el));
      }
    };
    visit(document);
    const kept = stops.filter(isTabbedRadio);
    const early = kept.filter((el) => get(el, "tabIndex") > 0).sort((a, b) => get(a, "tabIndex") - get(b, "tabIndex"));
    return [...early, ...kept.filter((el) => get(el, "tabIndex") === 0)];
  };

  function isReachable(el) {
    if (!shows(el, { visibilityProperty: true }) || closest(el, "[inert]")) return false;
    const modal = reader.modalOf(docOf(el));
    return modal === null || !matches(modal, ":modal") || contains(modal, el);
  }

  function isTabbedRadio(el) {
    if (tag(el) !== "input" || el.type !== "radio" || !el.name) return true;
    const group = reader.radiosOf(el).filter((other) => !other.disabled);
    return el === (group.find((other) => other.checked) ?? group[0]);
  }

  // The number of a frame of another origin when Tab leads into it, "out" when it leads out of this one, else nothing.
  reader.tab = function (fromId, step) {
    const from = fromId ? reader.nodeOf(fromId) : null;
    const stops = reader.tabStops();
    const next = from ? nextStop(stops, from, step) : stops.at(step > 0 ? 0 : -1);
    const target = next ?? (reader.isInside() ? null : stops.at(step > 0 ? 0 : -1));
    if (!target) return reader.isInside() ? "out" : "";
    if (reader.isForeign(target)) return String(reader.idOf(target));
    get(target, "focus").call(target);
    reader.tellFocus();
    return "";
  };

  function nextStop(stops, from, step) {
    return step > 0 ? stops.find((el) => order(from, el) & 4) : stops.findLast((el) => order(from, el) & 2);
  }

  // Before (2) or after (4), across frames and shadow trees: where the two are in the innermost tree that holds both.
  function order(from, el) {
    const a = chain(from), b = chain(el);
    let at = 0;
    while (at < a.length - 1 && at < b.length - 1 && a[at] === b[at]) at += 1;
    if (a[at] !== b[at]) return a[at].compareDocumentPosition(b[at]);
    return a.length === b.length ? 0 : a.length < b.length ? 4 : 2;
  }
  function chain(node) {
    const all = [node];
    for (let up = outer(node); up; up = outer(up)) all.unshift(up);
    return all;
  }
  function outer(node) {
    return reader.hostOf(node) ?? frameOf(docOf(node));
  }
})(globalThis.labReader);
