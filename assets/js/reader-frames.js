// Frames: where one of another origin stands among its siblings, and what such a frame has to tell. It has no channel
// to the lab, so it keeps its messages until it is asked for them.
"use strict";
(function (reader) {
  const { docOf, frameOf, get, rectOf, tag } = reader.dom;
  // From the outermost document that can be reached on: the place in each, of how many.
  reader.framePath = function (el) {
    const path = [];
    for (let at = el; at; at = frameOf(docOf(at))) {
      const outer = get(docOf(at), "defaultView");
      let place = 0;
      while (place < outer.length && outer[place] !== at.contentWindow) place += 1;
      path.unshift({ place, siblings: outer.length });
    }
    return path;
  };

  const FRAMES = /^(i?frame|object|embed)$/;
  const isSame = (view, el) => { try { return view.frameElement === el; } catch { return false; } };
  // The documents of a view's own frames, as far as they can be reached, each with its view.
  reader.framesOf = (view) => Array.from({ length: view.length }, (_, at) => view[at])
    .filter((inner) => { try { return inner.document !== null; } catch { return false; } });
  // What is shown in a frame, be it called so or an object; null where nothing can be reached.
  reader.documentIn = function (el) {
    if (!FRAMES.test(tag(el))) return null;
    if (tag(el) !== "embed") { try { return el.contentDocument; } catch { return null; } }
    return reader.framesOf(get(docOf(el), "defaultView") ?? []).find((view) => isSame(view, el))?.document ?? null;
  };
  reader.isForeign = function (el) {
    if (!FRAMES.test(tag(el)) || tag(el) === "embed") return false;
    try { return el.contentDocument === null && (el.contentWindow !== null || tag(el) === "iframe"); } catch { return true; }
  };
  // Whether this very document stands in a frame of another origin.
  reader.isInside = () => parent !== window && frameElement === null;

  // How far a frame of the same origin is from the corner of the outermost document that can be reached.
  reader.offsetOf = function (node) {
    let x = 0, y = 0;
    for (let el = frameOf(docOf(node)); el; el = frameOf(docOf(el))) {
      const box = rectOf(el);
      x += box.x + el.clientLeft;
      y += box.y + el.clientTop;
    }
    return [x, y];
  };

  let kept = null;
  // "!" is the answer of a frame that could not be opened: what stands there is the browser's, not the page's.
  reader.drain = function () {
    if (location.protocol === "chrome-error:") return "!";
    if (kept === null) {
      kept = [];
      reader.start({ receive: (kind, data) => kept.push([kind, data]) });
    }
    const news = kept;
    kept = [];
    return news.length ? JSON.stringify(news) : "";
  };
  const stop = reader.stop;
  reader.stop = function () {
    kept = null;
    stop();
  };
})(globalThis.labReader);
