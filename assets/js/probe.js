"use strict";
/*
 * Tells the lab what happens on the page: where the focus is, what the form signals, where the eye would rest.
 * Runs in the lab's isolated world. Sends ids, counts and places; never a value, never a key.
 */
(() => {
  if (!window.qt?.webChannelTransport) return;
  const BURST = 60;
  const PER_SECOND = 40;
  const GAZE_EVERY_MS = 33;
  const LATE_MS = 1000;
  const FIELD_TAGS = "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea";
  /* Of a service of a team's own nothing is told but places and counts. */
  const service = globalThis.labService;
  const FIELD_ROLES = ["textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "switch", "slider",
    "spinbutton", "option"].map((role) => `[role=${role}]`).join(", ");

  let probe = null;
  let waiting = [];
  let allowance = BURST;
  let refilled = performance.now();

  /* A page that fires signals without end is not allowed to flood the lab. */
  function mayTell() {
    const now = performance.now();
    allowance = Math.min(BURST, allowance + ((now - refilled) * PER_SECOND) / 1000);
    refilled = now;
    if (allowance < 1) return false;
    allowance -= 1;
    return true;
  }

  function tell(kind, facts) {
    if (!mayTell()) return;
    if (probe) probe.tell(kind, JSON.stringify(facts));
    else waiting.push([kind, facts]);
  }

  /* ---- where the focus is ---- */

  const FIELDS = `${FIELD_TAGS}, ${FIELD_ROLES}, [contenteditable=""], [contenteditable=true]`;

  function nameOf(element) {
    if (service) return service.nameOf(element, FIELDS);
    const owner = element.closest("[data-field]");
    return { field: owner ? owner.dataset.field : element.id || element.localName };
  }

  const focused = (inside) => {
    let element = inside.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element && element !== document.body && element !== document.documentElement ? element : null;
  };

  function focusIn(element) {
    tell("focused", { ...nameOf(element), is_form_field: element.matches(FIELDS) });
    lookAt();
  }

  /* ---- where the eye would rest: the focused element; the caret itself is known to the engine ---- */

  let gazeTimer = 0;
  let lastPlace = "";

  function sendPlace() {
    gazeTimer = 0;
    const element = focused(document);
    const box = element?.getBoundingClientRect();
    const place = box ? [box.x, box.y, box.width, box.height].map(Math.round) : [];
    const text = JSON.stringify(place);
    if (text === lastPlace || !probe) return;
    lastPlace = text;
    probe.look(text);
  }

  function lookAt() {
    if (!gazeTimer) gazeTimer = setTimeout(sendPlace, GAZE_EVERY_MS);
  }

  /* ---- what the form signals ---- */

  function detailOf(event) {
    try {
      return JSON.parse(event.detail) || {};
    } catch {
      return {};
    }
  }

  const signals = { "lab:errors": "errors", "lab:submit": "submit", "lab:barrier": "barrier", "lab:timeout": "timeout",
    "lab:help": "help" };
  for (const [name, kind] of service ? [] : Object.entries(signals)) {
    document.addEventListener(name, (event) => {
      const { id, count, page } = detailOf(event);
      tell(kind, { id, count, page });
    }, true);
  }

  /*
   * ---- does the page itself do something at Shift? ----
   * Known by its mark, such as GOV.UK's "Exit this page", or by what it does: two taps of Shift alone at which it changes
   * itself at once, and not while the key is only held. (What tells keyboards from mice changes a page at the first key of
   * all; a page that never rests changes all the time.)
   */

  const EXITS = "[data-module~='govuk-exit-this-page'], .govuk-exit-this-page";
  const TAPS = 2;
  /** Before all timers that are due: a page with thousands of them would change in between. @type {(work: () => void) => void} */
  const soon = (work) => /** @type {any} */ (globalThis).scheduler.postTask(work, { priority: "user-blocking" });
  let shiftState = null;
  let tapsAnswered = 0;
  let isAnswered = false;
  let isRestless = false;
  let heard = "";
  let hasNews = false;
  const answers = new MutationObserver(() => { hasNews = true; });

  function hasChanged() {
    const isNews = answers.takeRecords().length > 0 || hasNews;
    hasNews = false;
    return isNews;
  }

  function tellShift() {
    const isUsed = shiftState === true || tapsAnswered >= TAPS || Boolean(document.querySelector(EXITS));
    if (isUsed !== shiftState) tell("shift", { is_used: isUsed });
    shiftState = isUsed;
  }

  /* After the page's own listeners, whatever they stop. */
  function settle() {
    if (heard !== "keydown" && heard !== "keyup") return;
    if (hasChanged()) isAnswered = true;
    if (heard === "keydown") {
      heard = "held";
      return;
    }
    answers.disconnect();
    if (isAnswered && !isRestless) tapsAnswered += 1;
    heard = "";
    tellShift();
  }

  function listenToShift(event) {
    settle();
    if (event.repeat) return;
    if (event.type === "keydown") isAnswered = isRestless = false;
    if (event.key !== "Shift" || shiftState) {
      answers.disconnect();
      heard = "";
      return;
    }
    isRestless = heard === "held" && hasChanged();
    answers.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    heard = event.type;
    soon(settle);
  }

  addEventListener("keydown", listenToShift, true);
  addEventListener("keyup", listenToShift, true);

  function tellPage() {
    if (service) return;
    const { page, outcome, barriersMet } = document.body.dataset;
    tell("page", { page: page || "" });
    for (const id of (barriersMet || "").split(" ").filter(Boolean)) tell("barrier", { id });
    if (outcome) tell("outcome", { outcome });
  }

  /*
   * The picture is there two frames after the page and its fonts are. A window that nobody sees draws no frames and is
   * not waited for; one that is seen is waited for longer, since a slow computer would else show a page without words.
   */
  function tellDrawn() {
    let isTold = false;
    const once = () => {
      if (!isTold) probe.drawn();
      isTold = true;
    };
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    // The first frame asks for the fonts.
    frame().then(() => document.fonts.ready).then(frame).then(frame).then(once);
    setTimeout(() => (document.hidden ? once() : setTimeout(once, 4600)), 400);
  }

  document.addEventListener("focusin", (event) => focusIn(event.composedPath()[0]), true);
  document.addEventListener("focusout", (event) => {
    tell("left", nameOf(event.composedPath()[0]));
    lookAt();
  }, true);
  document.addEventListener("scroll", lookAt, { capture: true, passive: true });
  /* What is spoken, or chosen in a panel of the system's, comes without a key: somebody is there all the same. What lies
   * on a key writes as well. */
  let keyAtMs = -Infinity;
  document.addEventListener("keydown", (event) => { keyAtMs = event.timeStamp; }, true);
  document.addEventListener("input", (event) => {
    lookAt();
    if (event.isTrusted && event.timeStamp - keyAtMs > LATE_MS && mayTell()) probe?.written();
  }, true);
  addEventListener("resize", lookAt);
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target === document.body)) tellPage();
    lookAt();
  }).observe(document.body, { attributes: true, attributeFilter: ["data-page", "data-outcome"] });

  if (focused(document)) focusIn(focused(document));
  new QWebChannel(qt.webChannelTransport, (channel) => {
    probe = channel.objects.probe;
    tellPage();
    tellShift();
    service?.watch(tell);
    waiting.forEach(([kind, facts]) => tell(kind, facts));
    waiting = [];
    sendPlace();
    tellDrawn();
  });
})();
