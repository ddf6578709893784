// What a page's own scripts have still to do: requests without an answer, and what is planned for soon. It runs in the
// page's own world, where scripts call these functions, and only when a page is read without a person. The reader asks
// by an event that can be cancelled, which is all that the two worlds share.
"use strict";
(function () {
  const PLANNED_WITHIN_MS = 5000;
  const { setTimeout, clearTimeout, clearInterval, fetch, requestIdleCallback, cancelIdleCallback } = globalThis;
  const planned = new Set();
  let requests = 0, loadedAt = Infinity;
  addEventListener("load", () => { loadedAt = performance.now(); }, { once: true });

  const counted = function (promise) {
    requests += 1;
    const end = () => { requests -= 1; };
    promise.then(end, end);
    return promise;
  };

  // What is planned for later than this, a reader would not wait for; nor for what repeats itself.
  const isSoon = (delayMs) => performance.now() + delayMs <= Math.min(loadedAt, performance.now()) + PLANNED_WITHIN_MS;

  globalThis.setTimeout = function (task, delay, ...rest) {
    const delayMs = Number(delay) || 0;
    if (typeof task !== "function" || !isSoon(delayMs)) return setTimeout(task, delay, ...rest);
    const id = setTimeout(/** @this {unknown} */ function (...given) { planned.delete(id); return task.apply(this, given); }, delay, ...rest);
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

  addEventListener("lab-asks-request", (event) => { if (requests > 0) event.preventDefault(); });
  addEventListener("lab-asks-timer", (event) => { if (planned.size > 0) event.preventDefault(); });
})();
