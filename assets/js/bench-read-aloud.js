"use strict";
/* When each word that is read aloud is marked in the page. */
globalThis.labBench ??= (() => {
  /** Which piece of speech, which word of it, and when by the clock, once the page's script has set the mark. */
  /** @type {number[][]} */
  const marked = [];
  let piece = -1, word = 0;

  /** From now on. */
  const watch = () => {
    const { words } = labAloud, later = globalThis.setTimeout;
    labAloud.words = (times) => { piece += 1; word = 0; return words(times); };
    globalThis.setTimeout = /** @type {any} */ ((act, ms, start) => {
      if (start === undefined) return later(act, ms);
      const which = [piece, word++];
      return later(() => { act(start); marked.push([...which, performance.timeOrigin + performance.now()]); }, ms);
    });
    return "1";
  };

  const marks = () => JSON.stringify(marked);

  return { watch, marks };
})();
