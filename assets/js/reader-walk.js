// Walks the flat tree (shadow roots, slots, frames of the same origin, aria-owns) and writes reader nodes:
// structures with children, things a cursor stops at, and runs of text joined across inline elements.
"use strict";
(function (reader) {
  const { all, attr, closest, docOf, firstElement, get, has, hasAny, kind, langOf, matches, one, parent, rootOf, tag } = reader.dom;
  const { childrenOf, found, inReadingOrder, isEmbedding, isFrame, isReordered, hasGenerated, isInside, isLeftBy, lookAtStyles, langAround, ownedBy, shadowTrees } = reader.flat;
  const { HEADINGS, HOLDER, INTERACTIVE, LEAF, PASSES, SKIP, TOLD, WORDED, isStructure } = reader.kinds;

  // A word in a line of which there is nothing to tell.
  const isPassed = (el, display) => /^(inline|ruby|contents)/.test(display) &&
    !(hasAny(el) && (matches(el, TOLD) || has(el, "aria-live") || (get(el, "tabIndex") >= 0 && reader.isFocusable(el))));

  class Walk {
    constructor(doc, watcher) {
      this.out = [];
      this.joined = new reader.Joined(this.out);
      this.onShadow = (root) => this.enterShadow(root);
      this.watcher = watcher;
      this.sizes = reader.NO_SIZES;
      this.adopting = new Set();
      this.reordered = new Set();
      this.masked = new Set();
      this.undrawn = [];
      this.open(doc);
    }

    open(doc) {
      reader.boundTables(doc);
      reader.lookForInternals(doc);
      reader.lookForClosed(doc);
      this.doc = doc;
      reader.isGenerating = hasGenerated(doc);
      lookAtStyles(doc);
      reader.flat.owned = this.owned = one(doc, "[aria-owns]") ? ownedBy(doc) : null;
      this.modal = reader.modalOf(doc);
      this.joined.isMixed = one(doc, "body [lang]") !== null;
    }

    enterShadow(root) {
      this.watcher?.shadow(root);
      shadowTrees.add(root);
      reader.boundTables(root);
      reader.isGenerating ||= hasGenerated(root);
      lookAtStyles(root);
      this.joined.isMixed ||= one(root, "[lang]") !== null;
      if (one(root, "[aria-owns]")) reader.flat.owned = this.owned = new Map([...(this.owned ?? []), ...ownedBy(root)]);
    }

    /** @param {string | null} side */
    text(data, node, parentId, lang, side = null) {
      if (!this.isSaid) this.joined.add(data, node, parentId, lang, side);
    }

    // Whatever a page does to be unreadable, the rest of it is read.
    element(el, parentId, lang, isRoot = false) {
      const mark = this.out.length, { isSaid, sizes, owner, doc, owned, modal } = this;
      try {
        this.enter(el, parentId, lang, isRoot);
      } catch {
        this.joined.drop();
        Object.assign(this, { isSaid, sizes, owner, doc, owned, modal });
        this.out.length = mark;
        this.out.push({ id: reader.idOf(el), parent: parentId, role: "unreadable" });
      }
      this.watcher?.seen(el);
    }

    enter(el, parentId, lang, isRoot) {
      if (isRoot && tag(el) === "area") { this.push(el, "link", parentId, langOf(el) || lang); return; }
      if (SKIP.test(tag(el))) return;
      if (this.owned?.has(el) && this.owner !== this.owned.get(el) && !isRoot) return;
      const style = reader.styleOf(el), { display, visibility } = style; // Each look at a style costs.
      this.watcher?.see(el, visibility === "visible" && !/^(none|contents)$/.test(display));
      if (display === "none") return;
      const { contentVisibility } = style;
      this.hasHiddenContent = contentVisibility === "hidden";
      if (contentVisibility === "auto" && reader.isUndrawn(el)) this.undrawn.push(el);
      if (attr(el, "aria-hidden") === "true" && tag(el) !== "body" && tag(el) !== "html") return;
      if ((has(el, "inert") || (reader.isRarelyStyled && style.getPropertyValue("interactivity") === "inert")) && !this.isBehind(el)) return;
      if (this.modal && !isLeftBy(this.modal, el)) return;
      if (tag(el) === "br") { this.joined.end(); return; }
      const own = langOf(el) || lang;
      if (reader.isRarelyStyled && reader.isMasked(style)) this.masked.add(el);
      if (visibility !== "visible") this.children(el, parentId, own, true);
      else this.visible(el, parentId, own, style, display, isRoot);
    }

    visible(el, parentId, lang, style, display, isRoot) {
      if (tag(el) === "label" && !this.isSaid && reader.isSaidByControl(el)) { this.muted(el, parentId, lang); return; }
      if (/flex|grid/.test(display) && isReordered(style)) this.reordered.add(el);
      const role = this.isBehind(el) ? "generic" : reader.roleOf(el);
      if (display.includes("list-item") && !this.isSaid) this.joined.begin(el, style);
      if (LEAF.has(role)) this.leaf(el, role, parentId, lang);
      else if (isStructure(role) || (role === "none" && isFrame(el))) this.structure(el, role, parentId, lang);
      else if (!isRoot && isPassed(el, display)) this.children(el, parentId, lang);
      else this.block(el, parentId, lang, isRoot);
      if (tag(el) === "img" && has(el, "usemap")) this.areas(el, role === "none" ? parentId : reader.idOf(el), lang);
    }

    // Around a dialog that makes all else inert.
    isBehind(el) {
      return this.modal !== null && this.modal !== el && isInside(this.modal, el) && matches(this.modal, ":modal");
    }

    // A label's words are said with its field, not a second time on their own.
    muted(el, parentId, lang) {
      this.joined.end();
      const before = this.isSaid;
      this.isSaid = true;
      this.children(el, parentId, lang);
      this.isSaid = before;
    }

    push(el, role, parentId, lang) {
      this.joined.end();
      const node = reader.describe(el, role, parentId);
      if (lang) node.language = lang;
      reader.isMadeOf(node, el);
      if (this.joined.marker && !PASSES.test(role)) this.joined.number(node);
      const hasParts = node.name && firstElement(el) && (this.joined.isMixed || reader.holdsPicture(el, role));
      const spans = hasParts ? reader.spansIn(el, role, node.name ?? "", lang) : null;
      if (spans) node.spans = spans;
      this.out.push(node);
      return node;
    }

    leaf(el, role, parentId, lang) {
      if (HOLDER.has(role)) this.holder(el, role, parentId, lang);
      else if (role !== "none") this.push(el, role, parentId, lang);
    }

    // A heading in something to stop at holds it, so that H finds it; what can have the focus in it comes after it.
    holder(el, role, parentId, lang) {
      const heading = firstElement(el) && Array.from(all(el, HEADINGS)).find(reader.isExposed);
      const home = heading ? this.push(heading, "heading", parentId, lang).id : parentId;
      const node = this.push(el, role, home, lang);
      if (this.owns(el) || (firstElement(el) && one(el, INTERACTIVE))) {
        this.held = heading;
        this.muted(el, home, lang);
      } else this.seeInside(el);
      return node;
    }

    // Its name is made of what is in it.
    seeInside(el) {
      if (this.watcher && firstElement(el)) for (const inner of all(el, "*")) this.watcher.see(inner);
    }

    owns(el) {
      return this.owned !== null && has(el, "aria-owns");
    }

    // The links of a picture; a map is the first picture's that names it.
    areas(el, parentId, lang) {
      const name = CSS.escape((attr(el, "usemap") ?? "").replace(/^#/, ""));
      const map = one(rootOf(el), `map[name="${name}"]`);
      if (!map || one(rootOf(el), `img[usemap="#${name}"]`) !== el) return;
      for (const area of all(map, "area[href]")) if (attr(area, "aria-hidden") !== "true") this.push(area, "link", parentId, langOf(area) || lang);
    }

    block(el, parentId, lang, isRoot) {
      this.joined.end();
      const mark = this.out.length;
      const node = this.push(el, "generic", parentId, lang);
      this.children(el, node.id, lang);
      this.joined.end();
      // A focusable div with nothing to say is still somewhere Tab stops.
      if (this.out.length === mark + 1 && !isRoot && !node.isFocusable && !attr(el, "aria-live") && !has(el, "id")) this.out.pop();
    }

    structure(el, role, parentId, lang) {
      if (role === "link") { this.holder(el, role, parentId, lang); return; }
      if (el === this.held) { this.children(el, parentId, lang); return; }
      if (role === "heading" && !this.owns(el) && !reader.holdsField(el, role) && !(firstElement(el) && one(el, INTERACTIVE))) { this.leafNamed(el, role, parentId, lang); return; }
      if (role === "combobox" && reader.combo.field(el) === null) { this.closed(el, role, parentId, lang); return; }
      if (role === "listbox" && tag(el) === "select") { this.push(el, role, parentId, lang).rows = reader.sizeOfSelect(el); return; }
      const node = this.push(el, role, parentId, lang);
      const { sizes } = this;
      this.sizes = reader.sizesIn(el, role, node, sizes);
      if (role === "group" && reader.lacksSummary(el)) this.out.push(reader.usualSummary(el, node.id));
      if (role === "frame" || role === "none" || isEmbedding(el)) this.frame(el, node, lang);
      else if (reader.holdsField(el, role)) this.out.push(reader.fieldIn(el, node.id));
      else if (role === "treeitem") this.branches(el, node.id, lang);
      else this.children(el, node.id, lang);
      this.joined.end();
      if (this.out.at(-1) === node && node.name && WORDED.test(role)) this.text(node.name, el, node.id, lang, "name");
      this.joined.end();
      this.joined.onlyNumber(el, node.id, lang);
      if (role === "list") node.rows = this.sizes.list?.size;
      this.sizes = sizes;
    }

    // Its value is what is said of it; what it owns, and what can be pressed in it, stands beside it.
    closed(el, role, parentId, lang) {
      this.push(el, role, parentId, lang);
      this.parts(el, tag(el) === "select" ? "" : reader.combo.BESIDE, parentId, lang);
    }

    // A tree item is said by its name; what the cursor goes on to are the links and buttons in it and the items below it.
    branches(el, parentId, lang) {
      this.parts(el, `[role=treeitem],[role=group],${reader.combo.PRESSED}`, parentId, lang);
    }

    parts(el, sought, parentId, lang) {
      const inside = sought ? found(el, (inner) => matches(inner, sought), (root) => this.enterShadow(root)) : [];
      for (const part of inside) if (attr(part, "role") !== "treeitem") this.element(part, parentId, lang);
      if (this.owns(el)) this.adopt(el, parentId, lang);
    }

    leafNamed(el, role, parentId, lang) {
      const node = this.push(el, role, parentId, lang);
      this.seeInside(el);
      if (!node.name) node.name = reader.tidy(reader.plainText(el));
      if (!node.name) this.out.pop();
    }

    /** @param {ReaderNode} node */
    frame(el, node, lang) {
      if (reader.isForeign(el)) node.framePath = reader.framePath(el); // The lab puts in here what that frame itself tells.
      const inner = reader.documentIn(el);
      const body = inner && (get(inner, "body") ?? get(inner, "documentElement"));
      if (!body) return;
      this.watcher?.frame(inner);
      const { doc, owned, modal } = this, { isMixed } = this.joined, { isGenerating } = reader;
      this.open(inner);
      this.element(body, node.id, langOf(get(inner, "documentElement")) || lang);
      Object.assign(this, { doc, owned, modal });
      reader.flat.owned = owned;
      this.joined.isMixed = isMixed;
      reader.isGenerating = isGenerating;
    }

    children(el, parentId, lang, isHidden = false) {
      if (this.hasHiddenContent && getComputedStyle(el).contentVisibility === "hidden") return;
      if (!isHidden) this.pseudo(el, "::before", parentId, lang);
      const inside = childrenOf(el, this.onShadow);
      for (const child of this.reordered.has(el) ? inReadingOrder(el, inside) : inside) {
        if (kind(child) === 1) this.element(child, parentId, lang);
        else if (kind(child) === 3 && !isHidden) this.text(this.masked.has(el) ? reader.masked(child.data) : reader.worded(child, el), child, parentId, lang);
      }
      if (this.owned && has(el, "aria-owns")) this.adopt(el, parentId, lang);
      if (!isHidden) this.pseudo(el, "::after", parentId, lang);
    }

    adopt(el, parentId, lang) {
      if (this.adopting.has(el)) return;
      this.adopting.add(el);
      for (const other of reader.referenced(el, "aria-owns")) {
        if (this.owned.get(other) !== el) continue;
        const before = this.owner;
        this.owner = el;
        this.element(other, parentId, lang);
        this.owner = before;
      }
      this.adopting.delete(el);
    }

    pseudo(el, side, parentId, lang) {
      if (reader.isGenerating) this.text(reader.generatedText(el, side), el, parentId, lang, side);
    }
  }

  function walked(el, parentId, watcher) {
    reader.keep(true);
    const walk = new Walk(docOf(el), watcher);
    walk.undrawn.push(...reader.undrawnAround(el));
    walk.element(el, parentId, langAround(el), true);
    walk.joined.end();
    reader.keep(false);
    return walk;
  }

  // The nodes of one element and what is inside it, in reading order, parents before children.
  reader.walk = function (el, parentId, watcher = null) {
    const { out, undrawn } = walked(el, parentId, watcher);
    return undrawn.length === 0 ? out : reader.whileDrawn(undrawn, () => { watcher?.anew(); return walked(el, parentId, watcher).out; });
  };
})(globalThis.labReader);
