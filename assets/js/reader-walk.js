// Walks the flat tree (shadow roots, slots, frames of the same origin, aria-owns) and writes reader nodes:
// structures with children, things a cursor stops at, and runs of text joined across inline elements.
"use strict";
(function (reader) {
  const { all, attr, closest, contains, docOf, firstChild, firstElement, get, has, kind, langOf, matches, next, one, parent,
    rootOf, shadow, shows, tag, words } = reader.dom;
  // What is no content, and what an SVG only draws with: its title and description are said with it.
  const SKIP = new RegExp("^(script|style|template|head|noscript|link|meta|title|base|datalist|colgroup|col|param|source|track|map|rp|" +
    "desc|metadata|defs|symbol|clipPath|mask|pattern|marker|filter|linearGradient|radialGradient)$");
  const LEAF = new Set(["button", "checkbox", "radio", "switch", "option", "menuitem", "menuitemcheckbox", "menuitemradio",
    "tab", "textbox", "searchbox", "spinbutton", "slider", "progressbar", "meter", "scrollbar", "separator", "image", "math",
    "date", "time", "datetime", "month", "week", "color", "file", "video", "audio"]);
  const STRUCTURE = new Set(["main", "navigation", "banner", "contentinfo", "complementary", "search", "form", "region", "list",
    "listitem", "table", "grid", "treegrid", "row", "rowgroup", "cell", "gridcell", "columnheader", "rowheader", "group",
    "radiogroup", "dialog", "alertdialog", "article", "figure", "blockquote", "paragraph", "menu", "menubar", "tablist",
    "tabpanel", "toolbar", "tree", "listbox", "feed", "alert", "status", "log", "timer", "marquee", "note", "tooltip",
    "document", "graphic", "application", "caption", "term", "definition", "frame", "heading", "link", "combobox", "treeitem"]);
  const INTERACTIVE = "a[href],button,input,select,textarea,summary,[role=button],[role=link],[role=checkbox],[tabindex]";
  const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";

  function hasGenerated(doc) {
    for (const sheet of get(doc, "styleSheets")) {
      try {
        for (const rule of sheet.cssRules) if (/:(before|after)/.test(rule.cssText) && /content/.test(rule.cssText)) return true;
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
      for (const other of reader.referenced(el, "aria-owns")) {
        if (!owners.has(other) && !isWithin(el, other, owners)) owners.set(other, el);
      }
    }
    return owners;
  }

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
      this.open(doc);
    }

    open(doc) {
      this.doc = doc;
      reader.isGenerating = hasGenerated(doc);
      this.owned = one(doc, "[aria-owns]") ? ownedBy(doc) : null;
      this.modal = reader.modalOf(doc);
    }

    enterShadow(root) {
      this.watcher?.shadow(root);
      reader.isGenerating ||= hasGenerated(root);
      if (one(root, "[aria-owns]")) this.owned = new Map([...(this.owned ?? []), ...ownedBy(root)]);
    }

    // A run of text is the thing that its first words are: a text node, or one side of an element.
    text(data, node, parentId, lang, side = null) {
      if (this.isSaid) return;
      this.parts.push(side ? [node, side] : node);
      if (!data) return;
      if (!this.run) this.run = { i: 0, p: parentId, r: "text", n: "", node, side, g: lang };
      // Asked once a run: to look at what has been joined would cost more with every part.
      if (!this.run.hasWords && data.trim()) Object.assign(this.run, { node, side, hasWords: true });
      this.run.n += data;
    }

    flush() {
      const { run, parts } = this;
      this.run = null;
      this.parts = [];
      if (!run) return;
      run.n = reader.tidy(run.n);
      if (!run.n) return;
      run.i = run.side ? reader.idOfSide(run.node, run.side) : reader.idOf(run.node);
      // The form repeats here what a person has entered.
      if (closest(run.side ? run.node : parent(run.node), "[data-answer]")) run.k = 1;
      delete run.node;
      delete run.side;
      delete run.hasWords;
      if (!run.g) delete run.g;
      this.out.push(reader.isJoinedOf(run, parts));
    }

    // Whatever a page does to be unreadable, the rest of it is read.
    element(el, parentId, lang, isRoot = false) {
      const mark = this.out.length, { isSaid, table, owner, doc, owned, modal } = this;
      try {
        this.enter(el, parentId, lang, isRoot);
      } catch {
        Object.assign(this, { run: null, parts: [], isSaid, table, owner, doc, owned, modal });
        this.out.length = mark;
        this.out.push({ i: reader.idOf(el), p: parentId, r: "unreadable" });
      }
    }

    enter(el, parentId, lang, isRoot) {
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
      const isInline = /^(inline|ruby|contents)/.test(style.display);
      if (LEAF.has(role)) this.leaf(el, role, parentId, lang);
      else if (STRUCTURE.has(role)) this.structure(el, role, parentId, lang);
      else if (isInline && !isRoot && !has(el, "aria-live") && !(get(el, "tabIndex") >= 0 && reader.isFocusable(el))) this.children(el, parentId, lang);
      else this.block(el, parentId, lang, isRoot);
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
      this.out.push(reader.isMadeOf(node, el));
      return node;
    }

    leaf(el, role, parentId, lang) {
      if (role === "none") return;
      const node = this.push(el, role, parentId, lang);
      if (role === "math" && !node.n) node.n = formula(el);
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
      if (role === "link" && this.linked(el, parentId, lang)) return;
      if (role === "heading" && !(firstElement(el) && one(el, INTERACTIVE))) { this.leafNamed(el, role, parentId, lang); return; }
      if (role === "combobox" && !(tag(el) !== "input" && one(el, "input"))) { this.push(el, role, parentId, lang); return; }
      if (role === "listbox" && tag(el) === "select") { this.push(el, role, parentId, lang); return; }
      const node = this.push(el, role, parentId, lang);
      if (has(el, "aria-live")) node.w = attr(el, "aria-live");
      this.measure(el, role, node);
      if (role === "frame") this.frame(el, node, lang);
      else if (role === "treeitem") this.branches(el, node.i, lang);
      else this.children(el, node.i, lang);
      this.flush();
      if (role === "table" || role === "grid" || role === "treegrid") this.table = this.table?.outer ?? null;
    }

    // A tree item is said by its name; what the cursor goes on to are the items below it.
    branches(el, parentId, lang) {
      for (const group of all(el, "[role=group]")) {
        if (closest(parent(group), "[role=treeitem]") === el) this.element(group, parentId, lang);
      }
    }

    leafNamed(el, role, parentId, lang) {
      const node = this.push(el, role, parentId, lang);
      if (!node.n) node.n = reader.tidy(reader.plainText(el));
      if (!node.n) this.out.pop();
    }

    // A link is one thing to stop at; with a heading inside, the heading holds the link, so that H finds it.
    linked(el, parentId, lang) {
      const heading = firstElement(el) && one(el, HEADINGS);
      if (!heading) { this.push(el, "link", parentId, lang); return true; }
      const outer = this.push(heading, "heading", parentId, lang);
      this.push(el, "link", outer.i, lang);
      return true;
    }

    measure(el, role, node) {
      if (role === "list") node.z = [this.countItems(el), 0];
      else if (role === "table" || role === "grid" || role === "treegrid") this.openTable(el, node);
      else if (role === "row" && this.table) { this.table.row += 1; this.table.column = 0; this.table.rowHeader = ""; }
      else if (/^(cell|gridcell|columnheader|rowheader)$/.test(role) && this.table) this.openCell(el, role, node);
      else if (role === "listbox") node.z = [all(el, "[role=option]").length, 0];
    }

    countItems(el) {
      if (tag(el) === "dl") return all(el, "dt").length;
      let count = 0;
      for (const child of childrenOf(el, this)) {
        if (kind(child) === 1 && reader.roleOf(child) === "listitem" && getComputedStyle(child).display !== "none") count += 1;
      }
      return count || Array.from(all(el, "[role=listitem]"), (o) => closest(o, "[role=list]") === el).filter(Boolean).length;
    }

    openTable(el, node) {
      const rows = tag(el) === "table" ? Array.from(el.rows) : Array.from(all(el, "[role=row],tr"));
      const widths = rows.map((row) => row.cells
        ? Array.from(row.cells).reduce((sum, cell) => sum + cell.colSpan, 0)
        : all(row, "[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]").length);
      const rowCount = Number(attr(el, "aria-rowcount")) || rows.length;
      const columnCount = Number(attr(el, "aria-colcount")) || widths.reduce((most, width) => Math.max(most, width), 0);
      node.z = [rowCount, columnCount];
      this.table = { outer: this.table, row: 0, column: 0, columnHeaders: [], rowHeader: "", taken: new Map() };
    }

    openCell(el, role, node) {
      const table = this.table;
      do table.column += 1; while (table.taken.has(`${table.row},${table.column}`));
      const row = Number(attr(el, "aria-rowindex")) || table.row;
      const column = Number(attr(el, "aria-colindex")) || table.column;
      for (let down = 1; down < (get(el, "rowSpan") ?? 1); down += 1) table.taken.set(`${table.row + down},${table.column}`, 1);
      const label = node.n ?? reader.tidy(reader.plainText(el));
      const headers = get(el, "headers") ? reader.referenced(el, "headers").map((other) => reader.tidy(words(other))) : null;
      const rowHeader = headers ? "" : table.rowHeader;
      const columnHeader = headers ? headers.join(" ") : table.columnHeaders[table.column] ?? "";
      if (role === "columnheader") for (let at = 0; at < (get(el, "colSpan") ?? 1); at += 1) table.columnHeaders[table.column + at] = label;
      if (role === "rowheader") table.rowHeader = label;
      table.column += (get(el, "colSpan") ?? 1) - 1;
      node.c = [row, column, role === "rowheader" ? "" : rowHeader, role === "columnheader" ? "" : columnHeader];
    }

    frame(el, node, lang) {
      if (reader.isForeign(el)) node.a = reader.framePath(el); // The lab puts in here what that frame itself tells.
      const inner = reader.isForeign(el) ? null : el.contentDocument;
      const body = inner && get(inner, "body");
      if (!body) return;
      this.watcher?.frame(inner);
      const outer = [this.doc, reader.isGenerating, this.owned, this.modal];
      this.open(inner);
      this.element(body, node.i, langOf(get(inner, "documentElement")) || lang);
      [this.doc, reader.isGenerating, this.owned, this.modal] = outer;
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
    reader.keepNames(true);
    const walk = new Walk(docOf(el), watcher);
    walk.element(el, parentId, langAround(el), true);
    walk.flush();
    reader.keepNames(false);
    return walk.out;
  };
})(globalThis.labReader);
