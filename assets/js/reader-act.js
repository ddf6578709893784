// What the reader does in the page, and nothing more: show where the cursor is, move the focus, press.
"use strict";
(function (reader) {
  const { all, closest, create, docOf, frameOf, get, has, isThere, kind, parent, rectOf, rootOf, shadow, shows, tag } = reader.dom;
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
    if (reader.lacksSummary(el) && id !== reader.idOf(el)) el.open = !el.open;
    else if (click) click.call(el);
    else EventTarget.prototype.dispatchEvent.call(el, new MouseEvent("click", { bubbles: true, cancelable: true, composed: true })); // SVG
  };

  // Tab from where the cursor is, as readers do when focus is elsewhere. What may take the focus is tried in the order of
  // the Tab key; the engine decides what does.
  function candidates() {
    const found = [];
    const visit = (root) => {
      for (const el of all(root, "*")) {
        const inner = reader.documentIn(el);
        if (inner) visit(inner);
        else if (reader.isForeign(el) || (tag(el) !== "iframe" && mayTakeFocus(el))) found.push(el);
        if (shadow(el)) visit(shadow(el));
      }
    };
    visit(document);
    const kept = found.filter(isTabbedRadio);
    const place = (el) => Math.max(0, get(el, "tabIndex"));
    return [...kept.filter(place).sort((a, b) => place(a) - place(b)), ...kept.filter((el) => !place(el))];
  }

  function mayTakeFocus(el) {
    if (get(el, "tabIndex") >= 0) return true;
    return !has(el, "tabindex") && (isEditingRoot(el) || (/^(audio|video)$/.test(tag(el)) && has(el, "controls")) || isScroller(el));
  }
  const isEditingRoot = (el) => get(el, "isContentEditable") === true && !(parent(el) && get(parent(el), "isContentEditable"));
  // What scrolls is a stop where nothing in it is.
  const isScroller = reader.isScroller = function (el) {
    if (!/auto|scroll/.test(getComputedStyle(el).overflow)) return false;
    const isLarger = get(el, "scrollHeight") > get(el, "clientHeight") || get(el, "scrollWidth") > get(el, "clientWidth");
    return isLarger && !Array.from(all(el, "*")).some((inner) => get(inner, "tabIndex") >= 0);
  };

  function takesFocus(el) {
    get(el, "focus")?.call(el);
    return get(rootOf(el), "activeElement") === el;
  }

  function isTabbedRadio(el) {
    if (tag(el) !== "input" || el.type !== "radio" || !el.name) return true;
    const group = reader.radiosOf(el).filter((other) => !other.disabled);
    return el === (group.find((other) => other.checked) ?? group[0]);
  }

  // The number of a frame of another origin when Tab leads into it, "out" when it leads out of this one, else nothing.
  reader.tab = function (fromId, step) {
    const from = fromId ? reader.nodeOf(fromId) : null;
    const inOrder = step > 0 ? candidates() : candidates().reverse();
    const at = inOrder.indexOf(from);
    const isAhead = (el) => order(from, el) & (step > 0 ? 4 : 2);
    const ahead = at >= 0 || !from ? inOrder.slice(at + 1) : inOrder.filter(isAhead);
    const round = reader.isInside() ? [] : inOrder;
    for (const target of [...ahead, ...round]) {
      if (reader.isForeign(target)) { if (shows(target, { visibilityProperty: true })) return String(reader.idOf(target)); continue; }
      if (!takesFocus(target)) continue;
      reader.tellFocus();
      return "";
    }
    return reader.isInside() ? "out" : "";
  };

  // Before (2) or after (4), across frames and shadow trees: where the two are in the innermost tree that holds both.
  function order(from, el) {
    const a = chain(from), b = chain(el);
    let at = 0;
    while (at < a.length - 1 && at < b.length - 1 && a[at] === b[at]) at += 1;
    if (a[at] !== b[at]) return get(a[at], "compareDocumentPosition").call(a[at], b[at]);
    return a.length === b.length ? 0 : a.length < b.length ? 4 : 2;
  }
  function chain(node) {
    const found = [node];
    for (let up = outer(node); up; up = outer(up)) found.unshift(up);
    return found;
  }
  function outer(node) {
    return reader.hostOf(node) ?? frameOf(docOf(node));
  }
})(globalThis.labReader);
