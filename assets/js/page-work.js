// What a page's own scripts have still to do: requests without an answer, and what is planned for soon. It runs in the
// page's own world, where scripts call these functions, and only when a page is read without a person. The reader asks
// by an event that can be cancelled, which is all that the two worlds share.
"use strict";
(function () {
  const PLANNED_WITHIN_MS = 5000, AT_ONCE_MS = 1000;
  // Whoever draws frame by frame may draw for ever: as many as a quiet computer draws in a second, however slow this one is.
  const DRAWN_FRAMES = 60;
  const { setTimeout, clearTimeout, setInterval, clearInterval, fetch, requestIdleCallback, cancelIdleCallback, requestAnimationFrame,
    cancelAnimationFrame } = globalThis;
  const planned = new Set(), repeated = new Set(), waitingFor = new Set();
  let requests = 0, frames = 0, loadedAt = Infinity, isTabbed = false, isDoing = false, isMoving = false;
  addEventListener("load", () => { loadedAt = performance.now(); }, { once: true });

  const counted = function (promise) {
    requests += 1;
    const end = () => { requests -= 1; };
    promise.then(end, end);
    return promise;
  };

  // What is planned for later than this, a reader would not wait for; of what repeats itself it waits for the first turn. Who
  // has come to a thing by Tab and stays there for a moment waits for what is planned for then, and for one more turn.
  const isSoon = (delayMs) => (isTabbed && delayMs <= AT_ONCE_MS)
    || performance.now() + delayMs <= Math.min(loadedAt, performance.now()) + PLANNED_WITHIN_MS;
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    isTabbed = true;
    for (const id of repeated) planned.add(id);
  }, true);

  // Noted under a name until it is done.
  const noted = (task, plan) => /** @this {unknown} */ function (...given) {
    planned.delete(plan.name);
    isDoing = true;
    try {
      return task.apply(this, given);
    } finally {
      isDoing = false;
    }
  };
  function note(ask, task, isExpected = true, named = (id) => id) {
    const plan = { name: 0 }, id = ask(noted(task, plan));
    plan.name = named(id);
    if (isExpected) planned.add(plan.name);
    return id;
  }
  const drop = (name) => { planned.delete(name); repeated.delete(name); };

  globalThis.setTimeout = function (task, delay, ...rest) {
    const isNoted = typeof task === "function" && isSoon(Number(delay) || 0);
    return isNoted ? note((doing) => setTimeout(doing, delay, ...rest), task) : setTimeout(task, delay, ...rest);
  };
  globalThis.setInterval = function (task, delay, ...rest) {
    const delayMs = Number(delay) || 0;
    if (typeof task !== "function") return setInterval(task, delay, ...rest);
    const id = note((doing) => setInterval(doing, delay, ...rest), task, isSoon(delayMs));
    if (delayMs <= AT_ONCE_MS) repeated.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => { drop(Number(id)); clearTimeout(id); };
  globalThis.clearInterval = (id) => { drop(Number(id)); clearInterval(id); };

  const frame = (id) => `frame ${id}`, idle = (id) => `idle ${id}`;
  globalThis.requestAnimationFrame = (task) => note(requestAnimationFrame, task, isTabbed || (frames++ < DRAWN_FRAMES && isSoon(0)), frame);
  globalThis.cancelAnimationFrame = (id) => { drop(frame(id)); cancelAnimationFrame(id); };
  globalThis.requestIdleCallback = (task, ...rest) => note((doing) => requestIdleCallback(doing, ...rest), task, true, idle);
  globalThis.cancelIdleCallback = (id) => { drop(idle(id)); cancelIdleCallback(id); };

  // Whoever rests on a thing would be taken elsewhere: no key has asked for it.
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (...given) {
    isMoving ||= isTabbed && isDoing;
    return focus.apply(this, /** @type {[]} */ (given));
  };

  // A promise of the browser's own that a page waits for, where there is one.
  function counting(owner, name, promiseOf = (made) => made) {
    const make = owner?.prototype[name];
    if (make) owner.prototype[name] = function (...given) { const made = make.apply(this, given); counted(promiseOf(made)); return made; };
  }
  counting(globalThis.Scheduler, "postTask");
  counting(Document, "startViewTransition", (transition) => transition.updateCallbackDone);

  // Others who may have something to say: until their first word, or until a reader would wait no longer.
  function heardFrom(speaker) {
    waitingFor.add(speaker);
    const end = () => { waitingFor.delete(speaker); };
    for (const type of ["message", "messageerror", "error", "close"]) speaker.addEventListener(type, end, { once: true });
    setTimeout(end, PLANNED_WITHIN_MS);
  }
  for (const name of ["Worker", "WebSocket"]) {
    const Speaker = globalThis[name];
    globalThis[name] = { [name]: class extends Speaker { constructor(...given) { super(...given); heardFrom(this); } } }[name];
  }

  globalThis.fetch = function (...given) { return counted(fetch.apply(globalThis, given)); };
  for (const name of ["arrayBuffer", "blob", "bytes", "formData", "json", "text"]) {
    const read = Response.prototype[name];
    if (read) Response.prototype[name] = function () { return counted(read.call(this)); };
  }
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...given) {
    requests += 1;
    this.addEventListener("loadend", () => { requests -= 1; }, { once: true });
    try {
      return send.apply(this, /** @type {[]} */ (given));
    } catch (error) {
      requests -= 1;
      throw error;
    }
  };

  addEventListener("lab-asks-request", (event) => { if (requests > 0 || waitingFor.size > 0) event.preventDefault(); });
  addEventListener("lab-asks-timer", (event) => { if (planned.size > 0) event.preventDefault(); });
  addEventListener("lab-asks-moving", (event) => { if (isMoving) event.preventDefault(); });
})();
