// How the walk takes each role and element.
"use strict";
(function (reader) {
  // What is no content, and what an SVG only draws with: its title and description are said with it.
  const SKIP = new RegExp("^(script|style|template|head|noscript|link|meta|title|base|datalist|colgroup|col|param|source|track|area|rp|" +
    "desc|metadata|defs|symbol|clipPath|mask|pattern|marker|filter|linearGradient|radialGradient)$");
  const LEAF = new Set(["button", "checkbox", "radio", "switch", "option", "menuitem", "menuitemcheckbox", "menuitemradio",
    "tab", "textbox", "searchbox", "spinbutton", "slider", "progressbar", "meter", "scrollbar", "separator", "image", "math",
    "date", "time", "datetime", "month", "week", "color", "file", "video", "audio", "doc-pagebreak"]);
  const STRUCTURE = new Set(["main", "navigation", "banner", "contentinfo", "complementary", "search", "form", "region", "list",
    "listitem", "table", "grid", "treegrid", "row", "rowgroup", "cell", "gridcell", "columnheader", "rowheader", "group",
    "radiogroup", "dialog", "alertdialog", "article", "figure", "blockquote", "paragraph", "menu", "menubar", "tablist",
    "tabpanel", "toolbar", "tree", "listbox", "feed", "alert", "status", "log", "timer", "marquee", "note", "tooltip",
    "document", "graphic", "application", "caption", "term", "definition", "frame", "heading", "link", "combobox", "treeitem",
    "deletion", "insertion", "mark", "suggestion", "comment"]);
  const isStructure = (role) => STRUCTURE.has(role) || role.startsWith("doc-");
  // One thing to stop at, in which there may be others: Chromium keeps them, whatever ARIA says of presentational children.
  const HOLDER = new Set(["button", "checkbox", "radio", "switch", "option", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "image"]);
  // What its author has given words, though nothing stands in it: a chart's bar, a cell with a tick.
  const WORDED = /^(listitem|cell|gridcell|columnheader|rowheader|group|figure|term|definition|status|log|timer|marquee)$/;
  // What the number of a list item is not said with, but passed on to what stands inside.
  const PASSES = /^(listitem|paragraph|generic|deletion|insertion|mark|suggestion)$/;
  const CELL = /^(cell|gridcell|columnheader|rowheader)$/, TABLE = /^(table|grid|treegrid)$/;
  // What an author may say of anything, also of a word in a line.
  const TOLD = "[aria-current]:not([aria-current=false]),[aria-description],[aria-describedby],[aria-details],[aria-keyshortcuts]," +
    "[aria-invalid]:not([aria-invalid=false]),[onclick],[onmousedown],[onmouseup]";
  const INTERACTIVE = "a[href],button,input,select,textarea,summary,[contenteditable],[role=button],[role=link],[role=checkbox],[tabindex]";
  const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";

  reader.kinds = { CELL, HEADINGS, HOLDER, INTERACTIVE, LEAF, PASSES, SKIP, TABLE, TOLD, WORDED, isStructure };
})(globalThis.labReader);
