// What the page holds at this moment. Much changes without a mutation: a box ticked by a script, a style sheet that
// answers to it, an animation that ends, a shadow tree that is attached. So before anything is said, two things are
// looked at: whether something has appeared or vanished since it was walked, and what is to be said itself.
"use strict";
(function (reader) {
  const { get, isThere, one, shadow, shows, tag } = reader.dom;
  const seen = new Map();

  // How an element is shown: nothing to say of one that is, as long as no shadow tree takes the place of what is in it.
  function look(el) {
    const shown = shows(el, { visibilityProperty: true }) ? "" : hiding(getComputedStyle(el));
    return shadow(el) ? `${shown} shadow` : shown;
  }
  const hiding = (style) => `${style.display} ${style.visibility}`;

  reader.see = (el) => seen.set(el, look(el));
  reader.unseeAll = () => seen.clear();

  // The elements that are shown otherwise than when they were walked or looked at last.
  reader.reshown = function () {
    const found = [];
    for (const [el, was] of seen) {
      if (!isThere(el)) { seen.delete(el); continue; }
      const now = look(el);
      if (now === was) continue;
      seen.set(el, now);
      found.push(el);
    }
    return found;
  };

  // --- one node again, as it is now ---
  const MADE_OF = Symbol("made of");

  // What `describe` said; the walk may add to it what only the surroundings tell: sizes, headers.
  reader.isMadeOf = function (node, el) {
    Object.defineProperty(node, MADE_OF, { value: { el, own: new Set(Object.keys(node)) } });
    return node;
  };
  reader.isJoinedOf = (run, parts) => Object.defineProperty(run, MADE_OF, { value: { parts } });

  // The node as it is now, or null when that takes another walk.
  reader.again = function (node) {
    const made = node[MADE_OF];
    if (!made) return node;
    if (made.parts) return reader.tidy(made.parts.map(wordsOf).join("")) === node.name ? node : null;
    if (isSettled(made.el, node.role)) return described(node, made, node.name ?? "");
    return reader.roleOf(made.el) === node.role ? described(node, made) : null;
  };
  // Without a mutation only these get another role or name. Chromium lays out the whole page before it tells either.
  const isSettled = (el, role) => role !== "file" && !reader.isGenerating && !tag(el).includes("-") && !isLabelledByField(el);
  const isLabelledByField = (el) => Array.from(get(el, "labels") ?? []).some((label) => one(label, FIELDS) !== null && one(label, FIELDS) !== el);
  const FIELDS = "input,select,textarea";

  const wordsOf = (part) => (Array.isArray(part) ? sideOf(...part) : part.data);
  const sideOf = (el, side) => (side === "::marker" ? reader.markerOf(el, getComputedStyle(el)) : reader.generatedText(el, side));

  function described(node, { el, own }, name = undefined) {
    const now = reader.describe(el, node.role, node.parent, name);
    if (own.has("language") && node.language) now.language = node.language;
    reader.isMadeOf(now, el);
    // The languages are those of the words that were there.
    if (now.name !== node.name) own.add("spans");
    for (const [key, value] of Object.entries(node)) if (!own.has(key) && !(key in now)) now[key] = value;
    return now;
  }
})(globalThis.labReader);
