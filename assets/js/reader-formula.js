// A formula in words: its signs one by one, with how they stand to one another (MathML Core). The words come from the lab.
"use strict";
(function (reader) {
  const { all, attr, words } = reader.dom;
  /** @type {Record<string, string>} */
  reader.formulaWords = {};
  const UNSAID = /^(annotation|annotation-xml|none|mprescripts|mphantom|script|style)$/;

  function said(el) {
    if (UNSAID.test(el.localName)) return "";
    if (el.localName === "mtable") return saidInRows(el);
    const parts = Array.from(el.children, said), whole = parts.filter(Boolean).join(" ");
    return filled(patternOf(el.localName, parts), parts, whole) || (parts.length ? whole : reader.tidy(words(el)));
  }

  // A page may have an element called "constructor".
  function filled(name, parts, whole) {
    const pattern = Object.hasOwn(reader.formulaWords, name) ? reader.formulaWords[name] : "";
    return pattern.replace(/\{([\d*])\}/g, (_, at) => (at === "*" ? whole : parts[Number(at)] ?? ""));
  }

  // A matrix, or equations one below the other: which signs make a row is most of what it says.
  function saidInRows(table) {
    const rows = Array.from(table.children, (row) => Array.from(row.children, said).filter(Boolean).join(", "));
    return rows.length < 2 ? rows.join("") : rows.map((cells, at) => filled("mtr", [String(at + 1)], cells)).join(", ");
  }

  function patternOf(name, parts) {
    if (name === "msup" && parts[1] === "2") return "squared";
    if (name === "msup" && parts[1] === "3") return "cubed";
    return name === "mfrac" && parts.some((part) => part.includes(" ")) ? "long_mfrac" : name;
  }

  // Unless its author says it in words.
  reader.formulaOf = (el) => reader.tidy(attr(el, "alttext") || (all(el, "*").length ? said(el) : words(el)));
})(globalThis.labReader);
