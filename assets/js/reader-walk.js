// Walks the flat tree (shadow roots, slots, frames of the same origin, aria-owns) and writes reader nodes:
// structures with children, things a cursor stops at, and runs of text joined across inline elements.
"use strict";
(function (reader) {
  const SKIP = /^(SCRIPT|STYLE|TEMPLATE|HEAD|NOSCRIPT|LINK|META|TITLE|BASE|DATALIST|COLGROUP|COL|PARAM|SOURCE|TRACK|MAP|RP)$/;
  const LEAF = new Set(["button", "checkbox", "radio", "switch", "option", "menuitem", "menuitemcheckbox", "menuitemradio",
    "tab", "textbox", "searchbox", "spinbutton", "slider", "progressbar", "meter", "scrollbar", "separator", "image", "math",
    "date", "time", "datetime", "month", "week", "color", "file", "video", "audio"]);
  const STRUCTURE = new Set(["main", "navigation", "banner", "contentinfo", "complementary", "search", "form", "region", "list",
    "listitem", "table", "grid", "treegrid", "row", "rowgroup", "cell", "gridcell", "columnheader", "rowheader", "group",
    "radiogroup", "dialog", "alertdialog", "article", "figure", "blockquote", "paragraph", "menu", "menubar", "tablist",
    "tabpanel", "toolbar", "tree", "listbox", "feed", "alert", "status", "log", "timer", "marquee", "note", "tooltip",
    "document", "application", "caption", "term", "definition", "frame", "heading", "link", "combobox", "treeitem"]);
  const INTERACTIVE = "a[href],button,input,select,textarea,summary,[role=button],[role=link],[role=checkbox],[tabindex]";
  const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";

  function hasGenerated(doc) {
    for (const sheet of doc.styleSheets) {
      try {
        for (const rule of sheet.cssRules) if (/:(before|after)/.test(rule.cssText) && /content/.test(rule.cssText)) return true;
      } catch { return true; }
    }
    return doc.adoptedStyleSheets?.length > 0;
  }

  // The first of the children in the flat tree, and where the rest is: siblings, or a list of what a slot was given.
  function childrenOf(el, walk) {
    if (el.shadowRoot) { walk.enterShadow(el.shadowRoot); return siblings(el.shadowRoot); }
    if (el.tagName === "SLOT") { const given = el.assignedNodes(); return given.length ? given : siblings(el); }
    if (el.tagName === "DETAILS" && !el.open) return Array.from(el.querySelectorAll(":scope > summary")).slice(0, 1);
    return siblings(el);
  }
  function siblings(parent) {
    const all = [];
    for (let child = parent.firstChild; child; child = child.nextSibling) all.push(child);
    return all;
  }

  // While a modal dialog is open it is all there is, whether the browser or only its author says that it is modal.
  reader.modalOf = function (doc) {
    const open = Array.from(doc.querySelectorAll("dialog:modal,[role=dialog][aria-modal=true],[role=alertdialog][aria-modal=true]"));
    return open.findLast((el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[aria-hidden=true],[inert]")) ?? null;
  };

  function ownedBy(doc) {
    const owners = new Map();
    for (const el of doc.querySelectorAll("[aria-owns]")) {
      for (const other of reader.referenced(el, "aria-owns")) {
        if (!owners.has(other) && !isWithin(el, other, owners)) owners.set(other, el);
      }
    }
    return owners;
  }

  // Whether `el` is `other` or stands in it, by owners as well as by parents: nobody can own what it is a part of.
  function isWithin(el, other, owners) {
    for (let up = el; up; up = owners.get(up) ?? up.parentElement) if (up === other) return true;
    return false;
  }

  // A formula's signs one by one, unless its author says it in words.
  function formula(el) {
    const signs = Array.from(el.querySelectorAll("mi,mn,mo,ms,mtext"), (sign) => reader.tidy(sign.textContent));
    return reader.tidy(el.getAttribute("alttext") || signs.join(" ") || el.textContent);
  }

  class Walk {
    constructor(doc, onShadow, onFrame) {
      this.out = [];
      this.run = null;
      this.onShadow = onShadow;
      this.onFrame = onFrame;
      this.table = null;
      this.open(doc);
    }

    open(doc) {
      this.doc = doc;
      reader.isGenerating = hasGenerated(doc);
      this.owned = doc.querySelector("[aria-owns]") ? ownedBy(doc) : null;
      this.modal = reader.modalOf(doc);
    }

    enterShadow(root) {
      this.onShadow?.(root);
      reader.isGenerating ||= hasGenerated(root);
      if (root.querySelector("[aria-owns]")) this.owned = new Map([...(this.owned ?? []), ...ownedBy(root)]);
    }

    text(data, node, parentId, lang) {
      if (this.isSaid) return;
      if (!this.run) this.run = { i: 0, p: parentId, r: "text", n: "", node, g: lang };
      if (!this.run.n.trim() && data.trim()) this.run.node = node;
      this.run.n += data;
    }

    flush() {
      const run = this.run;
      this.run = null;
      if (!run) return;
      run.n = reader.tidy(run.n);
      if (!run.n) return;
      run.i = reader.idOf(run.node);
      // The form repeats here what a person has entered.
      if (run.node.parentElement?.closest("[data-answer]")) run.k = 1;
      delete run.node;
      if (!run.g) delete run.g;
      this.out.push(run);
    }

    element(el, parentId, lang, isRoot = false) {
      if (SKIP.test(el.tagName)) return;
      if (this.owned?.has(el) && this.owner !== this.owned.get(el) && !isRoot) return;
      const style = getComputedStyle(el);
      if (style.display === "none") return;
      this.hasHiddenContent = style.contentVisibility === "hidden";
      if (el.getAttribute("aria-hidden") === "true" && el.tagName !== "BODY" && el.tagName !== "HTML") return;
      if (el.inert) return;
      if (this.modal && !this.modal.contains(el) && !el.contains(this.modal) && !holdsInShadow(el, this.modal)) return;
      if (el.tagName === "BR") { this.flush(); return; }
      const own = el.lang || lang;
      if (style.visibility !== "visible") this.children(el, parentId, own, true);
      else this.visible(el, parentId, own, style, isRoot);
    }

    visible(el, parentId, lang, style, isRoot) {
      if (el.tagName === "LABEL" && !this.isSaid && isSaidByControl(el)) { this.muted(el, parentId, lang); return; }
      const role = reader.roleOf(el);
      const isInline = /^(inline|ruby|contents)/.test(style.display);
      if (LEAF.has(role)) this.leaf(el, role, parentId, lang);
      else if (STRUCTURE.has(role)) this.structure(el, role, parentId, lang);
      else if (isInline && !isRoot && !el.hasAttribute("aria-live") && !(el.tabIndex >= 0 && reader.isFocusable(el))) this.children(el, parentId, lang);
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
      this.out.push(node);
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
      if (el.hasAttribute("aria-live")) node.w = el.getAttribute("aria-live");
      this.children(el, node.i, lang);
      this.flush();
      // A focusable div with nothing to say is still somewhere Tab stops.
      if (this.out.length === mark + 1 && !isRoot && !node.f && !node.w && !el.hasAttribute("id")) this.out.pop();
    }

    structure(el, role, parentId, lang) {
      if (role === "link" && this.linked(el, parentId, lang)) return;
      if (role === "heading" && !(el.firstElementChild && el.querySelector(INTERACTIVE))) { this.leafNamed(el, role, parentId, lang); return; }
      if (role === "combobox" && !(el.tagName !== "INPUT" && el.querySelector("input"))) { this.push(el, role, parentId, lang); return; }
      if (role === "listbox" && el.tagName === "SELECT") { this.push(el, role, parentId, lang); return; }
      const node = this.push(el, role, parentId, lang);
      if (el.hasAttribute("aria-live")) node.w = el.getAttribute("aria-live");
      this.measure(el, role, node);
      if (role === "frame") this.frame(el, node, lang);
      else if (role === "treeitem") this.branches(el, node.i, lang);
      else this.children(el, node.i, lang);
      this.flush();
      if (role === "table" || role === "grid" || role === "treegrid") this.table = this.table?.outer ?? null;
    }

    // A tree item is said by its name; what the cursor goes on to are the items below it.
    branches(el, parentId, lang) {
      for (const group of el.querySelectorAll("[role=group]")) {
        if (group.parentElement.closest("[role=treeitem]") === el) this.element(group, parentId, lang);
      }
    }

    leafNamed(el, role, parentId, lang) {
      const node = this.push(el, role, parentId, lang);
      if (!node.n) node.n = reader.tidy(reader.plainText(el));
      if (!node.n) this.out.pop();
    }

    // A link is one thing to stop at; with a heading inside, the heading holds the link, so that H finds it.
    linked(el, parentId, lang) {
      const heading = el.firstElementChild && el.querySelector(HEADINGS);
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
      else if (role === "listbox") node.z = [el.querySelectorAll("[role=option]").length, 0];
    }

    countItems(el) {
      if (el.tagName === "DL") return el.querySelectorAll("dt").length;
      let count = 0;
      for (const child of childrenOf(el, this)) {
        if (child.nodeType === 1 && reader.roleOf(child) === "listitem" && getComputedStyle(child).display !== "none") count += 1;
      }
      return count || Array.from(el.querySelectorAll("[role=listitem]"), (o) => o.closest("[role=list]") === el).filter(Boolean).length;
    }

    openTable(el, node) {
      const rows = el.tagName === "TABLE" ? Array.from(el.rows) : Array.from(el.querySelectorAll("[role=row],tr"));
      const widths = rows.map((row) => row.cells
        ? Array.from(row.cells).reduce((sum, cell) => sum + cell.colSpan, 0)
        : row.querySelectorAll("[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]").length);
      const rowCount = Number(el.getAttribute("aria-rowcount")) || rows.length;
      const columnCount = Number(el.getAttribute("aria-colcount")) || Math.max(0, ...widths);
      node.z = [rowCount, columnCount];
      this.table = { outer: this.table, row: 0, column: 0, columnHeaders: [], rowHeader: "", taken: new Map() };
    }

    openCell(el, role, node) {
      const table = this.table;
      do table.column += 1; while (table.taken.has(`${table.row},${table.column}`));
      const row = Number(el.getAttribute("aria-rowindex")) || table.row;
      const column = Number(el.getAttribute("aria-colindex")) || table.column;
      for (let down = 1; down < (el.rowSpan ?? 1); down += 1) table.taken.set(`${table.row + down},${table.column}`, 1);
      const label = node.n ?? reader.tidy(reader.plainText(el));
      const headers = el.headers ? reader.referenced(el, "headers").map((other) => reader.tidy(other.textContent)) : null;
      const rowHeader = headers ? "" : table.rowHeader;
      const columnHeader = headers ? headers.join(" ") : table.columnHeaders[table.column] ?? "";
      if (role === "columnheader") for (let at = 0; at < (el.colSpan ?? 1); at += 1) table.columnHeaders[table.column + at] = label;
      if (role === "rowheader") table.rowHeader = label;
      table.column += (el.colSpan ?? 1) - 1;
      node.c = [row, column, role === "rowheader" ? "" : rowHeader, role === "columnheader" ? "" : columnHeader];
    }

    frame(el, node, lang) {
      if (reader.isForeign(el)) node.a = reader.framePath(el); // The lab puts in here what that frame itself tells.
      const inner = reader.isForeign(el) ? null : el.contentDocument;
      if (!inner?.body) return;
      this.onFrame?.(inner);
      const outer = [this.doc, reader.isGenerating, this.owned, this.modal];
      this.open(inner);
      this.element(inner.body, node.i, inner.documentElement.lang || lang);
      [this.doc, reader.isGenerating, this.owned, this.modal] = outer;
    }

    children(el, parentId, lang, isHidden = false) {
      if (this.hasHiddenContent && getComputedStyle(el).contentVisibility === "hidden") return;
      if (!isHidden) this.pseudo(el, "::before", parentId, lang);
      for (const child of childrenOf(el, this)) {
        if (child.nodeType === 1) this.element(child, parentId, lang);
        else if (child.nodeType === 3 && !isHidden) this.text(child.data, child, parentId, lang);
      }
      if (this.owned && el.hasAttribute("aria-owns")) this.adopt(el, parentId, lang);
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
      const text = reader.generatedText(el, side);
      if (text) this.text(text, el, parentId, lang);
    }
  }

  function isSaidByControl(label) {
    const control = label.control;
    if (!control || !control.checkVisibility({ visibilityProperty: true }) || control.closest("[aria-hidden=true],[inert]")) return false;
    let words = "";
    if (label.firstElementChild === null) words = label.textContent;
    else {
      const texts = label.ownerDocument.createTreeWalker(label, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) if (!texts.currentNode.parentElement.closest("select,textarea,button")) words += texts.currentNode.data;
    }
    const spoken = (text) => reader.tidy(text).replace(/\s/g, "");
    return spoken(words) !== "" && spoken(reader.computedNameOf(control).replace(/: [^:]*$/, (end) => (control.type === "file" ? "" : end))) === spoken(words);
  }

  function holdsInShadow(el, modal) {
    for (let host = modal.getRootNode().host; host; host = host.getRootNode().host) {
      if (el === host || el.contains(host)) return true;
    }
    return modal.getRootNode() !== el.getRootNode();
  }

  // The nodes of one element and what is inside it, in reading order, parents before children.
  reader.walk = function (el, parentId, onShadow, onFrame) {
    reader.keepNames(true);
    const walk = new Walk(el.ownerDocument, onShadow, onFrame);
    walk.element(el, parentId, el.closest("[lang]")?.lang ?? "", true);
    walk.flush();
    reader.keepNames(false);
    return walk.out;
  };
})(globalThis.labReader);
