// Closed shadow trees: page-closed.js has taken them down in the page's own world. The root of what stands in one is the tree
// itself, whoever asks, so a note that is put into it tells which it is.
"use strict";
(function (reader) {
  const { dom } = reader;
  const { all, get, kind, listen, parent, rootOf, shadow, slotOf } = dom;
  const { createElement } = Document.prototype;
  const { dispatchEvent: dispatch, removeEventListener: unlisten } = EventTarget.prototype;
  const ASK = "lab-asks-closed", TELL = "lab-tells-closed";
  // Told once, also where the reader comes a second time.
  const roots = reader.closedRoots ??= new WeakMap();

  reader.lookForClosed = function (doc) {
    const view = get(doc, "defaultView"), note = /** @type {any} */ (createElement.call(document, "i"));
    if (!view) return;
    const hear = (event) => {
      event.stopImmediatePropagation();
      const root = rootOf(note);
      if (kind(root) !== 11) return;
      roots.set(root.host, root);
      reader.hasClosed = true;
    };
    listen(view, TELL, hear, true);
    dispatch.call(doc, new FocusEvent(ASK, { relatedTarget: note }));
    unlisten.call(view, TELL, hear, true);
  };

  dom.shadow = (el) => shadow(el) ?? (reader.hasClosed ? roots.get(el) ?? null : null);
  dom.slotOf = (node) => slotOf(node) ?? (reader.hasClosed ? closedSlotOf(node) : null);
  function closedSlotOf(node) {
    const outer = parent(node), root = outer && roots.get(outer);
    return root ? Array.from(all(root, "slot")).find((slot) => slot.assignedNodes().includes(node)) ?? null : null;
  }
  reader.isClosed = (root) => roots.get(root.host) === root;
})(globalThis.labReader);
