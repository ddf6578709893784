// Words that style sheets put before or after an element (CSS Generated Content 3): strings, counters, quotation marks, and
// what their author says in place of signs and pictures.
"use strict";
(function (reader) {
  const { attr, closest, parent } = reader.dom;

  // Generated content costs two style look-ups an element; most pages have none. The walk says whether this one has.
  reader.isGenerating = false;
  let isCounting = true;
  // In this order: the address of a picture, which is no words; a string; the rest. What stands after a slash is said instead.
  const TOKENS = new RegExp('[\\w-]+\\("(?:[^"\\\\]|\\\\.)*"[^)]*\\)|"((?:[^"\\\\]|\\\\.)*)"|attr\\(([\\w-]+)[^)]*\\)|' +
    'counters?\\(([^\\s,)]+)(?:, "((?:[^"\\\\]|\\\\.)*)")?(?:, ([\\w-]+))?\\)|(?<!no-)\\b(open|close)-quote|(\\/)', "g");

  reader.generatedText = function (el, side) {
    if (!reader.isGenerating) return "";
    const style = getComputedStyle(el, side), { content } = style;
    if (!content || content === "none" || content === "normal" || style.display === "none" || style.visibility !== "visible") return "";
    let text = "";
    for (const [, quoted, attribute, counter, separator, numbers, quote, slash] of content.matchAll(TOKENS)) {
      if (quoted !== undefined) text += reader.unquoted(quoted);
      else if (attribute) text += attr(el, attribute) ?? "";
      else if (counter) text += !isCounting ? ANY_NUMBER : reader.counterText(el, side, counter, separator ?? null, numbers ?? "decimal");
      else if (quote) text += quotationMark(el, style.quotes, quote === "open");
      else if (slash) text = "";
    }
    return reader.written(text, style, el);
  };

  // An escape of a style sheet stands for a sign.
  reader.unquoted = (text) => text.replace(/\\([0-9a-f]{1,6}) ?|\\(.)/gi, (_, code, sign) => (code ? String.fromCodePoint(parseInt(code, 16)) : sign));

  // Of quotations inside one another each has its own pair; beyond the last it is the last again.
  const USUAL = ["“", "”", "‘", "’"];
  function quotationMark(el, quotes, isOpening) {
    const own = Array.from(quotes.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, mark]) => reader.unquoted(mark));
    if (quotes === "none") return "";
    const pairs = own.length ? own : USUAL;
    let depth = 0;
    for (let up = closest(parent(el), "q"); up; up = closest(parent(up), "q")) depth += 1;
    return pairs[Math.min(2 * depth, pairs.length - 2) + (isOpening ? 0 : 1)] ?? "";
  }

  // The same words, whatever the numbers among them.
  const ANY_NUMBER = "\uE000";
  reader.isButForNumbers = function (say, name) {
    isCounting = false;
    try {
      const words = say().replace(/\s/g, "").split(ANY_NUMBER).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return words.length > 1 && new RegExp(`^${words.join(".*")}$`, "s").test(name.replace(/\s/g, ""));
    } finally { isCounting = true; }
  };
})(globalThis.labReader);
