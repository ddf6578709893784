// For reading without a person: what the page holds now, whether that is news, what it still works at, and what live
// regions have said meanwhile.
"use strict";
(function (reader) {
  const { all, attr, get, isThere, one, shadow, shows, tag } = reader.dom;
  const TURN_MS = 20, LOOK_EVERY_MS = 50, FINITE_MS = 5000;
  const LED_ON_WITHIN_MS = 2000;
  let loadedAt = Infinity;
  let turns = 0, timerTurns = 0, looks = 0, isWatching = false, isMutated = true, known = "", nextLook = 0, heard = [];
  performance.setResourceTimingBufferSize(10000);
  new MutationObserver(() => { isMutated = true; })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  // Nobody types here: what stands in a field a script put there.
  reader.isEntered = () => false;

  // Before the engine lays them out: the page may be held up by its tables before there is anything to read.
  reader.dom.listen(document, "DOMContentLoaded", () => reader.boundTables(document), { once: true });

  // From when it has loaded, so that it is the page's doing which messages come while it is read, and not the computer's.
  const isPage = () => location.href !== "about:blank" && one(document, ":root") !== null;
  // (A page that was asked before its script was there has it twice; the later one hears.)
  const begin = () => { if (reader.look === look && !isWatching && isPage()) watch(); };
  if (parent === window) addEventListener("load", () => setTimeout(begin, 0), { once: true });

  // Quiet is counted in turns of the page's own timer and not by the time that has passed: a computer that holds the
  // page up for longer would seem to have brought it to rest. Where no script may run, timers stand still as well.
  function watch() {
    isWatching = true;
    setInterval(() => { timerTurns += 1; turns += 1; }, TURN_MS);
    reader.start({ receive: (kind, data) => { if (kind === "live") heard.push(JSON.parse(data)); } });
  }
  const quietTurns = () => timerTurns === 0 && looks > 25 ? turns = looks - 25 : turns;

  const windows = (view) => [view, ...reader.framesOf(view).flatMap(windows)];
  const works = (kind) => windows(globalThis)
    .some((view) => !view.dispatchEvent(new view.Event(`lab-asks-${kind}`, { cancelable: true })));
  const isFinite = (animation) => animation.playState === "running" && animation.effect?.getComputedTiming().endTime < FINITE_MS;

  // `asked`: addresses of scripts and style sheets that were asked for; the engine keeps a note of each that has come.
  const isOnItsWay = (asked) => asked.length > 0 && !asked.every((address) =>
    windows(globalThis).some((view) => view.performance.getEntriesByName(address).length > 0));

  // A page that says "Please wait" and leads on to another by itself is not yet what somebody came for.
  // `told`: what its server said of that.
  function isLeadingOn(told) {
    const found = one(document, "meta[http-equiv=refresh i]");
    return leadsOn(told) || leadsOn(found ? attr(found, "content") ?? "" : "");
  }
  function leadsOn(told) {
    const [, seconds, to] = /^\s*(\d+)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?([^"']*)/i.exec(told) ?? [];
    const waitMs = 1000 * Number(seconds ?? NaN);
    if (!to || !(waitMs <= FINITE_MS) || performance.now() > loadedAt + waitMs + LED_ON_WITHIN_MS) return false;
    try { return new URL(to, get(document, "baseURI")).href.split("#")[0] !== location.href.split("#")[0]; } catch { return false; }
  }

  function work(asked, refresh) {
    const found = ["request", "timer"].filter(works);
    if (isOnItsWay(asked)) found.push("script");
    if (isLeadingOn(refresh)) found.push("onward");
    if (Document.prototype.getAnimations.call(document).some(isFinite)) found.push("animation");
    return found;
  }

  // What the page holds, when that is news since the last look; looking costs time, so a busy page is not looked at always.
  function newPage() {
    isMutated = false;
    const before = performance.now();
    const page = reader.snapshot();
    nextLook = performance.now() + Math.max(LOOK_EVERY_MS, 4 * (performance.now() - before));
    const now = JSON.stringify([page.title, page.nodes]);
    if (now === known) return null;
    known = now;
    turns = 0;
    return { page, contentType: get(document, "contentType"), broken: brokenBy(), status: statusOf() };
  }

  // Of its server's answer; 0 where none says one, as for a file.
  function statusOf() {
    const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return way?.responseStatus ?? 0;
  }

  // Where XML is not well-formed the engine shows what it stumbled over in place of the page.
  function brokenBy() {
    const told = one(document, "parsererror > div");
    return get(document, "contentType") !== "text/html" && told ? reader.tidy(reader.dom.words(told)).slice(0, 200) : "";
  }

  // An empty answer: the page is not there yet. `isCertain`: look at all of it, also when nothing seems to have changed.
  const look = reader.look = function (selector, asked, isCertain, isLoadedEnough, refresh) {
    if (!isPage()) return "";
    if (get(document, "readyState") !== "complete" && !isLoadedEnough) return "";
    if (!reader.isSupported()) return JSON.stringify({ isSupported: false });
    if (loadedAt === Infinity) loadedAt = performance.now();
    if (!isWatching) watch();
    looks += 1;
    const seen = isCertain || (isMutated && performance.now() >= nextLook) ? newPage() : null;
    return JSON.stringify({ isSupported: true, seen, quietTurns: quietTurns(), work: work(asked, refresh), heard: heard.splice(0),
      isFound: selector ? isShown(selector) : true });
  };

  // What had the focus each time that Tab was let go since the lab asked, and what has it now. The engine answers a key as
  // often as it is pressed, so several can be pressed before the lab looks. Names take it long in a large page: `isBrief`
  // tells no more than which element it is.
  let cameTo = [], isShort = false, leftAt, isMoved = false;
  const brief = (el) => el && { node: { id: reader.idOf(el), parent: 0, role: "generic" }, isEditable: false, text: "" };
  // What had the focus when the page took it away, or switched it off: a key did come to it.
  let lastIn = null;
  reader.tabCame = () => { lastIn = reader.holder() ?? lastIn; };
  const isGone = (el) => !isThere(el) || !reader.isFocusable(el) || !shows(el, { visibilityProperty: true });
  const lost = () => (lastIn && lastIn !== reader.holder() && isGone(lastIn) ? { ...brief(lastIn), isGone: true } : null);
  const focusNow = () => (isShort ? brief(reader.activeElement()) : reader.focusMessage());
  let toldOf = null;
  const letGo = reader.tabLetGo = (event) => {
    if (event === toldOf) return;
    toldOf = event;
    leftAt = reader.holder();
    cameTo.push(lost() ?? focusNow()); // A frame that has lost it holds the focus as a whole.
    lastIn = null;
  };
  // Between two keys nobody but the page itself moves the focus from where a key has left it.
  // (Where that is a frame of another origin, keys have moved it there that are told to nobody here.)
  reader.tabPressed = () => {
    const now = reader.holder();
    isMoved ||= leftAt !== undefined && leftAt !== now && !(now && reader.isForeign(now));
  };
  // A key that is let go in a frame is told where the lab asks.
  function outermost() {
    let view = globalThis;
    for (let up = /** @type {any} */ (view); up.frameElement; up = up.parent) view = up.parent;
    return view.labReader;
  }
  // A page that was asked before its script was there has it twice; the later one tells.
  const isTold = (event) => event.key === "Tab" && reader.tabLetGo === letGo;
  const HEARD = { focus: () => { outermost()?.tabCame?.(); },
    keydown: (event) => { if (isTold(event)) outermost()?.tabPressed?.(); },
    keyup: (event) => { if (isTold(event)) outermost()?.tabLetGo?.(event); } };
  const hear = (view) => Object.entries(HEARD).forEach(([type, told]) => reader.dom.listen(view, type, told, true));
  hear(globalThis);
  // A frame that a script wrote may have no reader of its own, or one that no longer hears: it is heard from outside as well.
  const watchDocument = reader.watchDocument;
  reader.watchDocument = function (doc) {
    watchDocument(doc);
    const view = get(doc, "defaultView");
    if (view) hear(view);
  };
  reader.tabbed = (isBrief) => {
    isShort = isBrief;
    return JSON.stringify({ cameTo: cameTo.splice(0), focus: focusNow(), isWorking: works("timer") });
  };
  // Asked when the last key has been let go and what it set off is over.
  reader.movesFocus = () => {
    reader.tabPressed();
    return isMoved || works("moving");
  };

  // Shown anywhere that is read: in the page, its shadow trees, and frames of its origin.
  function isShown(selector) {
    try {
      return isShownIn(document, selector);
    } catch {
      return null;
    }
  }
  function isShownIn(root, selector) {
    if (Array.from(all(root, selector)).some((el) => shows(el, { visibilityProperty: true }))) return true;
    return Array.from(all(root, "*")).some((el) => inner(el).some((tree) => isShownIn(tree, selector)));
  }
  const inner = (el) => [shadow(el), reader.documentIn(el)].filter(Boolean);
})(globalThis.labReader);
