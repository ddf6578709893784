// Tells the lab what changes: which subtree, where the focus is, what a live region says. Mutations send what
// changed, not the page; a quiet page is compared with what was sent, so that nothing missed stays missed.
"use strict";
(function (reader) {
  const { attr, byId, closest, create, docOf, get, isThere, kind, langOf, listen, all, parent, rootOf, shadow, tag } = reader.dom;
  const NAMED_BY_CONTENT = "a,button,summary,legend,caption,figcaption,label,option,optgroup,select,dialog,fieldset,details," +
    "h1,h2,h3,h4,h5,h6,table,[role=button],[role=link],[role=heading],[role=option],[role=tab],[role=menuitem],[role=checkbox]," +
    "[role=radio],[role=switch],[role=treeitem],[role=table],[role=grid],[role=treegrid],[role=combobox],[role=listbox],[role=tablist]," +
    "ul,ol,dl,[role=list],[aria-owns]";
  const ATTRIBUTES = ["role", "class", "style", "hidden", "inert", "disabled", "alt", "title", "href", "open", "type", "value", "checked",
    "selected", "required", "readonly", "multiple", "placeholder", "label", "for", "id", "lang", "tabindex", "slot", "contenteditable",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-description", "aria-hidden", "aria-checked", "aria-expanded",
    "aria-selected", "aria-pressed", "aria-required", "aria-invalid", "aria-errormessage", "aria-disabled", "aria-readonly",
    "aria-live", "aria-busy", "aria-level", "aria-owns", "aria-activedescendant", "aria-valuenow", "aria-valuetext",
    "aria-current", "aria-haspopup", "aria-sort", "aria-posinset", "aria-setsize", "aria-modal", "aria-roledescription",
    "aria-placeholder", "aria-details", "aria-keyshortcuts", "aria-rowcount", "aria-colcount", "aria-rowindex", "aria-colindex",
    "aria-rowspan", "aria-colspan", "start", "reversed", "usemap", "scope", "headers", "abbr", "colspan", "rowspan"];
  const ELSEWHERE = /^(class|style|hidden|inert|aria-hidden|role|open|slot|id|for|disabled)$/;
  const BURST_MS = 50, QUIET_MS = 700;

  let bridge = null, emitted = new Map(), watched = new WeakSet(), observers = [], isRunning = false;
  let dirty = new Set(), flushTimer = 0, quietTimer = 0, lastFlush = 0;
  const send = (what, data) => bridge?.receive(what, JSON.stringify(data));
  const bodyOf = (doc) => get(doc, "body") ?? get(doc, "documentElement");
  reader.send = send;

  // What the lab has been told: id → the node and its children, to know later what is news.
  function remember(nodes, isReplacing = false) {
    nodes.forEach((node, at) => {
      emitted.set(node.id, { node, kids: [] });
      if (!(isReplacing && at === 0)) emitted.get(node.parent)?.kids.push(node.id);
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
  let modal = null;
  function walk(el, parentId) {
    modal = reader.modalOf(document);
    reader.seeing(el === bodyOf(document));
    return reader.walk(el, parentId, { shadow: watchRoot, frame: watchDocument, see: reader.see, seen: reader.seen });
  }

  reader.snapshot = function () {
    emitted = new Map();
    const nodes = remember(walk(bodyOf(document), 0));
    return { title: get(document, "title"), language: langOf(get(document, "documentElement")), nodes,
      isSupported: reader.isSupported(), focus: focusMessage() };
  };
  reader.isSupported = () => "computedRole" in Element.prototype && "computedName" in Element.prototype;

  // --- what changed ---
  function rootFor(start) {
    let el = kind(start) === 1 ? start : reader.up(start);
    for (let outer = closest(el, NAMED_BY_CONTENT); outer; outer = closest(parent(outer), NAMED_BY_CONTENT)) el = outer;
    while (el && !emitted.has(reader.idOf(el))) el = reader.up(el);
    return el;
  }

  function mark(node) {
    const root = rootFor(node);
    dirty.add(root ?? bodyOf(document));
    for (let el = kind(node) === 1 ? node : parent(node); el; el = parent(el)) {
      if (tag(el) === "label" && el.control) dirty.add(rootFor(el.control) ?? bodyOf(document));
      if (attr(el, "id")) markReferring(el);
    }
  }

  function markReferring(el) {
    const id = CSS.escape(attr(el, "id") ?? "");
    const selector = ["labelledby", "describedby", "errormessage", "owns"].map((name) => `[aria-${name}~="${id}"]`).join(",");
    for (const other of all(rootOf(el), selector)) dirty.add(rootFor(other) ?? bodyOf(document));
  }

  function onMutations(records) {
    let isMoved = false;
    for (const record of records) {
      const target = kind(record.target) === 11 ? record.target.host : record.target;
      if (!target || !isThere(target)) continue;
      if (record.type === "attributes") {
        if (record.attributeName === "aria-activedescendant") { isMoved = true; continue; }
        mark(ELSEWHERE.test(record.attributeName) ? reader.up(target) ?? target : target);
        if (record.attributeName === "id" || record.attributeName === "for") dirty.add(bodyOf(document));
      } else mark(target);
      reader.hearLive(record, target);
      if (isStyle(record)) dirty.add(bodyOf(document));
    }
    if (isMoved) tellFocus();
    schedule();
  }

  const isStyle = (record) => record.type === "childList" &&
    [...record.addedNodes, ...record.removedNodes].some((node) => kind(node) === 1 && /^(style|link)$/.test(tag(node)));

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
    if (isLookDue) lookAround();
    const roots = outermost([...dirty].filter((el) => el && isThere(el)));
    dirty = new Set();
    const changes = [];
    for (const el of roots) {
      const id = reader.idOf(el);
      const parentId = emitted.get(id)?.node.parent ?? 0;
      const nodes = walk(el, parentId);
      forget(id);
      changes.push({ root: id, nodes: remember(nodes, true) });
    }
    if (changes.length) send("changed", changes);
    reader.tellLive();
    if (reader.knownCount() > 3 * emitted.size + 2000) reader.forgetGone();
  }

  function outermost(elements) {
    const given = new Set(elements);
    return elements.filter((el) => {
      for (let up = reader.up(el); up; up = reader.up(up)) if (given.has(up)) return false;
      return true;
    });
  }
  function holds(outer, inner) {
    for (let el = inner; el; el = reader.up(el)) if (el === outer) return true;
    return false;
  }

  // What no observer tells of: things that are shown or hidden by style sheets alone, another dialog that holds the focus.
  let isLookDue = false;
  /** @param {Set<El>} [among] */
  function lookAround(among) {
    if (!among) isLookDue = false;
    if (reader.modalOf(document) !== modal) dirty.add(bodyOf(document));
    for (const el of new Set(reader.reshown(among).map((shown) => reader.up(shown) ?? shown))) mark(el);
  }
  // A person has done something, or an animation has ended: style sheets may answer.
  function lookSoon() {
    isLookDue = true;
    schedule();
  }

  // Before something is said: all that is news, this node and what is around it as they are now, then the ticket. With
  // `since`, where the cursor comes from, no more is looked at than that is said from; the rest when nothing is asked.
  reader.fresh = function (id, since, ticket) {
    if (!isRunning) return false;
    takeRecords();
    lookAround(since ? reader.saidFrom(chainOf(id), chainOf(since)) : undefined);
    flushNow();
    lookLater();
    tellAgain(id);
    send("fresh", { ticket });
    return true;
  };

  function chainOf(id) {
    const chain = [];
    for (let known = emitted.get(id); known; known = emitted.get(known.node.parent)) chain.push(known.node);
    return chain;
  }
  let lookTimer = 0;
  function lookLater() {
    clearTimeout(lookTimer);
    lookTimer = setTimeout(() => { if (isRunning) { lookAround(); flushNow(); } }, QUIET_MS);
  }

  function tellAgain(id) {
    const news = [];
    for (let known = emitted.get(id); known; known = emitted.get(known.node.parent)) {
      const now = reader.again(known.node);
      if (now === null) dirty.add(rootFor(reader.nodeOf(known.node.id)) ?? bodyOf(document));
      else if (!isSame(now, known.node)) news.push(known.node = now);
    }
    if (news.length) send("renewed", news);
    flushNow();
  }

  const isSame = (a, b) => b !== undefined && JSON.stringify(a) === JSON.stringify(b);

  // Ticked by a script, shown by a style sheet: some things change unobserved. Quiet is the time to look.
  function compare() {
    if (!isRunning || !bodyOf(document)) return;
    const nodes = walk(bodyOf(document), 0);
    if (nodes.length === emitted.size && nodes.every((node) => isSame(node, emitted.get(node.id)?.node))) return;
    emitted = new Map();
    send("changed", [{ root: reader.idOf(bodyOf(document)), nodes: remember(nodes) }]);
  }

  // --- focus, typing, values ---
  function activeElement() {
    let el = get(document, "activeElement");
    for (;;) {
      const inner = el && innerActive(el);
      if (!inner || inner === el) break;
      el = inner;
    }
    if (!el || tag(el) === "body" || tag(el) === "html") return null;
    return reader.referenced(el, "aria-activedescendant")[0] ?? el;
  }
  function innerActive(el) {
    const inner = shadow(el) ?? (tag(el) === "iframe" && !reader.isForeign(el) ? el.contentDocument : null);
    return inner && get(inner, "activeElement");
  }
  reader.activeElement = activeElement;

  // Somewhere in it, or it was the last in it before nothing had it: a click on words takes the focus away.
  let lastFocus = null;
  reader.holdsFocus = function (el) {
    lastFocus = activeElement() ?? lastFocus;
    return lastFocus !== null && isThere(lastFocus) && holds(el, lastFocus);
  };

  function focusMessage() {
    const el = activeElement();
    if (!el) return null;
    const role = reader.roleOf(el);
    return { node: reader.describe(el, role, emitted.get(reader.idOf(el))?.node.parent ?? 0),
      isEditable: reader.isTextField(el), text: tag(el) === "div" || /^(generic|group|alert)$/.test(role) ? reader.tidy(reader.textOf(el)) : "" };
  }
  reader.focusMessage = focusMessage;
  function tellFocus() {
    if (!isRunning) return;
    takeRecords();
    lookAround();
    flushNow();
    const el = activeElement();
    if (el) tellAgain(reader.idOf(el));
    send("focus", focusMessage());
  }
  reader.tellFocus = tellFocus;
  // What a script changed just before it moved the focus is told first: the dialog, then the button in it.
  function takeRecords() {
    for (const observer of observers) {
      const records = observer.takeRecords();
      if (records.length) onMutations(records);
    }
  }
  function flushNow() {
    if (!dirty.size) return;
    clearTimeout(flushTimer);
    flush();
  }

  let beforeText = "", isTyping = false;
  function beforeInput(event) {
    const el = event.target;
    if (!get(el, "isContentEditable") && el.value !== undefined && !reader.isProtected(el)) beforeText = removedBy(el, event.inputType);
    else beforeText = "";
  }
  function removedBy(el, how) {
    let at = null, end = null;
    try { at = el.selectionStart; end = el.selectionEnd; } catch { return ""; }
    if (at === null || !/^delete/.test(how)) return "";
    if (at !== end) return el.value.slice(at, end);
    return how.endsWith("Backward") ? el.value.slice(at - 1, at) : el.value.slice(at, at + 1);
  }

  // No more of what was typed leaves the page than is said of it.
  const MOST_ECHOED = 40;
  function onInput(event) {
    const el = event.composedPath()[0];
    if (reader.isTextField(el) || get(el, "isContentEditable")) {
      isTyping = true;
      queueMicrotask(() => setTimeout(() => { isTyping = false; }, 0));
      const text = event.inputType?.startsWith("insert") ? (event.data ?? "").slice(0, MOST_ECHOED) : "";
      send("typed", { text: reader.isProtected(el) ? "•".repeat(text.length) : text,
        deleted: beforeText.slice(0, MOST_ECHOED) });
    }
    tellValue(el);
  }
  function tellValue(el) {
    const touched = el.type === "radio" ? reader.radiosOf(el) : [closest(el, "select") ?? el];
    for (const other of touched) dirty.add(emitted.has(reader.idOf(other)) ? other : rootFor(other) ?? bodyOf(document));
    clearTimeout(flushTimer);
    flushTimer = later(0);
  }

  // Where the caret went is said after a key of its own alone, so nothing is sent of what stands there before one.
  let isCaretKey = false;
  function onKeyDown(event) {
    isCaretKey = /^(Arrow|Home|End)/.test(event.key);
  }

  function onSelection() {
    const el = activeElement();
    if (!isRunning || isTyping || !isCaretKey || !el || !("selectionStart" in el)) return;
    let at = null;
    try { at = el.selectionStart; } catch { return; }
    if (at === null) return;
    const value = reader.isProtected(el) ? "•".repeat(el.value.length) : el.value;
    const lineStart = value.lastIndexOf("\n", at - 1) + 1;
    const lineEnd = value.indexOf("\n", at);
    send("caret", { character: value.slice(at, at + 1), word: /^\s*\S+|^\s+/.exec(value.slice(at))?.[0].trim() ?? "",
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
    let link = event.composedPath()[0];
    while (link && !(kind(link) === 1 && tag(link) === "a" && link.hash)) link = reader.up(link);
    if (!link || link.origin + link.pathname + link.search !== location.origin + location.pathname + location.search) return;
    const target = kind(rootOf(link)) === 1 ? null : byId(rootOf(link), reader.decoded(link.hash.slice(1)));
    setTimeout(() => { if (target && isThere(target)) send("jumped", { id: firstKnown(target) }); }, 0);
  }
  function firstKnown(target) {
    const after = create(docOf(target), "createTreeWalker", bodyOf(docOf(target)), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    after.currentNode = target;
    for (let node = target; node; node = after.nextNode()) if (emitted.has(reader.idOf(node))) return reader.idOf(node);
    return 0;
  }

  const ANSWERED = ["click", "keyup", "input", "change", "focusin", "focusout", "pointerup", "transitionend", "animationend", "toggle"];
  const LISTENERS = { click: onClick, focusin: tellFocus, focusout: () => setTimeout(() => { if (!activeElement()) tellFocus(); }, 0),
    beforeinput: beforeInput, input: onInput, change: (event) => tellValue(event.composedPath()[0]), selectionchange: onSelection, keydown: onKeyDown,
    reset: () => { dirty.add(bodyOf(document)); schedule(); }, toggle: (event) => { mark(event.target); schedule(); },
    invalid: (event) => { mark(event.target); schedule(); },
    load: (event) => { if (kind(event.target) === 1) { mark(event.target); if (tag(event.target) === "link") dirty.add(bodyOf(document)); schedule(); } } };

  function watchDocument(doc) {
    if (watched.has(doc)) return;
    watchRoot(doc);
    for (const [type, listener] of Object.entries(LISTENERS)) {
      listen(doc, type, (event) => { if (isRunning) listener(event); }, true);
    }
    for (const type of ANSWERED) listen(doc, type, () => { if (isRunning) lookSoon(); }, true);
    for (const type of ["resize", "hashchange"]) listen(get(doc, "defaultView"), type, () => { if (isRunning) lookSoon(); });
  }

  function whenSettled(then) {
    let isDone = false;
    const once = () => { if (!isDone) { isDone = true; then(); } };
    if (get(document, "readyState") === "complete") once();
    else { addEventListener("load", once, { once: true }); setTimeout(once, 2000); }
  }

  reader.start = function (to) {
    bridge = to;
    whenSettled(() => {
      isRunning = true;
      watchDocument(document);
      send("page", reader.snapshot());
      new MutationObserver(() => send("title", { title: get(document, "title") }))
        .observe(get(document, "head") ?? get(document, "documentElement"), { subtree: true, childList: true, characterData: true });
    });
  };
  reader.stop = function () {
    isRunning = false;
    for (const observer of observers) observer.disconnect();
    observers = [];
    watched = new WeakSet();
    clearTimeout(flushTimer);
    clearTimeout(quietTimer);
    clearTimeout(lookTimer);
    flushTimer = 0;
  };
})(globalThis.labReader);
