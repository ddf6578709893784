// What a person types, and where a key takes the caret: no more of it than is said.
"use strict";
(function (reader) {
  const { get } = reader.dom;

  let beforeText = "", isTyping = false;
  function beforeInput(event) {
    const el = event.target;
    if (!get(el, "isContentEditable") && el.value !== undefined && !reader.isProtected(el)) beforeText = removedBy(el, event.inputType);
    else beforeText = "";
  }
  function removedBy(el, how) {
    let at = null, end = null;
    try { at = el.selectionStart; end = el.selectionEnd; } catch { return ""; }
    if (at === null || !/^delete/.test(how)) return "";
    if (at !== end) return el.value.slice(at, end);
    return how.endsWith("Backward") ? el.value.slice(at - 1, at) : el.value.slice(at, at + 1);
  }

  // No more of what was typed leaves the page than is said of it.
  const MOST_ECHOED = 40;
  function onInput(event) {
    const el = event.composedPath()[0];
    if (reader.isTextField(el) || get(el, "isContentEditable")) {
      isTyping = true;
      queueMicrotask(() => setTimeout(() => { isTyping = false; }, 0));
      const text = event.inputType?.startsWith("insert") ? (event.data ?? "").slice(0, MOST_ECHOED) : "";
      reader.send("typed", { text: reader.isProtected(el) ? "•".repeat(text.length) : text,
        deleted: beforeText.slice(0, MOST_ECHOED) });
    }
    reader.news.tellValue(el);
  }

  // Where the caret went is said after a key of its own alone, so nothing is sent of what stands there before one.
  let isCaretKey = false;
  function onKeyDown(event) {
    isCaretKey = /^(Arrow|Home|End)/.test(event.key);
  }

  function onSelection() {
    const el = reader.activeElement();
    if (isTyping || !isCaretKey || !el || !("selectionStart" in el)) return;
    let at = null;
    try { at = el.selectionStart; } catch { return; }
    if (at === null) return;
    const value = reader.isProtected(el) ? "•".repeat(el.value.length) : el.value;
    const lineStart = value.lastIndexOf("\n", at - 1) + 1;
    const lineEnd = value.indexOf("\n", at);
    const said = (text) => text.slice(0, reader.MOST_SAID);
    reader.send("caret", { character: value.slice(at, at + 1), word: said(/^\s*\S+|^\s+/.exec(value.slice(at))?.[0].trim() ?? ""),
      line: said(value.slice(lineStart, lineEnd < 0 ? undefined : lineEnd)), selected: said(value.slice(at, el.selectionEnd)) });
  }

  reader.typing = { beforeinput: beforeInput, input: onInput, keydown: onKeyDown, selectionchange: onSelection };
})(globalThis.labReader);
