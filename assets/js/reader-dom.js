// Reads elements and documents by their prototypes. A form's fields and a document's frames and pictures are its
// properties, under the names their author gave them, and hide the browser's own: a field called "matches", "id" or
// "nodeType". So nothing else of the reader reads from an element that may be a form, or from a document.
"use strict";
// An element whose id is "labReader" is a property of the window as well.
if (!Object.hasOwn(globalThis, "labReader")) globalThis.labReader = /** @type {any} */ ({});
(function (reader) {
  const getter = (owner, name) => {
    const read = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(owner.prototype, name)?.get);
    return (node) => read.call(node);
  };
  const method = (owner, name) => {
    const call = owner.prototype[name];
    return (node, first, second, third) => call.call(node, first, second, third);
  };
  const kind = getter(Node, "nodeType");
  // By what an element is called in HTML; in a drawing or a formula only what the reader knows of those: a "select" in an
  // SVG is none.
  const HTML = "http://www.w3.org/1999/xhtml";
  const DRAWN = new Set(["svg", "math", "a", "title", "desc", "metadata", "defs", "symbol", "clipPath", "mask", "pattern", "marker",
    "filter", "linearGradient", "radialGradient", "style", "script", "text", "image"]);
  const spaceOf = getter(Element, "namespaceURI"), localName = getter(Element, "localName");
  // No element ever gets another, and the one that was asked about last is mostly asked about again.
  let tagged = null, tagName = "";
  function tag(el) {
    if (el === tagged) return tagName;
    const name = localName(el);
    tagged = el;
    return tagName = spaceOf(el) === HTML || DRAWN.has(name) ? name : "";
  }
  const isElement = (node) => kind(node) === 1;

  // What elements, documents and shadow roots each have of their own.
  function inEach(name) {
    const calls = { 1: Element.prototype[name], 9: Document.prototype[name], 11: DocumentFragment.prototype[name] };
    return (node, given) => calls[kind(node)].call(node, given);
  }

  // Any other property.
  function hides(node) {
    const is = kind(node);
    return is === 9 || (is === 1 && tag(node) === "form");
  }
  const get = (node, name) => (hides(node) ? Reflect.get(Object.getPrototypeOf(node), name, node) : node[name]);

  // A number that says something, else 0.
  const attribute = method(Element, "getAttribute");
  function number(el, name) {
    const given = Number(reader.dom.attr(el, name));
    return Number.isSafeInteger(given) && given > 0 ? given : 0;
  }

  reader.dom = {
    kind, tag, localName, number, isElement, get,
    attr: attribute,
    has: method(Element, "hasAttribute"),
    hasAny: method(Element, "hasAttributes"),
    attrs: method(Element, "getAttributeNames"),
    matches: method(Element, "matches"),
    closest: (el, selector) => (el ? Element.prototype.closest.call(el, selector) : null),
    shows: method(Element, "checkVisibility"),
    rectOf: method(Element, "getBoundingClientRect"),
    firstElement: getter(Element, "firstElementChild"),
    shadow: getter(Element, "shadowRoot"),
    slotOf: (node) => get(node, "assignedSlot"),
    computedRole: (el) => get(el, "computedRole") ?? "",
    computedName: (el) => get(el, "computedName") ?? "",
    parent: getter(Node, "parentElement"),
    firstChild: getter(Node, "firstChild"),
    next: getter(Node, "nextSibling"),
    words: getter(Node, "textContent"),
    isThere: getter(Node, "isConnected"),
    docOf: getter(Node, "ownerDocument"),
    rootOf: method(Node, "getRootNode"),
    contains: method(Node, "contains"),
    one: inEach("querySelector"),
    all: inEach("querySelectorAll"),
    frameOf: (doc) => get(doc, "defaultView")?.frameElement ?? null,
    create: (doc, what, ...given) => get(doc, what).apply(doc, given),
    byId: (root, id) => (kind(root) === 9 ? Document : DocumentFragment).prototype.getElementById.call(root, id),
    listen: method(EventTarget, "addEventListener"),
    langOf: (el) => Element.prototype.getAttribute.call(el, "lang") ?? Element.prototype.getAttribute.call(el, "xml:lang") ?? "",
  };
  // Kept from readers by whoever wrote the page. A modal dialog escapes what makes all around it inert.
  reader.isShut = function (el) {
    const { attr, closest, contains, parent } = reader.dom;
    const shut = closest(el, "[aria-hidden=true],[inert]");
    if (shut === null || attr(shut, "aria-hidden") === "true") return shut !== null;
    const modal = closest(el, "dialog:modal");
    return !modal || modal === shut || !contains(shut, modal) || reader.isShut(parent(shut));
  };
  // What is asked again and again during one walk, when nothing can change: answered once.
  let kept = null, styled = null, style = null;
  reader.keep = function (isKeeping) {
    kept = isKeeping ? new Map() : null;
    styled = style = null;
  };
  reader.once = function (make, of) {
    if (kept === null) return make(of);
    if (!kept.has(make)) kept.set(make, new Map());
    const answers = kept.get(make);
    if (!answers.has(of)) answers.set(of, make(of));
    return answers.get(of);
  };
  // The element that was asked about last is mostly asked about again.
  reader.styleOf = function (el) {
    if (kept === null) return getComputedStyle(el);
    if (el !== styled) {
      styled = el;
      style = getComputedStyle(el);
    }
    return style;
  };
  // A broken escape in an address stays as it is.
  reader.decoded = function (text) {
    try { return decodeURIComponent(text); } catch { return text; }
  };
})(globalThis.labReader);
