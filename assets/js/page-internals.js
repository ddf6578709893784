// What components say of themselves with ElementInternals. An element gives those out once, to its own script, so they are
// taken down here, in the page's own world, when it does, and what the page calls is what it was before. The reader asks with an
// event that nobody of the page's hears, and the answer stands in a note that is in no page. A page that knew the event could
// ask the same of its own components, and learn what they have said of themselves.
"use strict";
(function () {
  const { apply } = Reflect, { stringify } = JSON, { isArray } = Array, { FocusEvent } = globalThis;
  const kept = new WeakMap(), keep = WeakMap.prototype.set, find = WeakMap.prototype.get;
  const property = (owner, name) => /** @type {any} */ (Object.getOwnPropertyDescriptor(owner.prototype, name));
  const getters = Object.getOwnPropertyNames(ElementInternals.prototype).filter((name) => /^(role$|aria)/.test(name))
    .map((name) => ({ name, get: property(ElementInternals, name).get }));
  const noteOf = property(FocusEvent, "relatedTarget").get, write = property(Node, "textContent").set;
  const { stopImmediatePropagation, preventDefault, composedPath } = Event.prototype, { dispatchEvent } = EventTarget.prototype;
  let isAny = false;

  HTMLElement.prototype.attachInternals = new Proxy(HTMLElement.prototype.attachInternals, Object.assign(Object.create(null), {
    apply(attach, element, given) {
      const internals = apply(attach, element, given);
      apply(keep, kept, [element, internals]);
      isAny = true;
      return internals;
    },
  }));

  // Words, and the elements that it refers to: each of those says so by an event of its own.
  function tell(internals, note) {
    const words = { __proto__: null };
    for (let at = 0; at < getters.length; at += 1) {
      const value = apply(getters[at].get, internals, []);
      if (typeof value === "string") words[getters[at].name] = value;
      else if (value) refer(getters[at].name, isArray(value) ? value : [value], note);
    }
    apply(write, note, [stringify(words)]);
  }
  function refer(name, elements, note) {
    apply(write, note, [name]);
    for (let at = 0; at < elements.length; at += 1) {
      apply(dispatchEvent, elements[at], [new FocusEvent("lab-is-referred-to", { relatedTarget: note, composed: true })]);
    }
  }

  addEventListener("lab-asks-internals", (event) => {
    apply(stopImmediatePropagation, event, []);
    const note = apply(noteOf, event, []);
    const internals = note && apply(find, kept, [apply(composedPath, event, [])[0]]);
    if (internals) tell(internals, note);
    else if (!note && isAny) apply(preventDefault, event, []);
  }, true);
})();
