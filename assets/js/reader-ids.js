// The numbers under which the lab knows elements, texts, and what style sheets put beside them.
"use strict";
(function (reader) {
  const { isThere } = reader.dom;

  const ids = new WeakMap();
  const nodes = new Map();
  let lastId = 0;

  reader.idOf = function (node) {
    let id = ids.get(node);
    if (id === undefined) ids.set(node, id = ++lastId);
    if (!nodes.has(id)) nodes.set(id, new WeakRef(node));
    return id;
  };
  // Text that a style sheet puts before or after an element is a thing of its own, and stands where the element is.
  const sides = new WeakMap();
  reader.idOfSide = function (el, side) {
    const own = sides.get(el) ?? {};
    sides.set(el, own);
    own[side] ??= ++lastId;
    if (!nodes.has(own[side])) nodes.set(own[side], new WeakRef(el));
    return own[side];
  };
  reader.nodeOf = (id) => nodes.get(id)?.deref() ?? null;
  // What has left the page is let go; should it come back, it has its old id.
  reader.forgetGone = function () {
    for (const [id, ref] of nodes) {
      const node = ref.deref();
      if (!node || !isThere(node)) nodes.delete(id);
    }
  };
  reader.knownCount = () => nodes.size;
})(globalThis.labReader);
