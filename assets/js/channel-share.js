"use strict";
/*
 * A transport serves one client only: a second would take the answers meant for the first. So everybody who makes a
 * `QWebChannel` in a document gets the same one, made when the first of them asks.
 */
(() => {
  const Client = QWebChannel;
  let shared = null;

  /**
   * What the document before asked may be answered when this one is there: its number must mean nothing here.
   * @param {any} client
   */
  function ownAnswersAlone(client) {
    const take = client.handleResponse;
    client.handleResponse = (/** @type {{ id: number }} */ answer) => {
      if (answer.id in client.execCallbacks) take(answer);
    };
    client.execId = Math.floor(Math.random() * 1e12);
  }

  globalThis.QWebChannel = /** @type {any} */ (function (transport, ready) {
    shared ??= new Promise((resolve) => ownAnswersAlone(new Client(transport, resolve)));
    shared.then(ready);
  });
})();
