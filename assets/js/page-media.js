"use strict";
/*
 * Tells the lab what the media of a page do: the page itself is silent, and the lab plays their sound as it is heard.
 * Runs in the lab's isolated world. Each message is the whole state of one element, so that one that is lost costs nothing.
 */
(() => {
  if (!window.qt?.webChannelTransport) return;
  const NEWS = ["loadstart", "loadedmetadata", "play", "playing", "pause", "waiting", "seeking", "seeked", "ratechange",
    "volumechange", "timeupdate", "ended", "emptied", "error"];
  const known = new Map();
  let media = null;

  function stateOf(element, news) {
    const isMoving = !element.paused && !element.ended && !element.seeking && element.readyState >= element.HAVE_CURRENT_DATA;
    return {
      element: known.get(element), address: element.currentSrc, at_s: element.currentTime, told_s: Date.now() / 1000,
      rate: element.playbackRate, volume: element.muted ? 0 : element.volume,
      through: element.dataset.through ?? "", is_playing: isMoving && news !== "waiting", is_broken: Boolean(element.error),
    };
  }

  const tell = (element, news) => media?.tell(JSON.stringify(stateOf(element, news)));

  /* At the element itself: one that is taken out of the page is heard no longer there, and stops. */
  function listen(element) {
    known.set(element, known.size + 1);
    for (const news of NEWS) element.addEventListener(news, () => tell(element, news));
    tell(element, "");
  }

  function meet({ target }) {
    if (target instanceof HTMLMediaElement && !known.has(target)) listen(target);
  }

  /* A page that has no source for an element tells it at the source, and at the element nothing. */
  function tellSource({ target }) {
    if (target instanceof HTMLSourceElement && target.parentElement instanceof HTMLMediaElement) media?.lack(target.src);
    if (target instanceof HTMLTrackElement) media?.lack(target.src);
  }

  for (const news of NEWS) document.addEventListener(news, meet, true);
  document.addEventListener("error", tellSource, true);
  new QWebChannel(qt.webChannelTransport, (channel) => {
    media = channel.objects.media;
    for (const element of document.querySelectorAll("video, audio")) meet({ target: element });
    for (const element of known.keys()) tell(element, "");
  });
})();
