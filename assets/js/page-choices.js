"use strict";
/*
 * What a list comes to under the arrow keys, for another screen reader at this computer: the engine tells it nothing of a
 * closed one, and of an open one a place that is in no tree.
 */
(() => {
  if (!window.qt?.webChannelTransport) return;
  /** @type {{ tell(label: string): void } | null} */
  let choices = null;
  const tell = (option) => { if (option) choices?.tell(option.label); };
  const at = (event) => event.composedPath()[0];
  addEventListener("input", (event) => { if (at(event) instanceof HTMLSelectElement) tell(at(event).selectedOptions[0]); }, true);
  addEventListener("focusin", (event) => { if (at(event) instanceof HTMLOptionElement) tell(at(event)); }, true);
  new QWebChannel(qt.webChannelTransport, (channel) => { choices = channel.objects.choices; });
})();
