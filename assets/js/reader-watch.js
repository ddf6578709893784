// Tells the lab which subtree changes. Mutations send what changed, not the page; a quiet page is compared with what was
// sent, so that nothing missed stays missed.
"use strict";
(function (reader) {
  const { attr, closest, get, isThere, kind, langOf, all, parent, rootOf, tag } = reader.dom;
  const NAMED_BY_CONTENT = "a,button,summary,legend,caption,figcaption,label,option,optgroup,select,dialog,fieldset,details," +
    "h1,h2,h3,h4,h5,h6,table,[role=button],[role=link],[role=heading],[role=option],[role=tab],[role=menuitem],[role=checkbox]," +
    "[role=radio],[role=switch],[role=treeitem],[role=table],[role=grid],[role=treegrid],[role=combobox],[role=listbox],[role=tablist]," +
    "ul,ol,dl,[role=list],[aria-owns]";
  const ELSEWHERE = /^(class|style|hidden|inert|aria-hidden|role|open|slot|id|for|disabled)$/;
  const BURST_MS = 50, QUIET_MS = 700;

  let emitted = new Map();
  let dirty = new Set(), flushTimer = 0, quietTimer = 0, nextFlush = 0;
  const bodyOf = (doc) => get(doc, "body") ?? get(doc, "documentElement");
  reader.send = () => {};

  // What the lab has been told: id → the node and its children, to know later what is news.
  function remember(nodes, isReplacing = false) {
    nodes.forEach((node, at) => {
      emitted.set(node.id, { node: reader.kept(node), kids: null });
      const above = isReplacing && at === 0 ? undefined : emitted.get(node.parent);
      if (above) (above.kids ??= []).push(node.id);
    });
    return nodes;
  }
  function forget(id) {
    const stack = [id];
    while (stack.length) {
      const known = emitted.get(stack.pop());
      if (known) { stack.push(...known.kids ?? []); known.isGone = true; }
    }
    for (const [other, known] of emitted) if (known.isGone) emitted.delete(other);
  }
  let modal = null;
  function walk(el, parentId) {
    modal = reader.modalOf(document);
    const anew = () => reader.seeing(el === bodyOf(document));
    anew();
    return reader.walk(el, parentId, { anew, shadow: reader.watchRoot, frame: reader.watchDocument, see: reader.see, seen: reader.seen });
  }

  // A modal dialog may stand in a shadow tree that only walking has found.
  function whole() {
    const nodes = walk(bodyOf(document), 0);
    return reader.modalOf(document) === modal ? nodes : walk(bodyOf(document), 0);
  }

  reader.snapshot = function () {
    emitted = new Map();
    const nodes = remember(whole());
    letGo();
    return { title: get(document, "title"), language: langOf(get(document, "documentElement")), nodes,
      isSupported: reader.isSupported(), focus: reader.focusMessage() };
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
        if (record.attributeName === "aria-activedescendant") { isMoved ||= target === reader.holder(); continue; }
        mark(ELSEWHERE.test(record.attributeName) ? reader.up(target) ?? target : target);
        if (record.attributeName === "id" || record.attributeName === "for") dirty.add(bodyOf(document));
      } else mark(target);
      reader.hearLive(record, target);
      if (isStyle(record)) dirty.add(bodyOf(document));
    }
    if (isMoved) reader.tellFocus();
    schedule();
  }

  const isStyle = (record) => record.type === "childList" &&
    [...record.addedNodes, ...record.removedNodes].some((node) => kind(node) === 1 && /^(style|link)$/.test(tag(node)));

  function schedule() {
    if (!news.isRunning) return;
    if (!flushTimer) flushTimer = later(nextFlush - performance.now());
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
    const begun = performance.now();
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
    if (changes.length) reader.send("changed", changes);
    reader.tellLive();
    letGo();
    leaveRoom(begun);
  }
  // A page that grows piece by piece gets as much time for the next pieces as it took to walk it.
  function leaveRoom(begun) {
    const now = performance.now();
    nextFlush = Math.max(begun + BURST_MS, now + (now - begun));
  }
  function letGo() {
    if (reader.knownCount() > 3 * emitted.size + 2000) reader.forgetGone();
  }

  function outermost(elements) {
    const given = new Set(elements);
    return elements.filter((el) => {
      for (let up = reader.up(el); up; up = reader.up(up)) if (given.has(up)) return false;
      return true;
    });
  }

  // What no observer tells of: things that are shown or hidden by style sheets alone, another dialog that holds the focus.
  let isLookDue = false;
  /** @param {Set<El>} [among] */
  function lookAround(among) {
    if (!among) isLookDue = false;
    reader.lookForClosed(document);
    if (reader.modalOf(document) !== modal) dirty.add(bodyOf(document));
    for (const el of new Set(reader.reshown(among).map((shown) => reader.up(shown) ?? shown))) mark(el);
  }
  // A person has done something, or an animation has ended: style sheets may answer.
  function lookSoon() {
    isLookDue = true;
    schedule();
  }

  // Before something is said: all that is news, this node and what is around it as they are now. With `since`, where the
  // cursor comes from, no more is looked at than that is said from; the rest when nothing is asked. Gives how many
  // messages have been sent by then.
  reader.fresh = function (id, since) {
    if (!news.isRunning) return 0;
    catchUp(since ? reader.saidFrom(chainOf(id), chainOf(since)) : undefined);
    lookLater();
    tellAgain(id);
    return reader.sentCount();
  };

  function chainOf(id) {
    const chain = [];
    for (let known = emitted.get(id); known; known = emitted.get(known.node.parent)) chain.push(known.node);
    return chain;
  }
  let lookTimer = 0;
  function lookLater() {
    clearTimeout(lookTimer);
    lookTimer = setTimeout(() => { if (news.isRunning) { lookAround(); flushNow(); } }, QUIET_MS);
  }

  const tellAgain = (id) => reader.telling(reader.nodeOf(id), () => tellChain(id));
  function tellChain(id) {
    const renewed = [];
    for (let known = emitted.get(id); known; known = emitted.get(known.node.parent)) {
      const now = reader.again(known.node);
      if (now === null) dirty.add(rootFor(reader.nodeOf(known.node.id)) ?? bodyOf(document));
      else if (!isSame(now, known.node)) {
        renewed.push(now);
        known.node = reader.kept(now);
      }
    }
    if (renewed.length) reader.send("renewed", renewed);
    flushNow();
  }

  const isSame = (a, b) => b !== undefined && JSON.stringify(a) === JSON.stringify(b);

  // Ticked by a script, shown by a style sheet: some things change unobserved. Quiet is the time to look.
  function compare() {
    if (!news.isRunning || !bodyOf(document)) return;
    const nodes = walk(bodyOf(document), 0);
    if (nodes.length === emitted.size && nodes.every((node) => isSame(reader.kept(node), emitted.get(node.id)?.node))) return;
    emitted = new Map();
    reader.send("changed", [{ root: reader.idOf(bodyOf(document)), nodes: remember(nodes) }]);
  }

  // What a script changed just before it moved the focus is told first: the dialog, then the button in it.
  function takeRecords() {
    const records = reader.records();
    if (records.length) onMutations(records);
  }
  function flushNow() {
    if (!dirty.size) return;
    clearTimeout(flushTimer);
    flush();
  }

  function tellValue(el) {
    const touched = el.type === "radio" ? reader.radiosOf(el) : [closest(el, "select") ?? el];
    for (const other of touched) dirty.add(emitted.has(reader.idOf(other)) ? other : rootFor(other) ?? bodyOf(document));
    clearTimeout(flushTimer);
    flushTimer = later(0);
  }

  /** @param {Set<any>} [among] */
  function catchUp(among) {
    takeRecords();
    lookAround(among);
    flushNow();
  }
  function still() {
    for (const timer of [flushTimer, quietTimer, lookTimer]) clearTimeout(timer);
    flushTimer = 0;
  }
  // What is no item of its own stands where the item around it does.
  function parentOf(el) {
    const known = emitted.get(reader.idOf(el));
    if (known) return known.node.parent ?? 0;
    let up = reader.up(el);
    while (up && !emitted.has(reader.idOf(up))) up = reader.up(up);
    return up ? reader.idOf(up) : 0;
  }
  const news = { isRunning: false, bodyOf, catchUp, lookSoon, mark, onMutations, schedule, still, tellAgain, tellValue,
    markAll: () => dirty.add(bodyOf(document)), parentOf, isKnown: (node) => emitted.has(reader.idOf(node)) };
  reader.news = news;
})(globalThis.labReader);
