// A formula in words: its signs one by one, with how they stand to one another (MathML Core). The words come from the lab.
"use strict";
(function (reader) {
  const { all, attr, words } = reader.dom;
  /** @type {Record<string, string>} */
  reader.formulaWords = {};
  const UNSAID = /^(annotation|annotation-xml|none|mprescripts|mphantom|script|style)$/;

  function said(el) {
    if (UNSAID.test(el.localName)) return "";
    const parts = Array.from(el.children, said), whole = parts.filter(Boolean).join(" ");
    const name = patternOf(el.localName, parts);
    // A page may have an element called "constructor".
    const pattern = Object.hasOwn(reader.formulaWords, name) ? reader.formulaWords[name] : "";
    if (pattern) return pattern.replace(/\{([\d*])\}/g, (_, at) => (at === "*" ? whole : parts[Number(at)] ?? ""));
    return parts.length ? whole : reader.tidy(words(el));
  }

  function patternOf(name, parts) {
    if (name === "msup" && parts[1] === "2") return "squared";
    if (name === "msup" && parts[1] === "3") return "cubed";
    return name === "mfrac" && parts.some((part) => part.includes(" ")) ? "long_mfrac" : name;
  }

  // Unless its author says it in words.
  reader.formulaOf = (el) => reader.tidy(attr(el, "alttext") || (all(el, "*").length ? said(el) : words(el)));
})(globalThis.labReader);
