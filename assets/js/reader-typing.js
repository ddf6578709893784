// What a person types, and where a key takes the caret: no more of it than is said.
"use strict";
(function (reader) {
  const { get } = reader.dom;

  let beforeText = "", isTyping = false;
  reader.isEchoing = true;
  function beforeInput(event) {
    if (!reader.isEchoing) return;
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
  const MOST_ECHOED = 40, MOST_DELETED = 3;
  function onInput(event) {
    const el = event.composedPath()[0];
    if (reader.isTextField(el) || get(el, "isContentEditable")) {
      isTyping = true;
      queueMicrotask(() => setTimeout(() => { isTyping = false; }, 0));
      const text = reader.isEchoing && event.inputType?.startsWith("insert") ? (event.data ?? "").slice(0, MOST_ECHOED) : "";
      reader.send("typed", { text: reader.isProtected(el) ? "•".repeat(text.length) : text,
        deleted: beforeText.slice(0, MOST_DELETED) });
    }
    reader.news.tellValue(el);
  }

  // Where the caret went is said after a key of its own alone, and so much of what stands there as keys.toml says of that key.
  const UNITS = new Map([["ArrowLeft", "character"], ["ArrowRight", "character"], ["Home", "character"], ["End", "character"],
    ["ctrl ArrowLeft", "word"], ["ctrl ArrowRight", "word"], ["ArrowUp", "line"], ["ArrowDown", "line"],
    ["ctrl Home", "line"], ["ctrl End", "line"]]);
  let unit = "";
  function onKeyDown(event) {
    const held = event.shiftKey || event.altKey ? "other " : event.ctrlKey ? "ctrl " : "";
    unit = UNITS.get(held + event.key) ?? "";
    isTyping = false; // What the caret does now this key has done, however soon it came after a letter.
  }
  const AT_CARET = {
    character: (value, at) => value.slice(at, at + 1),
    word: (value, at) => /^\s*\S+|^\s+/.exec(value.slice(at))?.[0].trim() ?? "",
    line: (value, at) => value.slice(value.lastIndexOf("\n", at - 1) + 1, value.indexOf("\n", at) < 0 ? undefined : value.indexOf("\n", at)),
  };

  function onSelection() {
    const el = reader.activeElement();
    if (isTyping || !unit || !el || !("selectionStart" in el)) return;
    let at = null;
    try { at = el.selectionStart; } catch { return; }
    if (at === null) return;
    const value = reader.isProtected(el) ? "•".repeat(el.value.length) : el.value;
    reader.send("caret", { [unit]: AT_CARET[unit](value, at).slice(0, reader.MOST_SAID) });
  }

  reader.typing = { beforeinput: beforeInput, input: onInput, keydown: onKeyDown, selectionchange: onSelection };
})(globalThis.labReader);
