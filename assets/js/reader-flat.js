// The tree as it is shown: shadow roots and slots, what is owned elsewhere, what a modal dialog leaves of the page.
"use strict";
(function (reader) {
  const { all, closest, contains, create, docOf, firstChild, get, isThere, kind, langOf, matches, next, one, parent, rectOf, shadow, shows, tag } = reader.dom;

  function hasGenerated(doc) {
    if (one(doc, "q")) return true;
    for (const sheet of get(doc, "styleSheets")) {
      try {
        for (const rule of sheet.cssRules) if (/:(before|after|marker)/.test(rule.cssText) && /content/.test(rule.cssText)) return true;
      } catch { return true; }
    }
    return get(doc, "adoptedStyleSheets")?.length > 0;
  }

  // What hardly any page asks for is not looked for in each element of the others. A sheet of another origin may ask.
  const RARE = /text-security|interactivity|@import/, RARELY = "[style*=text-security],[style*=interactivity]";
  const TRANSFORMED = /text-transform: (?!none)|@import/, TRANSFORMING = "[style*=text-transform],math";
  const asks = new WeakMap();
  function asked(sheet) {
    let rules;
    try { rules = sheet.cssRules; } catch { return { isRare: true, isTransforming: true }; }
    const known = asks.get(sheet);
    if (known?.count === rules.length && known.first === rules[0]) return known;
    const texts = Array.from(rules, (rule) => rule.cssText), has = (asking) => texts.some((text) => asking.test(text));
    const found = { count: rules.length, first: rules[0], isRare: has(RARE), isTransforming: has(TRANSFORMED) };
    asks.set(sheet, found);
    return found;
  }
  function lookAtStyles(root) {
    const all = [...(get(root, "styleSheets") ?? []), ...(get(root, "adoptedStyleSheets") ?? [])].map(asked);
    reader.isRarelyStyled ||= one(root, RARELY) !== null || all.some((sheet) => sheet.isRare);
    reader.isTransforming ||= one(root, TRANSFORMING) !== null || all.some((sheet) => sheet.isTransforming);
  }

  const isReordered = (style) => (style.readingFlow ?? "normal") !== "normal";
  // The children in the order that a style sheet gives them for reading (CSS Display 4, reading-flow).
  function inReadingOrder(el, children) {
    const { readingFlow, flexDirection } = /** @type {any} */ (getComputedStyle(el));
    const isBack = readingFlow === "flex-visual" && flexDirection.endsWith("reverse") ? -1 : 1;
    const isPlaced = /^grid-(rows|columns)$/.test(readingFlow), isAsWritten = readingFlow === "source-order";
    const keys = new Map(children.map((child, at) => [child, kind(child) === 1 ? { at, ...placeOf(child) } : { at, reading: 0, order: 0, box: null }]));
    return Array.from(children).sort((one, other) => {
      const a = keys.get(one), b = keys.get(other);
      if (a.reading !== b.reading) return a.reading - b.reading;
      if (isPlaced && a.box && b.box) return inGrid(a.box, b.box, readingFlow === "grid-rows") || a.at - b.at;
      return isAsWritten ? a.at - b.at : isBack * (a.order - b.order || a.at - b.at);
    });
  }
  function placeOf(el) {
    const { order, readingOrder } = /** @type {any} */ (getComputedStyle(el));
    return { reading: Number(readingOrder), order: Number(order), box: rectOf(el) };
  }
  const inGrid = (a, b, isByRows) => (isByRows ? apart(a.top, a.bottom, b.top, b.bottom) || a.left - b.left
    : apart(a.left, a.right, b.left, b.right) || a.top - b.top);
  const apart = (from, to, from2, to2) => (to <= from2 ? -1 : to2 <= from ? 1 : 0);

  const isFrame = (el) => /^i?frame$/.test(tag(el)) || isEmbedding(el);
  // An object that shows a page or a drawing of its own.
  const isEmbedding = (el) => /^(object|embed)$/.test(tag(el)) && (reader.isForeign(el) || reader.documentIn(el) !== null);
  // What stands in an object is shown in its place where that cannot be.
  function isFallingBack(el) {
    return !isEmbedding(el) && siblings(el).some((child) => (kind(child) === 1 ? shows(child) : kind(child) === 3 && child.data.trim() !== "" && isDrawn(child)));
  }
  function isDrawn(node) {
    const range = create(docOf(node), "createRange");
    range.selectNodeContents(node);
    return range.getClientRects().length > 0;
  }

  // The first of the children in the flat tree, and where the rest is: siblings, or a list of what a slot was given.
  function childrenOf(el, onShadow) {
    const inner = shadow(el);
    if (inner) {
      reader.flat.isComposed = true;
      onShadow(inner);
      return siblings(inner);
    }
    if (tag(el) === "object" && !isFallingBack(el)) return [];
    if (tag(el) === "slot") { const given = el.assignedNodes(); return given.length ? given : siblings(el); }
    if (tag(el) === "details" && !el.open) return Array.from(all(el, ":scope > summary")).slice(0, 1);
    return siblings(el);
  }
  function siblings(outer) {
    const found = [];
    for (let child = firstChild(outer); child; child = next(child)) found.push(child);
    return found;
  }

  // The outermost elements inside that are looked for.
  function* found(el, isSought, onShadow = () => {}) {
    for (const child of childrenOf(el, onShadow)) {
      if (kind(child) !== 1) continue;
      if (isSought(child)) yield child;
      else yield* found(child, isSought, onShadow);
    }
  }

  // While a modal dialog is open it is all there is. The browser's own are; one that only its author calls modal is when
  // it holds the focus: many a closed drawer is called so, and stands outside the window.
  const MODAL = "dialog:modal,[role=dialog][aria-modal=true],[role=alertdialog][aria-modal=true]";
  reader.modalOf = function (doc) {
    const trees = [doc, ...shadowTreesOf(doc)];
    const open = trees.flatMap((tree) => Array.from(all(tree, MODAL))).filter((el) => shows(el, { visibilityProperty: true }) && !reader.isShut(el));
    return open.findLast((el) => matches(el, ":modal") || reader.holdsFocus(el)) ?? null;
  };

  // Shadow trees that have been walked: no selector of the page's looks into them.
  const shadowTrees = new Set();
  function shadowTreesOf(doc) {
    for (const tree of shadowTrees) if (!isThere(tree)) shadowTrees.delete(tree);
    return Array.from(shadowTrees).filter((tree) => docOf(tree) === doc);
  }

  // In the dialog, or around it; the rest of the page is not there meanwhile.
  const isLeftBy = (modal, el) => contains(modal, el) || contains(el, modal) || isInside(el, modal) || isInside(modal, el);
  function isInside(inner, outer) {
    for (let up = inner; up; up = reader.up(up)) if (up === outer) return true;
    return false;
  }

  function ownedBy(doc) {
    const owners = new Map();
    for (const el of all(doc, "[aria-owns]")) {
      if (!canOwn(el)) continue;
      for (const other of reader.referenced(el, "aria-owns")) {
        if (!owners.has(other) && !isWithin(el, other, owners)) owners.set(other, el);
      }
    }
    return owners;
  }

  // What has nothing inside for a reader owns nothing either: that stays where it is.
  const canOwn = (el) => !/^(input|textarea|select|img|br|hr|iframe|meter|progress|video|audio|canvas|object|embed)$/.test(tag(el)) &&
    (shows(el) || getComputedStyle(el).display === "contents");

  // Whether `el` is `other` or stands in it, by owners as well as by parents: nobody can own what it is a part of.
  function isWithin(el, other, owners) {
    for (let up = el; up; up = owners.get(up) ?? parent(up)) if (up === other) return true;
    return false;
  }

  function langAround(el) {
    for (let up = el; up; up = reader.up(up)) if (langOf(up)) return langOf(up);
    return "";
  }

  // `isComposed`: the page has shadow trees; `owned`: who owns what, where anybody does.
  reader.flat = { isComposed: false, owned: null, childrenOf, found, hasGenerated, lookAtStyles, inReadingOrder, isEmbedding, isFallingBack, isFrame, isInside, isLeftBy, isReordered, langAround, ownedBy, shadowTrees, siblings };
})(globalThis.labReader);
