"use strict";
/*
 * A transport serves one client only: a second would take the answers meant for the first. So everybody who makes a
 * `QWebChannel` in a document gets the same one, made when the first of them asks.
 */
(() => {
  const Client = QWebChannel;
  let shared = null;
  globalThis.QWebChannel = /** @type {any} */ (function (transport, ready) {
    shared ??= new Promise((resolve) => new Client(transport, resolve));
    shared.then(ready);
  });
})();
