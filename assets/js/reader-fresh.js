// What the page holds at this moment. Much changes without a mutation: a box ticked by a script, a style sheet that
// answers to it, an animation that ends, a shadow tree that is attached. So before anything is said, two things are
// looked at: whether something has appeared or vanished since it was walked, and what is to be said itself.
"use strict";
(function (reader) {
  const { get, isThere, kind, one, parent, shadow, shows, slotOf, tag } = reader.dom;
  // How each element was shown when it was looked at last, and where it stands in reading order, with what is in it: from
  // `at` up to before `end`, in `order`. What has been walked again since the page was, stands anywhere: `loose`.
  let seen = new Map(), order = [], loose = new Set();

  // How an element is shown: nothing to say of one that is, as long as no shadow tree takes the place of what is in it.
  function look(el) {
    return looked(el, shows(el, SHOWN) ? "" : hiding(getComputedStyle(el)));
  }
  const looked = (el, shown) => (shadow(el) ? `${shown} shadow` : shown);
  const SHOWN = { visibilityProperty: true };
  const hiding = (style) => `${style.display} ${style.visibility}`;

  let isWhole = false;
  reader.seeing = function (isWholePage) {
    isWhole = isWholePage;
    if (isWhole) [seen, order, loose] = [new Map(), [], new Set()];
  };
  // Of a box that the walk has come to, and that is visible, no more is asked: it comes to nothing inside of what is not shown.
  reader.see = function (el, isShown) {
    const known = seen.get(el), was = isShown ? looked(el, "") : look(el);
    if (known) { known.was = was; loose.add(el); return; }
    seen.set(el, { was, at: order.length, end: order.length + 1 });
    if (isWhole) order.push(el); else loose.add(el);
  };
  reader.seen = function (el) {
    const known = seen.get(el);
    if (isWhole && known) known.end = order.length;
  };

  // Shown now, and not when it was looked at last.
  reader.isNewlyShown = (el) => shows(el, SHOWN) && (seen.get(el)?.was ?? "none").replace(" shadow", "") !== "";

  // The elements that are shown otherwise than when they were walked or looked at last, of those that were named or of all.
  reader.reshown = function (among = seen.keys()) {
    const found = [];
    for (const el of among) if (isReshown(el)) found.push(el);
    // Whatever hides it may stand outside of what was looked at.
    for (const el of found) for (let up = reader.up(el); up; up = reader.up(up)) if (isReshown(up)) found.push(up);
    return found;
  };
  function isReshown(el) {
    const known = seen.get(el);
    if (!known) return false;
    if (!isThere(el)) { seen.delete(el); loose.delete(el); return false; }
    const before = known.was;
    known.was = look(el);
    return known.was !== before;
  }

  // --- what an item is said from ---
  const placed = (el) => { const known = seen.get(el); return known && !loose.has(el) ? known : null; };
  function around(node) {
    for (let el = node && kind(node) === 3 ? parent(node) : node; el; el = reader.up(el)) if (placed(el)) return placed(el);
    return null;
  }

  // Everything that an item is said from when the cursor comes from another: `chain` and `before` are the two, each with
  // what is around it. That is what stands between them, what names it and what is around it, a table whole, and a list
  // that is entered, since it is said how much of them there is. Nothing: all of the page.
  reader.saidFrom = function (chain, before) {
    const here = reader.nodeOf(chain[0]?.id), places = [around(reader.nodeOf(before[0]?.id)), around(here)];
    const counted = chain.filter((node) => node.columns || (node.rows && !before.includes(node)));
    places.push(...counted.map((node) => around(reader.nodeOf(node.id))));
    if (places.includes(null)) return undefined;
    const from = Math.min(...places.map(({ at }) => at)), to = Math.max(...places.map(({ end }) => end));
    const named = chain.flatMap((node) => namesOf(reader.nodeOf(node.id))).flatMap(inside);
    return new Set([...order.slice(from, to), ...loose, ...named, ...upFrom(here)]);
  };
  function inside(el) {
    const place = placed(el);
    return place ? order.slice(place.at, place.end) : [el];
  }
  function upFrom(node) {
    const found = [];
    for (let up = node; up; up = reader.up(up)) found.push(up);
    return found;
  }
  const NAMED_BY = ["aria-labelledby", "aria-describedby", "aria-errormessage", "aria-details"];
  function namesOf(el) {
    if (!el || kind(el) !== 1) return [];
    return [...(get(el, "labels") ?? []), ...NAMED_BY.flatMap((attribute) => reader.referenced(el, attribute))];
  }

  // --- one node again, as it is now ---
  const MADE_OF = Symbol("made of");

  // What `describe` said; the walk may add to it what only the surroundings tell: sizes, headers.
  reader.isMadeOf = function (node, el) {
    node[MADE_OF] = { el, own: Object.keys(node) };
    return node;
  };
  // What is remembered of a node: without the words that left the page only to be said.
  reader.kept = function (node) {
    const made = node[MADE_OF];
    if (!made?.el || !node.value || !reader.isEntered(made.el, node.role)) return node;
    const { value: _said, ...rest } = node;
    return rest;
  };
  reader.isJoinedOf = function (run, parts) {
    run[MADE_OF] = { parts };
    return run;
  };

  // The node as it is now, or null when that takes another walk.
  reader.again = function (node) {
    const made = node[MADE_OF];
    if (!made) return node;
    if (made.parts) return reader.tidy(made.parts.map(wordsOf).join("")) === node.name ? node : null;
    if (isSettled(made.el, node.role) || node.id !== reader.idOf(made.el)) return described(node, made, node.name ?? "");
    return reader.roleOf(made.el) === node.role ? described(node, made) : null;
  };
  // Without a mutation only these get another role or name. Chromium lays out the whole page before it tells either.
  const isSettled = (el, role) => role !== "file" && !reader.isGenerating && !tag(el).includes("-") && !isLabelledByField(el);
  const isLabelledByField = (el) => Array.from(get(el, "labels") ?? []).some((label) => one(label, FIELDS) !== null && one(label, FIELDS) !== el);
  const FIELDS = "input,select,textarea";

  const wordsOf = (part) => (Array.isArray(part) ? sideOf(...part) : reader.worded(part, elementOf(part)));
  const elementOf = (node) => slotOf(node) ?? parent(node) ?? reader.hostOf(node);
  const sideOf = (el, side) => (side === "name" ? reader.nameOf(el) : side === "::marker" ? reader.markerOf(el, getComputedStyle(el)) : reader.generatedText(el, side));

  /** @param {string} [name] */
  function described(node, { el, own }, name) {
    const now = { ...reader.describe(el, node.role, node.parent, name), id: node.id };
    if (own.includes("language") && node.language) now.language = node.language;
    reader.isMadeOf(now, el);
    for (const [key, value] of Object.entries(node)) {
      // The languages are those of the words that were there.
      const isOwn = own.includes(key) || (key === "spans" && now.name !== node.name);
      if (!isOwn && !(key in now)) now[key] = value;
    }
    return now;
  }
})(globalThis.labReader);
