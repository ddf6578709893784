/*
 * What a page's price rests on beside what the reader knows: where things stand and which words of theirs are seen.
 * Its other parts add the rest. All of it runs in the isolated world, on a page that nobody sees.
 */
"use strict";
globalThis.labCost = /** @type {any} */ ((() => {
  const reader = globalThis.labReader, { all, attr, get, kind, parent, rectOf, shadow, shows, tag, words } = reader.dom;
  const MOST_WORDS = 80, MOST_UP = 8;

  const elementOf = (id) => {
    const node = reader.nodeOf(id);
    return node && kind(node) === 3 ? parent(node) : node;
  };
  const round = (box) => box.map((each) => Math.round(each * 10) / 10);
  const boxOf = (id) => {
    const told = reader.boxOf(id);
    if (!told) return null;
    const [x, y, width, height] = JSON.parse(told);
    return width && height ? round([x + scrollX, y + scrollY, width, height]) : null;
  };
  const around = (boxes) => {
    const left = Math.min(...boxes.map(([x]) => x)), top = Math.min(...boxes.map(([, y]) => y));
    const right = Math.max(...boxes.map(([x, , width]) => x + width)), end = Math.max(...boxes.map(([, y, , height]) => y + height));
    return round([left, top, right - left, end - top]);
  };
  const isSeen = (el) => {
    const { width, height } = rectOf(el);
    return width > 1 && height > 1 && shows(el, { visibilityProperty: true });
  };
  const isClipped = (el) => {
    const { width, height } = rectOf(el);
    return width > 0 && height > 0 && (width <= 1 || height <= 1) && Boolean(el.innerText);
  };
  // What is clipped away for who looks is there for readers alone; an arrow or a cross is no word.
  function wordsOf(el, isGiven = false) {
    if (!isSeen(el)) return "";
    const inside = Array.from(all(el, "*")), clipped = inside.filter(isClipped);
    const own = clipped.reduce((text, each) => text.replace(each.innerText, " "), get(el, "innerText") ?? "");
    const found = reader.tidy([own, ...[el, ...inside].flatMap((each) => composed(each, isGiven))].join(" "));
    return /[\p{L}\p{N}]/u.test(found) ? found : "";
  }
  // What a slot was given, and what stands in a shadow tree, is seen there and is not in the text around it; what its
  // host has been given is in the host's own.
  function composed(el, isGiven) {
    if (tag(el) !== "slot") return Array.from(shadow(el)?.children ?? []).map((child) => wordsOf(child, true));
    return (isGiven ? [] : el.assignedNodes({ flatten: true }))
      .map((node) => (kind(node) === 3 ? words(node) : kind(node) === 1 ? wordsOf(node) : ""));
  }

  const body = () => get(document, "body");
  const attrOf = (el, name) => (el ? attr(el, name) ?? "" : "");
  const nameOf = (el) => attr(el, "id") || attr(el, "name");
  const places = (ids) => ids.map((id) => [id, boxOf(id)]).filter(([, box]) => box).map(([id, box]) => [id, ...box]);
  const press = (selector) => {
    const el = document.querySelector(selector);
    if (el) reader.press(reader.idOf(el));
    return el ? "pressed" : "";
  };
  const LIFE = "a[href],area[href],button,input,select,textarea,summary,iframe,label,option,[tabindex]:not([tabindex^='-']),[contenteditable]";
  return { LIFE, MOST_UP, MOST_WORDS, around, attrOf, body, boxOf, elementOf, isSeen, nameOf, places, press, round, wordsOf };
})());
