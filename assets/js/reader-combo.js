// Combo boxes made of several elements: the field in them, or what they show where there is none.
"use strict";
(function (reader) {
  const { attr, get, kind, matches, one, shows, tag } = reader.dom;
  const PRESSED = "a[href]:not([role]),button:not([role]),[role=link],[role=button]";
  // Things of their own: what can be pressed, ticked or written in, and what opens.
  const BESIDE = `${PRESSED},input,select,textarea,[role=checkbox],[role=textbox],[role=searchbox],[contenteditable]:not([contenteditable=false]),` +
    "[role=listbox],[role=menu],[role=tree],[role=grid],[role=dialog]";
  const FIELD = ["hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file"].reduce((field, type) => `${field}:not([type=${type} i])`, "input");
  const OTHERWISE = `${BESIDE},[aria-hidden=true],[aria-label],img`;

  const field = (el) => (tag(el) === "input" ? null : one(el, FIELD));
  const shown = (el) => (one(el, OTHERWISE) === null ? get(el, "innerText") : words(el));
  const words = (el) => Array.from(get(el, "childNodes"), (node) => (kind(node) === 3 ? node.data : kind(node) === 1 ? wordsOf(node) : "")).join(" ");
  function wordsOf(el) {
    if (matches(el, `${BESIDE},[aria-hidden=true]`) || !shows(el)) return "";
    return attr(el, "aria-label") ?? (tag(el) === "img" ? attr(el, "alt") ?? "" : words(el));
  }
  reader.combo = { BESIDE, PRESSED, field, shown };
})(globalThis.labReader);
