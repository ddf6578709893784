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
    return JSON.stringify([box.x, box.y, box.width, box.height]);
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
        if (el.tabIndex >= 0 && reader.isFocusable(el) && isReachable(el)) stops.push(el);
        if (el.shadowRoot) visit(el.shadowRoot);
        if (el.tagName === "IFRAME") { try { if (el.contentDocument) visit(el.contentDocument); } catch { /* of another origin */ } }
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

  reader.tabStopIds = () => JSON.stringify(reader.tabStops().map(reader.idOf));

  reader.tab = function (fromId, step) {
    const from = reader.nodeOf(fromId);
    const stops = reader.tabStops();
    if (!stops.length) return;
    const order = (el) => from?.compareDocumentPosition(el) ?? 4;
    const next = step > 0 ? stops.find((el) => order(el) & 4 && !(order(el) & 8)) : stops.findLast((el) => order(el) & 2);
    (next ?? (step > 0 ? stops[0] : stops[stops.length - 1])).focus();
    reader.tellFocus();
  };
})(globalThis.labReader);
