"use strict";
/*
 * Which elements hear a click, and that a script sends a form: only the page's own world knows. It runs there before the
 * page's scripts, when a page is priced without a person, and answers by an event that can be cancelled, which is all that
 * the two worlds share.
 */
(function () {
  const heard = new WeakSet();
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (/^(click|mousedown|pointerdown)$/.test(type) && this instanceof Element) heard.add(this);
    return addEventListener.call(this, type, .../** @type {[any]} */ (rest));
  };
  // By now it has the focus that made it send; the engine goes there later.
  const { submit } = HTMLFormElement.prototype;
  HTMLFormElement.prototype.submit = function () {
    dispatchEvent(new Event("lab-sends-form"));
    return submit.call(this);
  };
  addEventListener.call(globalThis, "lab-asks-press", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (heard.has(target) || target.onclick) event.preventDefault();
  }, true);
})();
