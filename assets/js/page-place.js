"use strict";
/*
 * Where somebody is in a page: its address without what a form may have put behind it, its title, and the start tag of
 * the element in hand. Runs in the lab's isolated world. Nothing that was entered is told: neither the element's
 * content nor its value.
 */
globalThis.labPlace = (() => {
  const LONGEST = 400;
  const TOLD = /^(id|class|name|type|role|for|href|alt|title|lang|tabindex|autocomplete|required|disabled|aria-.*)$/;

  const inHand = (cursor) => {
    const node = cursor === null ? null : globalThis.labReader?.nodeOf?.(cursor);
    let element = node ? (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement) : document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element === document.body || element === document.documentElement ? null : element;
  };

  const startTag = (element) => {
    if (!element) return "";
    const told = [...element.attributes].filter(({ name }) => TOLD.test(name));
    const words = told.map(({ name, value }) => `${name}="${value.split(name === "href" ? /[?#]/ : /\n/)[0]}"`);
    return `<${[element.localName, ...words].join(" ")}>`.slice(0, LONGEST);
  };

  const marked = { element: null };
  const mark = (element) => (marked.element = element);
  const at = (cursor) => JSON.stringify({
    address: location.href.split(/[?#]/)[0].slice(0, LONGEST),
    title: document.title.slice(0, LONGEST),
    html: startTag(mark(inHand(cursor))),
  });
  // The one that was told of last is the one that a change is tried at.
  return { at, get marked() { return marked.element; } };
})();
