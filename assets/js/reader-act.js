// What the reader does in the page, and nothing more: show where the cursor is, move the focus, press.
"use strict";
(function (reader) {
  function elementOf(id) {
    const node = reader.nodeOf(id);
    return node?.nodeType === 3 ? node.parentElement : node;
  }

  reader.show = function (id) {
    const el = elementOf(id);
    if (el?.isConnected) el.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    return boxOf(id);
  };

  function boxOf(id) {
    const node = reader.nodeOf(id);
    if (!node?.isConnected) return "";
    let box = null;
    if (node.nodeType === 3) {
      const range = node.ownerDocument.createRange();
      range.selectNodeContents(node);
      box = range.getBoundingClientRect();
    } else box = node.getBoundingClientRect();
    const [x, y] = reader.offsetOf(node);
    return JSON.stringify([box.x + x, box.y + y, box.width, box.height]);
  }
  reader.boxOf = boxOf;

  reader.focus = function (id) {
    const el = elementOf(id);
    const target = el?.closest("a[href],button,input,select,textarea,summary,[tabindex],[contenteditable]") ?? el;
    target?.focus({ preventScroll: true });
    reader.tellFocus(); // Nothing else tells of it while another window has the keyboard.
    reader.show(id);
  };

  reader.press = function (id) {
    const el = elementOf(id);
    if (!el?.isConnected) return;
    if (el.focus && reader.isFocusable(el)) el.focus({ preventScroll: true });
    if (el.click) el.click();
    else el.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true })); // SVG
  };

  // Tab from where the cursor is, as readers do when focus is elsewhere.
  reader.tabStops = function () {
    const stops = [];
    const visit = (root) => {
      for (const el of root.querySelectorAll("*")) {
        if (el.tagName === "IFRAME") {
          if (!reader.isForeign(el)) { if (el.contentDocument) visit(el.contentDocument); } else if (isReachable(el)) stops.push(el);
        } else if (el.tabIndex >= 0 && reader.isFocusable(el) && isReachable(el)) stops.push(el);
        if (el.shadowRoot) visit(el.shadowRoot);
      }
    };
    visit(document);
    const kept = stops.filter(isTabbedRadio);
    const early = kept.filter((el) => el.tabIndex > 0).sort((a, b) => a.tabIndex - b.tabIndex);
    return [...early, ...kept.filter((el) => el.tabIndex === 0)];
  };

  function isReachable(el) {
    if (!el.checkVisibility({ visibilityProperty: true }) || el.closest("[inert]")) return false;
    const modal = el.ownerDocument.querySelector("dialog:modal");
    return modal === null || reader.modalOf(el.ownerDocument)?.contains(el);
  }

  function isTabbedRadio(el) {
    if (el.tagName !== "INPUT" || el.type !== "radio" || !el.name) return true;
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
    target.focus();
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
    const root = node.getRootNode();
    return root.host ?? root.defaultView?.frameElement ?? null;
  }
})(globalThis.labReader);
