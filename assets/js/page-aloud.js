"use strict";
/*
 * What is read aloud of a page, sentence by sentence, and the marks on what sounds now. Runs in the lab's isolated world;
 * the marks are CSS highlights, so nothing of the document changes. A live range remembers how far it has been read: it
 * stays right when the page changes meanwhile, and a page of any length is walked only as far as it is heard.
 */
globalThis.labAloud ??= (() => {
  const UNREAD = "script, style, noscript, template, textarea, input, select, datalist, svg, video, audio, [aria-hidden=true]";
  const SECRETS = /password|one-time-code|^cc-/;
  const LONGEST = 1000;
  const segmenters = new Map();
  /** How far the page has been read, and how far it will be. */
  let place = document.createRange();
  let end = document.createRange();
  /** The sentence that sounds: its text and the pieces of text nodes that it is made of. */
  /** @type {AloudSentence} */
  let said = { text: "", language: "", parts: [] };
  /** @type {AloudSentence[]} */
  let rest = [];
  /** @type {number[]} */
  let timers = [];
  let isReading = false;

  /* ---- what there is to read ---- */

  const languageOf = (element) => element.closest("[lang]")?.getAttribute("lang") || "";
  const isUnseen = (element) => !element.checkVisibility({ visibilityProperty: true }) || isClipped(element);

  /* Words for screen readers alone are cut down to a point. */
  function isClipped(element) {
    const box = element.getBoundingClientRect();
    return box.width <= 1 && box.height <= 1 && getComputedStyle(element).display !== "contents";
  }

  function isText(node) {
    const around = node.parentElement;
    return Boolean(around) && node.data !== "" && !around.closest(UNREAD) && !isUnseen(around);
  }

  /* What one has entered oneself is said, but for what nobody else is to hear. */
  function isField(element) {
    return element.matches("textarea, select, input:not([type])") || ["text", "search", "email", "tel", "url", "number", "date"].includes(element.type);
  }
  const isSecret = (field) => field.type === "password" || SECRETS.test(field.autocomplete || "");
  const shownIn = (field) => (field.localName === "select" ? field.selectedOptions[0]?.label : field.value) || "";
  const isEntered = (field) => isField(field)
    && !isSecret(field) && shownIn(field).trim() !== "" && !isUnseen(field);

  /* Words on both sides of such an element are not one sentence. */
  const isWanted = (node) => (node.nodeType === Node.TEXT_NODE ? isText(node) : node.matches("input, textarea, select, br"));
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    (isWanted(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP));

  const isAtEnd = (node) => end.comparePoint(node, 0) > 0;

  /** The first thing to read at or after a point of the document. */
  function firstFrom(container, offset) {
    const isWithin = container.nodeType === Node.TEXT_NODE;
    const child = isWithin ? container : container.childNodes[offset];
    walker.currentNode = child || container;
    if (child && isWanted(child) && (!isWithin || offset < child.data.length)) return child;
    return child || !container.lastChild ? walker.nextNode() : pastAll(container);
  }

  function pastAll(container) {
    let last = container;
    while (last.lastChild) last = last.lastChild;
    walker.currentNode = last;
    return walker.nextNode();
  }

  function blockOf(node) {
    let element = node.parentElement;
    while (element.parentElement && /^(inline|contents)/.test(getComputedStyle(element).display)) element = element.parentElement;
    return element;
  }

  /** The stretches of text nodes of one block from here on: [{node, start, end}]. */
  function stretch(first) {
    const block = blockOf(first);
    const language = languageOf(first.parentElement);
    const parts = [];
    let length = 0;
    for (let node = first; node?.nodeType === Node.TEXT_NODE && length < LONGEST; node = next(node)) {
      if (blockOf(node) !== block || languageOf(node.parentElement) !== language || isAtEnd(node)) break;
      const start = node === place.endContainer ? place.endOffset : 0;
      const stop = node === end.endContainer ? end.endOffset : node.data.length;
      if (stop > start) parts.push({ node, start, end: stop, at: length });
      length += Math.max(0, stop - start);
    }
    return { parts, language };
  }

  function next(node) {
    walker.currentNode = node;
    return walker.nextNode();
  }

  const segmenter = (language, granularity) => {
    const key = `${language} ${granularity}`;
    if (!segmenters.has(key)) segmenters.set(key, newSegmenter(language, granularity));
    return segmenters.get(key);
  };
  function newSegmenter(language, granularity) {
    try {
      return new Intl.Segmenter(language || undefined, { granularity });
    } catch {
      return new Intl.Segmenter(undefined, { granularity });
    }
  }

  /** The sentences of one block, each with its places. */
  function sentencesOf({ parts, language }) {
    const whole = parts.map(({ node, start, end: stop }) => node.data.slice(start, stop)).join("");
    return [...segmenter(language, "sentence").segment(whole)]
      .map(({ segment, index }) => ({ text: segment.replace(/\s/g, " "), language, parts: cut(parts, index, index + segment.length) }))
      .filter(({ text }) => text.trim() !== "");
  }

  function cut(parts, from, to) {
    return parts.filter((part) => part.at < to && part.at + part.end - part.start > from).map((part) => {
      const start = part.start + Math.max(0, from - part.at);
      return { node: part.node, start, end: Math.min(part.end, part.start + to - part.at), at: Math.max(0, part.at - from), was: part.node.data };
    });
  }

  /* ---- the marks ---- */

  function clear(name) {
    CSS.highlights.delete(name);
  }

  function rangeOf(from, to) {
    const ranges = [];
    for (const part of said.parts) {
      const start = part.start + Math.max(0, from - part.at), stop = Math.min(part.end, part.start + to - part.at);
      if (stop <= start || !part.node.isConnected || part.node.data !== part.was) continue;
      ranges.push(new StaticRange({ startContainer: part.node, startOffset: start, endContainer: part.node, endOffset: stop }));
    }
    return ranges;
  }

  function mark(name, priority, from, to) {
    const ranges = rangeOf(from, to);
    clear(name);
    if (!ranges.length) return;
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
    bringIntoSight(ranges[0]);
  }

  /* At once, never gliding: what is read would else move under the eyes. */
  function bringIntoSight({ startContainer, startOffset, endOffset }) {
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(startContainer, endOffset);
    const box = range.getBoundingClientRect();
    if (box.bottom > innerHeight || box.top < 0) startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  }

  /* The engine counts characters, the page units of sixteen bits. */
  const unitsOf = (points) => (/[\ud800-\udfff]/.test(said.text) ? [...said.text].slice(0, points).join("").length : points);

  function markWord(start) {
    const found = segmenter(said.language, "word").segment(said.text).containing(unitsOf(start));
    if (found?.isWordLike) mark("lab-word", 1, found.index, found.index + found.segment.length);
  }

  function hush() {
    timers.forEach(clearTimeout);
    timers = [];
    clear("lab-word");
    clear("lab-sentence");
  }

  /* ---- the way ---- */

  function advance() {
    while (!rest.length && isReading) {
      const node = firstFrom(place.endContainer, place.endOffset);
      if (!node || isAtEnd(node)) return null;
      rest = node.nodeType === Node.TEXT_NODE ? readText(node) : readField(node);
    }
    return rest.shift() || null;
  }

  function readField(element) {
    place.setStartAfter(element);
    place.collapse(true);
    return isEntered(element) ? [{ text: shownIn(element), language: languageOf(element), parts: [] }] : [];
  }

  function readText(node) {
    const found = stretch(node);
    const last = found.parts.at(-1);
    isReading = last !== undefined;
    if (!last) return [];
    place.setStart(last.node, last.end);
    place.collapse(true);
    return sentencesOf(found);
  }

  /** Where reading begins: what is selected; the question at hand; else the page's main part, or all of it. */
  function begin() {
    const selection = getSelection(), focus = document.activeElement;
    end.selectNodeContents(document.body);
    if (selection?.rangeCount && !selection.isCollapsed) {
      const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
      place.setStart(startContainer, startOffset);
      end.setEnd(endContainer, endOffset);
    } else {
      const from = focus?.matches("input, select, textarea, button, a")
        ? focus.closest("fieldset") || /** @type {Field} */ (focus).labels?.[0] || focus
        : document.querySelector("main, [role=main]") || document.body;
      place.setStart(from, 0);
    }
    place.collapse(true);
    rest = [];
    isReading = true;
  }

  const told = () => JSON.stringify({ text: said.text, language: said.language });

  return {
    /** The first sentence; "" where there is nothing to read. */
    begin() {
      hush();
      begin();
      return this.next();
    },
    /** The next sentence; "" at the end. */
    next() {
      hush();
      const found = advance();
      if (!found) this.end();
      else said = found;
      return found ? told() : "";
    },
    /** The sentence has begun to sound. */
    sounds() {
      mark("lab-sentence", 0, 0, said.text.trimEnd().length);
      return "";
    },
    /** Words of it, as [characters before it, milliseconds from now]. */
    words(times) {
      timers.forEach(clearTimeout);
      timers = times.map(([start, ms]) => setTimeout(markWord, ms, start));
      return "";
    },
    end() {
      isReading = false;
      rest = [];
      said = { text: "", language: "", parts: [] };
      hush();
      return "";
    },
  };
})();
