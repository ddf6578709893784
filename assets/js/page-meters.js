"use strict";
/*
 * What comes as a surprise in a page while it is used, and which of its words are vague. Runs in the lab's isolated world
 * after `labMeters = { phrases: […], quietMs }`, and tells the lab kinds, counts and places. What it has to know of the
 * page before (what its controls were called, in which order they stood, when somebody pressed one) the lab keeps in memory.
 */
(() => {
  if (!window.qt?.webChannelTransport) return;
  const meters = globalThis.labMeters, { phrases, quietMs } = meters;
  const SOON_MS = 1000, AT_REST_MS = Math.min(2000, quietMs), MOST_CONTROLS = 200;
  const PRESSED = "a[href], button, summary, input[type=submit], input[type=button], input[type=image], [role=button], [role=link]";
  const CONTROLS = "a[href], button, summary, input[type=submit], input[type=button], input[type=image]";
  const SUBMITS = "button:not([type=button], [type=reset]), input[type=submit], input[type=image]";
  const TOLD_ANYWAY = "[role=status], [role=alert], [role=log], [role=timer], [aria-live]";
  const STEPS = /\b(?:step|page|part)\s+(\d+)\s+of\s+(\d+)/i;
  const CLOCK = /\b(\d{1,3}):(\d{2})\b/;
  /* What the last button of a way may be called, whatever the others are. */
  const CLOSING = /^(accept|agree|apply|book|cancel|confirm|done|finish|order|pay|register|report|request|save|send|sign|submit)\b/i;

  let probe = null;
  let memory = {};
  let shownMs = 0, actedMs = 0;
  const told = new Set(), asked = new WeakSet(), clocks = new WeakMap();

  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const nameOf = (control) => (control.getAttribute("aria-label") || control.textContent || control.value || "").replace(/\s+/g, " ").trim();

  function placeOf(element) {
    if (!element?.localName) return "";
    return `${element.localName}${element.id ? `#${element.id}` : element.classList[0] ? `.${element.classList[0]}` : ""}`.slice(0, 80);
  }

  /* Each kind once a page. */
  function surprise(kind, element) {
    if (told.has(kind)) return;
    told.add(kind);
    probe.tell("surprise", JSON.stringify({ id: kind, place: placeOf(element) }));
  }

  /* ---- a page that nobody asked for, or was told of ---- */

  function lookAtWay() {
    const way = /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0]);
    const isOwn = !way || way.type === "navigate";
    if (memory.controls && isOwn && performance.timeOrigin - (memory.pressedMs ?? 0) > SOON_MS) surprise("page", document.querySelector("h1"));
    const [, step, of] = STEPS.exec(document.body.innerText) ?? [];
    if (memory.of && of && of !== memory.of) surprise("page", document.querySelector("h1"));
    return { step, of: of ?? memory.of };
  }

  /* ---- controls that are called, or stand, otherwise than before ---- */

  function onwardOf() {
    const submits = [...document.querySelectorAll(SUBMITS)].filter((each) => each.form && isSeen(each));
    return submits.sort((one, other) => other.form.elements.length - one.form.elements.length)[0] ?? null;
  }

  function lookAtControls() {
    const onward = onwardOf();
    const name = onward ? nameOf(onward) : "";
    const known = memory.names ?? [];
    if (name && known.length && !known.includes(name) && !CLOSING.test(name)) surprise("renamed", onward);
    const all = [...document.querySelectorAll(CONTROLS)].filter(isSeen).slice(0, MOST_CONTROLS);
    const keys = all.map((each) => (each === onward ? "(onward)" : nameOf(each)));
    const controls = keys.filter((key) => key && keys.indexOf(key) === keys.lastIndexOf(key));
    const before = (memory.controls ?? []).filter((key) => controls.includes(key));
    const now = controls.filter((key) => before.includes(key));
    const moved = now.findIndex((key, place) => key !== before[place]);
    if (moved >= 0) surprise("moved", all[keys.indexOf(now[moved])]);
    return { controls, names: name && !known.includes(name) ? [...known, name] : known };
  }

  /* ---- what moves, counts down or sounds by itself ---- */

  function isCountingDown(element, text) {
    const [, minutes, seconds] = CLOCK.exec(text) ?? [];
    if (minutes === undefined) return false;
    const left = Number(minutes) * 60 + Number(seconds), last = clocks.get(element);
    clocks.set(element, left);
    if (last !== undefined && last > left && last - left < 5 && isSeen(element)) surprise("timer", element);
    return true;
  }

  /* A page may change a thousand times a second: what costs little is asked first, and a kind that was told no more. */
  function hear(changes) {
    const now = performance.now();
    const isAtRest = now - shownMs > quietMs && now - actedMs > AT_REST_MS && !told.has("movement");
    for (const { target } of changes) {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      const isClock = element && !told.has("timer") && element.childElementCount === 0 && isCountingDown(element, element.textContent.slice(0, 200));
      if (!element || isClock || !isAtRest || CLOCK.test(element.childElementCount ? "" : element.textContent)) continue;
      if (!element.closest(TOLD_ANYWAY) && isSeen(element)) surprise("movement", element);
    }
  }

  function lookForMotion() {
    const isLong = (effect) => effect?.target && isSeen(effect.target) && effect.getComputedTiming().endTime > quietMs;
    const running = document.getAnimations().find(({ playState, effect }) => playState === "running" && isLong(effect));
    const films = /** @type {HTMLVideoElement[]} */ (/** @type {any} */ ([...document.querySelectorAll("video")]));
    const film = films.find((each) => !each.paused && !asked.has(each));
    if (running || film) surprise("movement", running ? /** @type {KeyframeEffect} */ (running.effect).target : film);
  }

  function hearPlaying({ target }) {
    const media = /** @type {HTMLMediaElement} */ (target);
    if (Date.now() - (memory.pressedMs ?? 0) < SOON_MS) asked.add(media);
    else if (!media.muted && media.volume > 0 && !asked.has(media)) surprise("sound", media);
  }

  /* ---- vague words ---- */

  function countVague() {
    const escaped = [...phrases].sort((one, other) => other.length - one.length).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const answers = [...document.querySelectorAll("[data-answer]")].map((each) => each.textContent).join("\n");
    const find = (text) => (escaped.length ? text.match(new RegExp(`\\b(?:${escaped.join("|")})\\b`, "gi")) ?? [] : []);
    const found = find(document.body.innerText).map((each) => each.toLowerCase().replace(/\s+/g, " "));
    const count = Math.max(0, found.length - find(answers).length);
    probe.tell("vague", JSON.stringify({ count, words: [...new Set(found)].slice(0, 10) }));
  }

  /* ---- the way through ---- */

  const keep = () => probe?.keep(JSON.stringify(memory));

  function press({ target, isTrusted }) {
    if (!isTrusted || !(/** @type {Element} */ (target)).closest?.(PRESSED)) return;
    memory.pressedMs = Date.now();
    keep();
  }

  // A change that somebody tries in the page is no surprise of the page's own.
  const acted = meters.acted = () => { actedMs = performance.now(); };
  function act(event) {
    acted();
    if (event.type !== "keydown" || event.key !== "Enter" || !event.isTrusted || event.target.localName !== "input") return;
    memory.pressedMs = Date.now();
    keep();
  }

  function begin() {
    shownMs = performance.now();
    memory = { ...memory, ...lookAtWay(), ...lookAtControls() };
    keep();
    countVague();
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(lookForMotion, quietMs + 200);
  }

  function whenShown() {
    if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(begin));
    else document.addEventListener("visibilitychange", whenShown, { once: true });
  }

  document.addEventListener("click", press, true);
  for (const type of ["keydown", "pointerdown", "input", "wheel"]) document.addEventListener(type, act, { capture: true, passive: true });
  document.addEventListener("playing", (event) => probe && hearPlaying(event), true);
  new QWebChannel(qt.webChannelTransport, (channel) => {
    probe = channel.objects.probe;
    probe.recall((kept) => {
      memory = { ...JSON.parse(kept || "{}"), ...memory };
      if (document.readyState === "complete") whenShown();
      else addEventListener("load", whenShown, { once: true });
    });
  });
})();
