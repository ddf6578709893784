// Walks the flat tree (shadow roots, slots, frames of the same origin, aria-owns) and writes reader nodes:
// structures with children, things a cursor stops at, and runs of text joined across inline elements.
"use strict";
(function (reader) {
  const { all, attr, closest, contains, docOf, firstChild, firstElement, get, has, kind, langOf, matches, next, one, parent,
    rootOf, shadow, shows, tag, words } = reader.dom;
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
  // What the number of a list item is not said with, but passed on to what stands inside.
  const PASSES = /^(listitem|paragraph|generic|deletion|insertion|mark|suggestion)$/;
  const CELL = /^(cell|gridcell|columnheader|rowheader)$/, TABLE = /^(table|grid|treegrid)$/;
  // What an author may say of anything, also of a word in a line.
  const TOLD = "[aria-current]:not([aria-current=false]),[aria-description],[aria-describedby],[aria-details],[aria-keyshortcuts]," +
    "[aria-invalid]:not([aria-invalid=false]),[onclick],[onmousedown],[onmouseup]";
  const INTERACTIVE = "a[href],button,input,select,textarea,summary,[role=button],[role=link],[role=checkbox],[tabindex]";
  const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";

  function hasGenerated(doc) {
    for (const sheet of get(doc, "styleSheets")) {
      try {
        for (const rule of sheet.cssRules) if (/:(before|after|marker)/.test(rule.cssText) && /content/.test(rule.cssText)) return true;
      } catch { return true; }
    }
    return get(doc, "adoptedStyleSheets")?.length > 0;
  }

  // The first of the children in the flat tree, and where the rest is: siblings, or a list of what a slot was given.
  function childrenOf(el, walk) {
    const inner = shadow(el);
    if (inner) { walk.enterShadow(inner); return siblings(inner); }
    if (tag(el) === "slot") { const given = el.assignedNodes(); return given.length ? given : siblings(el); }
    if (tag(el) === "details" && !el.open) return Array.from(all(el, ":scope > summary")).slice(0, 1);
    return siblings(el);
  }
  function siblings(outer) {
    const found = [];
    for (let child = firstChild(outer); child; child = next(child)) found.push(child);
    return found;
  }

  // While a modal dialog is open it is all there is. The browser's own are; one that only its author calls modal is when
  // it holds the focus: many a closed drawer is called so, and stands outside the window.
  const MODAL = "dialog:modal,[role=dialog][aria-modal=true],[role=alertdialog][aria-modal=true]";
  reader.modalOf = function (doc) {
    const open = Array.from(all(doc, MODAL)).filter((el) => shows(el, { visibilityProperty: true }) && !closest(el, "[aria-hidden=true],[inert]"));
    return open.findLast((el) => matches(el, ":modal") || reader.holdsFocus(el)) ?? null;
  };

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

  // A formula's signs one by one, unless its author says it in words.
  function formula(el) {
    const signs = Array.from(all(el, "mi,mn,mo,ms,mtext"), (sign) => reader.tidy(words(sign)));
    return reader.tidy(attr(el, "alttext") || signs.join(" ") || words(el));
  }

  class Walk {
    constructor(doc, watcher) {
      this.out = [];
      this.run = null;
      this.parts = [];
      this.watcher = watcher;
      this.table = null;
      this.list = null;
      this.marker = null;
      this.spans = [];
      this.open(doc);
    }

    open(doc) {
      this.doc = doc;
      reader.isGenerating = hasGenerated(doc);
      this.owned = one(doc, "[aria-owns]") ? ownedBy(doc) : null;
      this.modal = reader.modalOf(doc);
      this.isMixed = one(doc, "body [lang]") !== null;
    }

    enterShadow(root) {
      this.watcher?.shadow(root);
      reader.isGenerating ||= hasGenerated(root);
      this.isMixed ||= one(root, "[lang]") !== null;
      if (one(root, "[aria-owns]")) this.owned = new Map([...(this.owned ?? []), ...ownedBy(root)]);
    }

    // A run of text is the thing that its first words are: a text node, or one side of an element.
    text(data, node, parentId, lang, side = null) {
      if (this.isSaid) return;
      if (!data) { this.parts.push(side ? [node, side] : node); return; }
      this.run ??= { i: 0, p: parentId, r: "text", n: "", node, side, g: lang };
      // Asked once a run: to look at what has been joined would cost more with every part.
      if (!this.run.hasWords && data.trim()) {
        Object.assign(this.run, { node, side, g: lang, hasWords: true });
        if (this.marker) this.join(this.marker.text, [this.marker.el, "::marker"], lang);
        this.marker = null;
      }
      this.join(data, side ? [node, side] : node, lang);
    }

    join(data, part, lang) {
      this.parts.push(part);
      this.run.n += data;
      if (this.isMixed) this.spans.push([data, lang]);
    }

    flush() {
      const { run, parts, spans } = this;
      Object.assign(this, { run: null, parts: [], spans: [] });
      if (!run) return;
      run.n = reader.tidy(run.n);
      if (!run.n) return;
      run.i = run.side ? reader.idOfSide(run.node, run.side) : reader.idOf(run.node);
      // The form repeats here what a person has entered.
      if (closest(run.side ? run.node : parent(run.node), "[data-answer]")) run.k = 1;
      const told = spans.length ? reader.spansOf(spans, run.g) : null;
      if (told) run.m = told;
      delete run.node;
      delete run.side;
      delete run.hasWords;
      if (!run.g) delete run.g;
      this.out.push(reader.isJoinedOf(run, parts));
    }

    // Whatever a page does to be unreadable, the rest of it is read.
    element(el, parentId, lang, isRoot = false) {
      const mark = this.out.length, { isSaid, table, list, owner, doc, owned, modal } = this;
      try {
        this.enter(el, parentId, lang, isRoot);
      } catch {
        Object.assign(this, { run: null, parts: [], spans: [], marker: null, isSaid, table, list, owner, doc, owned, modal });
        this.out.length = mark;
        this.out.push({ i: reader.idOf(el), p: parentId, r: "unreadable" });
      }
    }

    enter(el, parentId, lang, isRoot) {
      if (isRoot && tag(el) === "area") { this.push(el, "link", parentId, langOf(el) || lang); return; }
      if (SKIP.test(tag(el))) return;
      if (this.owned?.has(el) && this.owner !== this.owned.get(el) && !isRoot) return;
      const style = getComputedStyle(el);
      this.watcher?.seen(el);
      if (style.display === "none") return;
      this.hasHiddenContent = style.contentVisibility === "hidden";
      if (attr(el, "aria-hidden") === "true" && tag(el) !== "body" && tag(el) !== "html") return;
      if (has(el, "inert")) return;
      if (this.modal && !contains(this.modal, el) && !contains(el, this.modal) && !holdsInShadow(el, this.modal)) return;
      if (tag(el) === "br") { this.flush(); return; }
      const own = langOf(el) || lang;
      if (style.visibility !== "visible") this.children(el, parentId, own, true);
      else this.visible(el, parentId, own, style, isRoot);
    }

    visible(el, parentId, lang, style, isRoot) {
      if (tag(el) === "label" && !this.isSaid && isSaidByControl(el)) { this.muted(el, parentId, lang); return; }
      const role = reader.roleOf(el);
      const isInline = /^(inline|ruby|contents)/.test(style.display) && !matches(el, TOLD);
      if (style.display.includes("list-item") && !this.isSaid) this.begin(el, style);
      if (LEAF.has(role)) this.leaf(el, role, parentId, lang);
      else if (isStructure(role)) this.structure(el, role, parentId, lang);
      else if (isInline && !isRoot && !has(el, "aria-live") && !(get(el, "tabIndex") >= 0 && reader.isFocusable(el))) this.children(el, parentId, lang);
      else this.block(el, parentId, lang, isRoot);
      if (tag(el) === "img" && has(el, "usemap")) this.areas(el, role === "none" ? parentId : reader.idOf(el), lang);
    }

    // A list item: its number is said with the first thing in it.
    begin(el, style) {
      const text = reader.markerOf(el, style);
      this.marker = text ? { el, text } : null;
    }

    // A label's words are said with its field, not a second time on their own.
    muted(el, parentId, lang) {
      this.flush();
      this.isSaid = true;
      this.children(el, parentId, lang);
      this.isSaid = false;
    }

    push(el, role, parentId, lang) {
      this.flush();
      const node = reader.describe(el, role, parentId);
      if (lang) node.g = lang;
      reader.isMadeOf(node, el);
      if (this.marker && !PASSES.test(role)) {
        node.b = this.marker.text.trimEnd();
        this.marker = null;
      }
      const spans = this.isMixed && node.n && firstElement(el) ? reader.spansIn(el, node.n, lang) : null;
      if (spans) node.m = spans;
      this.out.push(node);
      return node;
    }

    leaf(el, role, parentId, lang) {
      const node = role === "none" ? null : HOLDER.has(role) ? this.holder(el, role, parentId, lang) : this.push(el, role, parentId, lang);
      if (role === "math" && !node.n) node.n = formula(el);
    }

    // A heading in something to stop at holds it, so that H finds it; what can have the focus in it comes after it.
    holder(el, role, parentId, lang) {
      const heading = firstElement(el) && tag(el) !== "canvas" && Array.from(all(el, HEADINGS)).find(reader.isExposed);
      const home = heading ? this.push(heading, "heading", parentId, lang).i : parentId;
      const node = this.push(el, role, home, lang);
      if (this.owns(el) || (firstElement(el) && tag(el) !== "canvas" && one(el, INTERACTIVE))) {
        this.held = heading;
        this.muted(el, home, lang);
      }
      return node;
    }

    owns(el) {
      return this.owned !== null && has(el, "aria-owns");
    }

    // The links of a picture; a map is the first picture's that names it.
    areas(el, parentId, lang) {
      const name = CSS.escape(attr(el, "usemap").replace(/^#/, ""));
      const map = one(rootOf(el), `map[name="${name}"]`);
      if (!map || one(rootOf(el), `img[usemap="#${name}"]`) !== el) return;
      for (const area of all(map, "area[href]")) if (attr(area, "aria-hidden") !== "true") this.push(area, "link", parentId, langOf(area) || lang);
    }

    block(el, parentId, lang, isRoot) {
      this.flush();
      const mark = this.out.length;
      const node = this.push(el, "generic", parentId, lang);
      if (has(el, "aria-live")) node.w = attr(el, "aria-live");
      this.children(el, node.i, lang);
      this.flush();
      // A focusable div with nothing to say is still somewhere Tab stops.
      if (this.out.length === mark + 1 && !isRoot && !node.f && !node.w && !has(el, "id")) this.out.pop();
    }

    structure(el, role, parentId, lang) {
      if (role === "link") { this.holder(el, role, parentId, lang); return; }
      if (el === this.held) { this.children(el, parentId, lang); return; }
      if (role === "heading" && !this.owns(el) && !(firstElement(el) && one(el, INTERACTIVE))) { this.leafNamed(el, role, parentId, lang); return; }
      if (role === "combobox" && !(tag(el) !== "input" && one(el, "input"))) { this.closed(el, role, parentId, lang); return; }
      if (role === "listbox" && tag(el) === "select") { this.push(el, role, parentId, lang); return; }
      const node = this.push(el, role, parentId, lang);
      if (has(el, "aria-live")) node.w = attr(el, "aria-live");
      const { table, list } = this;
      this.measure(el, role, node);
      if (role === "frame") this.frame(el, node, lang);
      else if (role === "treeitem") this.branches(el, node.i, lang);
      else this.children(el, node.i, lang);
      this.flush();
      if (this.marker?.el === el) this.onlyNumber(el, node.i, lang);
      if (role === "list") node.z = [this.list.size, 0];
      Object.assign(this, { table, list });
    }

    onlyNumber(el, parentId, lang) {
      const { text } = this.marker;
      this.marker = null;
      this.text(text, el, parentId, lang, "::marker");
      this.flush();
    }

    // What it owns stands beside it: its value is what is said of it.
    closed(el, role, parentId, lang) {
      this.push(el, role, parentId, lang);
      if (this.owns(el)) this.adopt(el, parentId, lang);
    }

    // A tree item is said by its name; what the cursor goes on to are the items below it.
    branches(el, parentId, lang) {
      for (const group of all(el, "[role=group]")) {
        if (closest(parent(group), "[role=treeitem]") === el) this.element(group, parentId, lang);
      }
      if (this.owns(el)) this.adopt(el, parentId, lang);
    }

    leafNamed(el, role, parentId, lang) {
      const node = this.push(el, role, parentId, lang);
      if (!node.n) node.n = reader.tidy(reader.plainText(el));
      if (!node.n) this.out.pop();
    }

    // Lists count what is said of them, tables what they show.
    measure(el, role, node) {
      if (role === "list") this.list = { size: 0, item: tag(el) === "dl" ? "dt" : "" };
      else if (role === "listitem" && this.list && !this.list.item) this.list.size += 1;
      else if (role === "term" && tag(el) === this.list?.item) this.list.size += 1;
      else if (TABLE.test(role)) this.openTable(el, node);
      else if (CELL.test(role)) this.openCell(el, node);
      else if (role === "listbox") node.z = [Array.from(all(el, "[role=option]")).filter(reader.isExposed).length, 0];
    }

    openTable(el, node) {
      this.table = reader.tableOf(el);
      node.z = this.table.size;
    }

    openCell(el, node) {
      const place = this.table?.place(el);
      if (place) node.c = place;
    }

    frame(el, node, lang) {
      if (reader.isForeign(el)) node.a = reader.framePath(el); // The lab puts in here what that frame itself tells.
      const inner = reader.isForeign(el) ? null : el.contentDocument;
      const body = inner && get(inner, "body");
      if (!body) return;
      this.watcher?.frame(inner);
      const { doc, owned, modal, isMixed } = this, { isGenerating } = reader;
      this.open(inner);
      this.element(body, node.i, langOf(get(inner, "documentElement")) || lang);
      Object.assign(this, { doc, owned, modal, isMixed });
      reader.isGenerating = isGenerating;
    }

    children(el, parentId, lang, isHidden = false) {
      if (this.hasHiddenContent && getComputedStyle(el).contentVisibility === "hidden") return;
      if (!isHidden) this.pseudo(el, "::before", parentId, lang);
      for (const child of childrenOf(el, this)) {
        if (kind(child) === 1) this.element(child, parentId, lang);
        else if (kind(child) === 3 && !isHidden) this.text(child.data, child, parentId, lang);
      }
      if (this.owned && has(el, "aria-owns")) this.adopt(el, parentId, lang);
      if (!isHidden) this.pseudo(el, "::after", parentId, lang);
    }

    adopt(el, parentId, lang) {
      this.adopting ??= new Set();
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

  // The text of an element without that of fields in it, with what style sheets add.
  function ownWords(el) {
    let said = reader.generatedText(el, "::before");
    for (const child of siblings(el)) {
      if (kind(child) === 3) said += child.data;
      else if (kind(child) === 1 && !/^(select|textarea|button)$/.test(tag(child))) said += ownWords(child);
    }
    return said + reader.generatedText(el, "::after");
  }

  function isSaidByControl(label) {
    const control = label.control;
    if (!control || !shows(control, { visibilityProperty: true }) || closest(control, "[aria-hidden=true],[inert]")) return false;
    const said = ownWords(label);
    const spoken = (text) => reader.tidy(text).replace(/\s/g, "");
    return spoken(said) !== "" && spoken(reader.computedNameOf(control).replace(/: [^:]*$/, (end) => (control.type === "file" ? "" : end))) === spoken(said);
  }

  function holdsInShadow(el, modal) {
    for (let host = rootOf(modal).host; host; host = rootOf(host).host) {
      if (el === host || contains(el, host)) return true;
    }
    return rootOf(modal) !== rootOf(el);
  }

  function langAround(el) {
    for (let up = el; up; up = reader.up(up)) if (langOf(up)) return langOf(up);
    return "";
  }

  // The nodes of one element and what is inside it, in reading order, parents before children.
  reader.walk = function (el, parentId, watcher = null) {
    reader.keep(true);
    const walk = new Walk(docOf(el), watcher);
    walk.element(el, parentId, langAround(el), true);
    walk.flush();
    reader.keep(false);
    return walk.out;
  };
})(globalThis.labReader);
