// What a page's own scripts have still to do: requests without an answer, and what is planned for soon. It runs in the
// page's own world, where scripts call these functions, and only when a page is read without a person. The reader asks
// by an event that can be cancelled, which is all that the two worlds share.
"use strict";
(function () {
  const PLANNED_WITHIN_MS = 5000;
  // Whoever draws frame by frame may draw for ever.
  const DRAWN_WITHIN_MS = 1000;
  const { setTimeout, clearTimeout, setInterval, clearInterval, fetch, requestIdleCallback, cancelIdleCallback, requestAnimationFrame,
    cancelAnimationFrame } = globalThis;
  const planned = new Set(), waitingFor = new Set();
  let requests = 0, loadedAt = Infinity;
  addEventListener("load", () => { loadedAt = performance.now(); }, { once: true });

  const counted = function (promise) {
    requests += 1;
    const end = () => { requests -= 1; };
    promise.then(end, end);
    return promise;
  };

  // What is planned for later than this, a reader would not wait for; of what repeats itself it waits for the first turn.
  const isSoon = (delayMs, withinMs = PLANNED_WITHIN_MS) => performance.now() + delayMs <= Math.min(loadedAt, performance.now()) + withinMs;

  globalThis.setTimeout = function (task, delay, ...rest) {
    const delayMs = Number(delay) || 0;
    if (typeof task !== "function" || !isSoon(delayMs)) return setTimeout(task, delay, ...rest);
    const id = setTimeout(/** @this {unknown} */ function (...given) { planned.delete(id); return task.apply(this, given); }, delay, ...rest);
    planned.add(id);
    return id;
  };
  globalThis.setInterval = function (task, delay, ...rest) {
    if (typeof task !== "function" || !isSoon(Number(delay) || 0)) return setInterval(task, delay, ...rest);
    const id = setInterval(/** @this {unknown} */ function (...given) { planned.delete(id); return task.apply(this, given); }, delay, ...rest);
    planned.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => { planned.delete(Number(id)); clearTimeout(id); };
  globalThis.clearInterval = (id) => { planned.delete(Number(id)); clearInterval(id); };

  globalThis.requestIdleCallback = function (task, ...rest) {
    const id = requestIdleCallback(function (deadline) { planned.delete(`idle ${id}`); return task(deadline); }, ...rest);
    planned.add(`idle ${id}`);
    return id;
  };
  globalThis.cancelIdleCallback = (id) => { planned.delete(`idle ${id}`); cancelIdleCallback(id); };

  globalThis.requestAnimationFrame = function (task) {
    const id = requestAnimationFrame(function (now) { planned.delete(`frame ${id}`); return task(now); });
    if (isSoon(0, DRAWN_WITHIN_MS)) planned.add(`frame ${id}`);
    return id;
  };
  globalThis.cancelAnimationFrame = (id) => { planned.delete(`frame ${id}`); cancelAnimationFrame(id); };

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
})();
