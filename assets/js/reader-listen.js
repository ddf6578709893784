// What the reader listens to in a page, from when it is there until it is left alone.
"use strict";
(function (reader) {
  const { byId, create, docOf, get, isThere, kind, listen, matches, rootOf, tag } = reader.dom, { news } = reader;
  const ATTRIBUTES = ["role", "class", "style", "hidden", "inert", "disabled", "alt", "title", "href", "open", "type", "value", "checked",
    "selected", "required", "readonly", "multiple", "placeholder", "label", "for", "id", "lang", "tabindex", "slot", "contenteditable",
    "accesskey", "command", "commandfor", "popovertarget",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-description", "aria-hidden", "aria-checked", "aria-expanded",
    "aria-selected", "aria-pressed", "aria-required", "aria-invalid", "aria-errormessage", "aria-disabled", "aria-readonly",
    "aria-live", "aria-busy", "aria-level", "aria-owns", "aria-activedescendant", "aria-valuenow", "aria-valuetext",
    "aria-current", "aria-haspopup", "aria-sort", "aria-posinset", "aria-setsize", "aria-modal", "aria-roledescription",
    "aria-placeholder", "aria-details", "aria-keyshortcuts", "aria-rowcount", "aria-colcount", "aria-rowindex", "aria-colindex",
    "aria-rowindextext", "aria-colindextext", "aria-rowspan", "aria-colspan", "start", "reversed", "usemap", "scope", "headers", "abbr", "colspan", "rowspan"];
  let watched = new WeakSet();
  // One for all documents and shadow trees: those that have left the page are let go.
  const observer = new MutationObserver(news.onMutations);

  // What the page has changed and not told yet.
  reader.records = () => observer.takeRecords();

  reader.watchRoot = function (root) {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    if (kind(root) === 11) listenInside(root);
  };

  // A link within the page: the cursor goes where the page went.
  function onClick(event) {
    let link = event.composedPath()[0];
    while (link && !(kind(link) === 1 && tag(link) === "a" && link.hash)) link = reader.up(link);
    if (!link || link.origin + link.pathname + link.search !== location.origin + location.pathname + location.search) return;
    const target = kind(rootOf(link)) === 1 ? null : byId(rootOf(link), reader.decoded(link.hash.slice(1)));
    setTimeout(() => { if (target && isThere(target)) reader.send("jumped", { id: firstKnown(target) }); }, 0);
  }
  function firstKnown(target) {
    const after = create(docOf(target), "createTreeWalker", news.bodyOf(docOf(target)), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    after.currentNode = target;
    for (let node = target; node; node = after.nextNode()) if (news.isKnown(node)) return reader.idOf(node);
    return 0;
  }

  const ANSWERED = ["click", "keyup", "input", "change", "focusin", "focusout", "pointerup", "transitionend", "animationend", "toggle"];
  const marked = (node) => { news.mark(node); news.schedule(); };
  const all = () => { news.markAll(); news.schedule(); };
  const LISTENERS = { ...reader.typing, click: onClick, focusin: reader.tellFocus,
    focusout: () => setTimeout(() => { if (!reader.activeElement()) reader.tellFocus(); }, 0),
    change: (event) => news.tellValue(event.composedPath()[0]), reset: all, toggle: (event) => { if (event.newState === "open" && matches(event.target, "[popover]")) reader.hearShown(event.target); marked(event.target); },
    invalid: (event) => marked(event.target), load: (event) => { if (kind(event.target) === 1) onLoad(event.target); } };

  // A picture has its size now, a style sheet its rules.
  const onLoad = (el) => (tag(el) === "link" ? all() : marked(el));

  const whileRunning = (told) => (event) => { if (news.isRunning) told(event); };
  // Much of what happens in a shadow tree is told nowhere else: there is one event, and it is taken once.
  const INSIDE = new Set(["focusin", "focusout", "change", "reset", "toggle", "invalid", "load"]);
  const taken = new WeakSet();
  const takenOnce = (told) => (event) => {
    if (!taken.has(event)) told(event);
    taken.add(event);
  };
  const HEARD = Object.entries(LISTENERS).map(([type, told]) => ({ type, told: whileRunning(INSIDE.has(type) ? takenOnce(told) : told) }));
  const changed = whileRunning(() => news.lookSoon());
  // What is typed in a closed tree, the page around it is told of its host alone.
  function listenInside(root) {
    const isInside = reader.isClosed(root) ? (type) => INSIDE.has(type) || type.endsWith("input") : (type) => INSIDE.has(type);
    for (const { type, told } of HEARD.filter((one) => isInside(one.type))) listen(root, type, told, true);
    for (const type of ["change", "toggle", "transitionend", "animationend"]) listen(root, type, changed, true);
  }
  // Each time that it is walked: a document that is written anew loses its listeners, and one that is there already is not added.
  reader.watchDocument = function (doc) {
    reader.watchRoot(doc);
    for (const { type, told } of HEARD) listen(doc, type, told, true);
    for (const type of ANSWERED) listen(doc, type, changed, true);
    for (const type of ["resize", "hashchange"]) listen(get(doc, "defaultView"), type, changed);
  };

  function whenSettled(then) {
    let isDone = false;
    const once = () => { if (!isDone) { isDone = true; then(); } };
    if (get(document, "readyState") === "complete") once();
    else { addEventListener("load", once, { once: true }); setTimeout(once, 2000); }
  }

  let sent = 0;
  reader.sentCount = () => sent;
  reader.start = function (to) {
    sent = 0;
    reader.send = (what, data) => { sent += 1; to.receive(what, JSON.stringify(data)); };
    whenSettled(() => {
      news.isRunning = true;
      reader.watchDocument(document);
      reader.send("page", reader.snapshot());
      reader.hearNewAlerts(news.bodyOf(document), true);
      new MutationObserver(() => reader.send("title", { title: get(document, "title") }))
        .observe(get(document, "head") ?? get(document, "documentElement"), { subtree: true, childList: true, characterData: true });
    });
  };
  reader.stop = function () {
    news.isRunning = false;
    observer.disconnect();
    watched = new WeakSet();
    news.still();
  };
})(globalThis.labReader);
