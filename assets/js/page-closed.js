// Closed shadow trees, which only their components can look into. They are taken down here, in the page's own world, as they
// are attached, and what the page calls is what it was before. When the reader asks, its note is put into each that it does
// not know yet, for as long as it takes to see where it stands: so it comes to have the tree.
"use strict";
(function () {
  const { apply } = Reflect, { FocusEvent, WeakRef } = globalThis;
  const property = (owner, name) => /** @type {any} */ (Object.getOwnPropertyDescriptor(owner.prototype, name));
  const modeOf = property(ShadowRoot, "mode").get, innerOf = property(ElementInternals, "shadowRoot").get;
  const noteOf = property(FocusEvent, "relatedTarget").get, { deref } = WeakRef.prototype;
  const { appendChild } = Node.prototype, { remove } = Element.prototype;
  const { stopImmediatePropagation } = Event.prototype, { dispatchEvent } = EventTarget.prototype;
  /** @type {{ root: WeakRef<ShadowRoot>; next: any } | null} */
  let untold = null;

  function takeDown(root) {
    if (root && apply(modeOf, root, []) === "closed") untold = { root: new WeakRef(root), next: untold };
  }
  function taken(owner, name, rootOf) {
    owner.prototype[name] = new Proxy(owner.prototype[name], Object.assign(Object.create(null), {
      apply(call, element, given) {
        const found = apply(call, element, given);
        takeDown(rootOf(found));
        return found;
      },
    }));
  }
  taken(Element, "attachShadow", (root) => root);
  // One that came with the page's markup its component gets from its internals.
  taken(HTMLElement, "attachInternals", (internals) => apply(innerOf, internals, []));

  addEventListener("lab-asks-closed", (event) => {
    apply(stopImmediatePropagation, event, []);
    const note = apply(noteOf, event, []);
    for (; note && untold; untold = untold.next) {
      const root = apply(deref, untold.root, []);
      if (!root) continue;
      apply(appendChild, root, [note]);
      apply(dispatchEvent, globalThis, [new FocusEvent("lab-tells-closed")]);
      apply(remove, note, []);
    }
  }, true);
})();
