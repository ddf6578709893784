// Tells the lab what changes: which subtree, where the focus is, what a live region says. Mutations send what
// changed, not the page; a quiet page is compared with what was sent, so that nothing missed stays missed.
"use strict";
(function (reader) {
  const NAMED_BY_CONTENT = "a,button,summary,legend,caption,figcaption,label,option,optgroup,select,dialog,fieldset,details," +
    "h1,h2,h3,h4,h5,h6,table,[role=button],[role=link],[role=heading],[role=option],[role=tab],[role=menuitem],[role=checkbox]," +
    "[role=radio],[role=switch],[role=treeitem],[role=table],[role=grid],[role=treegrid],[role=combobox],[role=listbox],[role=tablist]," +
    "ul,ol,dl,[role=list],[aria-owns]";
  const ATTRIBUTES = ["role", "class", "style", "hidden", "inert", "disabled", "alt", "title", "href", "open", "type", "value", "checked",
    "selected", "required", "readonly", "multiple", "placeholder", "label", "for", "id", "lang", "tabindex", "slot", "contenteditable",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-description", "aria-hidden", "aria-checked", "aria-expanded",
    "aria-selected", "aria-pressed", "aria-required", "aria-invalid", "aria-errormessage", "aria-disabled", "aria-readonly",
    "aria-live", "aria-busy", "aria-level", "aria-owns", "aria-activedescendant", "aria-valuenow", "aria-valuetext",
    "aria-current", "aria-haspopup", "aria-sort", "aria-posinset", "aria-setsize", "aria-modal", "aria-roledescription"];
  const ELSEWHERE = /^(class|style|hidden|inert|aria-hidden|role|open|slot|id|for|disabled)$/;
  const BURST_MS = 50, QUIET_MS = 700;

  let bridge = null, emitted = new Map(), watched = new WeakSet(), observers = [], isRunning = false;
  let dirty = new Set(), flushTimer = 0, quietTimer = 0, lastFlush = 0;
  const send = (kind, data) => bridge?.receive(kind, JSON.stringify(data));
  reader.send = send;

  // What the lab has been told: id → the node and its children, to know later what is news.
  function remember(nodes, isReplacing = false) {
    nodes.forEach((node, at) => {
      emitted.set(node.i, { node, kids: [] });
      if (!(isReplacing && at === 0)) emitted.get(node.p)?.kids.push(node.i);
    });
    return nodes;
  }
  function forget(id) {
    const stack = [id];
    while (stack.length) {
      const known = emitted.get(stack.pop());
      if (known) { stack.push(...known.kids); known.isGone = true; }
    }
    for (const [other, known] of emitted) if (known.isGone) emitted.delete(other);
  }
  const walk = (el, parentId) => reader.walk(el, parentId, watchRoot, watchDocument);

  reader.snapshot = function () {
    emitted = new Map();
    const nodes = remember(walk(document.body ?? document.documentElement, 0));
    return { title: document.title, language: document.documentElement.lang, url: location.href, nodes,
      isSupported: reader.isSupported(), focus: focusMessage() };
  };
  reader.isSupported = () => "computedRole" in Element.prototype && "computedName" in Element.prototype;

  // --- what changed ---
  function rootFor(start) {
    let el = start.nodeType === 1 ? start : reader.up(start);
    for (let outer = el?.closest?.(NAMED_BY_CONTENT); outer; outer = outer.parentElement?.closest(NAMED_BY_CONTENT)) el = outer;
    while (el && !emitted.has(reader.idOf(el))) el = reader.up(el);
    return el;
  }

  function mark(node) {
    const root = rootFor(node);
    dirty.add(root ?? document.body);
    for (let el = node.nodeType === 1 ? node : node.parentElement; el; el = el.parentElement) {
      if (el.tagName === "LABEL" && el.control) dirty.add(rootFor(el.control) ?? document.body);
      if (el.id) markReferring(el);
    }
  }

  function markReferring(el) {
    const id = CSS.escape(el.id);
    const selector = ["labelledby", "describedby", "errormessage", "owns"].map((name) => `[aria-${name}~="${id}"]`).join(",");
    for (const other of el.getRootNode().querySelectorAll(selector)) dirty.add(rootFor(other) ?? document.body);
  }

  function onMutations(records) {
    let isMoved = false;
    for (const record of records) {
      const target = record.target.nodeType === 11 ? record.target.host : record.target;
      if (!target?.isConnected) continue;
      if (record.type === "attributes") {
        if (record.attributeName === "aria-activedescendant") { isMoved = true; continue; }
        mark(ELSEWHERE.test(record.attributeName) ? reader.up(target) ?? target : target);
        if (record.attributeName === "id" || record.attributeName === "for") dirty.add(document.body);
      } else mark(target);
      reader.hearLive(record, target);
      if (isStyle(record)) dirty.add(document.body);
    }
    if (isMoved) tellFocus();
    schedule();
  }

  const isStyle = (record) => record.type === "childList" &&
    [...record.addedNodes, ...record.removedNodes].some((node) => /^(STYLE|LINK)$/.test(node.nodeName));

  function schedule() {
    if (!isRunning) return;
    if (!flushTimer) flushTimer = later(lastFlush + BURST_MS - performance.now());
    clearTimeout(quietTimer);
    quietTimer = setTimeout(compare, QUIET_MS);
  }

  // The first change of a burst goes out at once (a message is not slowed down as timers are in covered windows).
  const soon = new MessageChannel();
  soon.port1.onmessage = () => { if (flushTimer === -1) flush(); };
  function later(waitMs) {
    if (waitMs > 0) return setTimeout(flush, waitMs);
    soon.port2.postMessage(0);
    return -1;
  }

  function flush() {
    flushTimer = 0;
    lastFlush = performance.now();
    const roots = outermost([...dirty].filter((el) => el?.isConnected));
    dirty = new Set();
    const changes = [];
    for (const el of roots) {
      const id = reader.idOf(el);
      const parentId = emitted.get(id)?.node.p ?? 0;
      const nodes = walk(el, parentId);
      forget(id);
      changes.push({ root: id, nodes: remember(nodes, true) });
    }
    if (changes.length) send("changed", changes);
    reader.tellLive();
    if (reader.knownCount() > 3 * emitted.size + 2000) reader.forgetGone();
  }

  function outermost(elements) {
    return elements.filter((el) => !elements.some((other) => other !== el && holds(other, el)));
  }
  function holds(outer, inner) {
    for (let el = inner; el; el = reader.up(el)) if (el === outer) return true;
    return false;
  }

  const isSame = (a, b) => b !== undefined && JSON.stringify(a) === JSON.stringify(b);

  // Ticked by a script, shown by a style sheet: some things change unobserved. Quiet is the time to look.
  function compare() {
    if (!isRunning || !document.body) return;
    const nodes = walk(document.body, 0);
    if (nodes.length === emitted.size && nodes.every((node) => isSame(node, emitted.get(node.i)?.node))) return;
    emitted = new Map();
    send("changed", [{ root: reader.idOf(document.body), nodes: remember(nodes) }]);
  }

  // --- focus, typing, values ---
  function activeElement() {
    let el = document.activeElement;
    for (;;) {
      const inner = el?.shadowRoot?.activeElement ?? frameBody(el)?.activeElement;
      if (!inner || inner === el) break;
      el = inner;
    }
    if (!el || el.tagName === "BODY" || el.tagName === "HTML") return null;
    return reader.referenced(el, "aria-activedescendant")[0] ?? el;
  }
  const frameBody = (el) => { try { return el?.tagName === "IFRAME" ? el.contentDocument : null; } catch { return null; } };
  reader.activeElement = activeElement;

  function focusMessage() {
    const el = activeElement();
    if (!el) return null;
    const role = reader.roleOf(el);
    return { node: reader.describe(el, role, emitted.get(reader.idOf(el))?.node.p ?? 0), isKnown: emitted.has(reader.idOf(el)),
      isEditable: reader.isTextField(el), field: el.id || el.name || "", text: el.tagName === "DIV" || role === "group" || role === "alert" ? reader.tidy(reader.textOf(el)) : "" };
  }
  function tellFocus() { if (isRunning) { flushFirst(); send("focus", focusMessage()); } }
  reader.tellFocus = tellFocus;
  // What a script changed just before it moved the focus is told first: the dialog, then the button in it.
  function flushFirst() {
    for (const observer of observers) {
      const records = observer.takeRecords();
      if (records.length) onMutations(records);
    }
    if (dirty.size && flushTimer) { clearTimeout(flushTimer); flush(); }
  }

  let beforeText = "", isTyping = false;
  function beforeInput(event) {
    const el = event.target;
    if (!el.isContentEditable && el.value !== undefined && !reader.isProtected(el)) beforeText = removedBy(el, event.inputType);
    else beforeText = "";
  }
  function removedBy(el, how) {
    let at = null, end = null;
    try { at = el.selectionStart; end = el.selectionEnd; } catch { return ""; }
    if (at === null || !/^delete/.test(how)) return "";
    if (at !== end) return el.value.slice(at, end);
    return how.endsWith("Backward") ? el.value.slice(at - 1, at) : el.value.slice(at, at + 1);
  }

  function onInput(event) {
    const el = event.composedPath()[0];
    if (reader.isTextField(el) || el.isContentEditable) {
      isTyping = true;
      queueMicrotask(() => setTimeout(() => { isTyping = false; }, 0));
      const text = event.inputType?.startsWith("insert") ? event.data ?? "" : "";
      send("typed", { id: reader.idOf(el), text: reader.isProtected(el) ? "•".repeat(text.length) : text, deleted: beforeText });
    }
    tellValue(el);
  }
  function tellValue(el) {
    const touched = el.type === "radio" ? reader.radiosOf(el) : [el.closest("select") ?? el];
    for (const other of touched) dirty.add(emitted.has(reader.idOf(other)) ? other : rootFor(other) ?? document.body);
    clearTimeout(flushTimer);
    flushTimer = later(0);
  }

  function onSelection() {
    const el = activeElement();
    if (!isRunning || isTyping || !el || !("selectionStart" in el)) return;
    let at = null;
    try { at = el.selectionStart; } catch { return; }
    if (at === null) return;
    const value = reader.isProtected(el) ? "•".repeat(el.value.length) : el.value;
    const lineStart = value.lastIndexOf("\n", at - 1) + 1;
    const lineEnd = value.indexOf("\n", at);
    send("caret", { id: reader.idOf(el), at, character: value.slice(at, at + 1), word: /^\s*\S+|^\s+/.exec(value.slice(at))?.[0].trim() ?? "",
      line: value.slice(lineStart, lineEnd < 0 ? undefined : lineEnd), selected: value.slice(at, el.selectionEnd) });
  }

  // --- what is watched ---
  function watchRoot(root) {
    if (watched.has(root)) return;
    watched.add(root);
    const observer = new MutationObserver(onMutations);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    observers.push(observer);
  }

  // A link within the page: the cursor goes where the page went.
  function onClick(event) {
    const link = event.composedPath().find((el) => el.tagName === "A" && el.hash);
    if (!link || link.origin + link.pathname + link.search !== location.origin + location.pathname + location.search) return;
    const target = link.getRootNode().getElementById?.(decodeURIComponent(link.hash.slice(1)));
    setTimeout(() => { if (target?.isConnected) send("jumped", { id: firstKnown(target) }); }, 0);
  }
  function firstKnown(target) {
    const after = target.ownerDocument.createTreeWalker(target.ownerDocument.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    after.currentNode = target;
    for (let node = target; node; node = after.nextNode()) if (emitted.has(reader.idOf(node))) return reader.idOf(node);
    return 0;
  }

  const LISTENERS = { click: onClick, focusin: tellFocus, focusout: () => setTimeout(() => { if (!activeElement()) tellFocus(); }, 0),
    beforeinput: beforeInput, input: onInput, change: (event) => tellValue(event.composedPath()[0]), selectionchange: onSelection,
    reset: () => { dirty.add(document.body); schedule(); }, toggle: (event) => { mark(event.target); schedule(); },
    invalid: (event) => { mark(event.target); schedule(); },
    load: (event) => { if (event.target.nodeType === 1) { mark(event.target); if (event.target.tagName === "LINK") dirty.add(document.body); schedule(); } } };

  function watchDocument(doc) {
    if (watched.has(doc)) return;
    watchRoot(doc);
    for (const [type, listener] of Object.entries(LISTENERS)) {
      doc.addEventListener(type, (event) => { if (isRunning) listener(event); }, true);
    }
  }

  function whenSettled(then) {
    let isDone = false;
    const once = () => { if (!isDone) { isDone = true; then(); } };
    if (document.readyState === "complete") once();
    else { addEventListener("load", once, { once: true }); setTimeout(once, 2000); }
  }

  reader.start = function (to) {
    bridge = to;
    whenSettled(() => {
      isRunning = true;
      watchDocument(document);
      send("page", reader.snapshot());
      new MutationObserver(() => send("title", { title: document.title }))
        .observe(document.head ?? document.documentElement, { subtree: true, childList: true, characterData: true });
    });
  };
  reader.stop = function () {
    isRunning = false;
    for (const observer of observers) observer.disconnect();
    observers = [];
    watched = new WeakSet();
    clearTimeout(flushTimer);
    clearTimeout(quietTimer);
    flushTimer = 0;
  };
})(globalThis.labReader);
