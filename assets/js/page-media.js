"use strict";
/*
 * Tells the lab what the media of a page do: the page itself is silent, and the lab plays their sound as it is heard.
 * Runs in the lab's isolated world after `labMedia = { most }`, how many elements it may tell of. Each message is the
 * whole state of one element, so that one that is lost costs nothing.
 */
(() => {
  if (!window.qt?.webChannelTransport) return;
  const NEWS = ["loadstart", "loadedmetadata", "play", "playing", "pause", "waiting", "seeking", "seeked", "ratechange",
    "volumechange", "timeupdate", "ended", "emptied", "error"];
  const { most } = globalThis.labMedia;
  const EVERY_MS = 15;
  const known = new Map();
  /* What is still to be told of elements that were told of just now; null where that is nothing. */
  const waiting = new Map();
  /* How often what broke was read anew. */
  const renewals = new WeakMap();
  const MOST_RENEWALS = 3;
  let media = null, lacks = 0;

  function stateOf(element, news) {
    const isMoving = !element.paused && !element.ended && !element.seeking && element.readyState >= element.HAVE_CURRENT_DATA;
    return {
      element: known.get(element), address: element.currentSrc, at_s: element.currentTime, told_s: Date.now() / 1000,
      rate: element.playbackRate, volume: element.muted ? 0 : element.volume,
      through: element.dataset.through ?? "", is_playing: isMoving && news !== "waiting", is_broken: Boolean(element.error),
    };
  }

  /* At once, but what follows closely is told as one: a page that changes something without end does not flood the lab. */
  function tell(element, news) {
    if (!media || waiting.has(element)) {
      waiting.set(element, news);
      return;
    }
    waiting.set(element, null);
    media.tell(JSON.stringify(stateOf(element, news)));
    setTimeout(() => {
      const later = waiting.get(element);
      waiting.delete(element);
      if (later !== null) tell(element, later);
    }, EVERY_MS);
  }

  /* At the element itself: one that is taken out of the page is heard no longer there, and stops. */
  function listen(element) {
    known.set(element, known.size + 1);
    for (const news of NEWS) element.addEventListener(news, () => tell(element, news));
    tell(element, "");
  }

  function meet({ target }) {
    if (target instanceof HTMLMediaElement && !known.has(target) && known.size < most) listen(target);
  }

  /*
   * What could be played and breaks is read anew, a few times, and goes on where it was, as fast as before: a computer
   * that was too busy for a moment takes no film away. The page hears nothing of it. At its beginning nothing is sought:
   * a film whose sound stands far behind its pictures breaks at just that, and the engine seeks by itself after ten
   * seconds at rest.
   */
  function readAnew(event) {
    const element = event.target;
    if (!(element instanceof HTMLMediaElement) || !mayBeRenewed(element)) return;
    renewals.set(element, (renewals.get(element) ?? 0) + 1);
    event.stopImmediatePropagation();
    const at_s = element.currentTime, rate = element.playbackRate, wasPlaying = !element.paused;
    element.addEventListener("loadedmetadata", () => {
      if (at_s > 0) element.currentTime = at_s;
      element.playbackRate = rate;
      if (wasPlaying) element.play().catch(() => {});
    }, { once: true });
    element.load();
  }

  function mayBeRenewed(element) {
    const isBroken = [MediaError.MEDIA_ERR_NETWORK, MediaError.MEDIA_ERR_DECODE].includes(element.error?.code);
    return isBroken && (renewals.get(element) ?? 0) < MOST_RENEWALS;
  }

  /* A page that has no source for an element tells it at the source, and at the element nothing. */
  function tellSource({ target }) {
    const isSource = target instanceof HTMLSourceElement && target.parentElement instanceof HTMLMediaElement;
    if ((isSource || target instanceof HTMLTrackElement) && lacks++ < most) media?.lack(target.src);
  }

  window.addEventListener("error", readAnew, true);
  for (const news of NEWS) document.addEventListener(news, meet, true);
  document.addEventListener("error", tellSource, true);
  new QWebChannel(qt.webChannelTransport, (channel) => {
    media = channel.objects.media;
    for (const element of document.querySelectorAll("video, audio")) meet({ target: element });
    waiting.clear();
    for (const element of known.keys()) tell(element, "");
  });
})();
