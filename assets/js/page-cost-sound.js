// What a page tells in sound, and whether words say the same.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { all, get, words } = reader.dom;
  const { round } = cost;

  const MOST_LONG_S = 36_000;
  // A film without sound, or one that moves behind the words for ever, tells nothing that is needed.
  const isTold = (el) => !el.muted && !el.error && el.networkState !== el.NETWORK_EMPTY && el.networkState !== el.NETWORK_NO_SOURCE;
  const isOnItsWay = (el) => isTold(el) && el.readyState === 0 && el.networkState === el.NETWORK_LOADING;
  // Words that its author ties to it, or that a link or a heading calls its transcript.
  const isTranscript = (el) => /\btranscript\b|\btext version\b/i.test(get(el, "textContent") ?? "");
  const hasWords = (el) => ["aria-details", "aria-describedby"].some((name) => reader.referenced(el, name).some((other) => reader.tidy(words(other))))
    || Array.from(all(document, "a[href],summary,button,h2,h3,h4,h5,h6")).some(isTranscript);
  const soundOf = (el) => ({ id: reader.idOf(el), durationS: Number.isFinite(el.duration) ? Math.min(MOST_LONG_S, round([el.duration])[0]) : 0,
    isInWords: hasWords(el), isByItself: el.autoplay || !el.paused || el.played.length > 0 });
  // Empty: how long they last is not known yet.
  function sounds() {
    const found = Array.from(all(document, "video,audio"));
    return found.some(isOnItsWay) ? "" : JSON.stringify(found.filter(isTold).map(soundOf));
  }

  cost.sounds = sounds;
})(globalThis.labCost);
