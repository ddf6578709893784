"use strict";
/* Times of the reader's side of a page, and of Guidepup's virtual screen reader (`labPeer`) on the same page; milliseconds. */
globalThis.labBench ??= (() => {
  const written = () => JSON.stringify(labReader.snapshot());

  /** Each walk through the page with what is written of it. */
  const snapshots = (turns) => JSON.stringify(Array.from({ length: turns }, () => {
    const started = performance.now();
    written();
    return performance.now() - started;
  }));

  /** Every field gets another value ten times a second: nothing that an observer is told of. */
  const neverStill = () => {
    const fields = document.querySelectorAll("input");
    let turn = 0;
    setInterval(() => { turn += 1; for (const field of fields) field.value = String(turn); }, 100);
    return "1";
  };

  const change = (turn) => { document.querySelector("#live")?.replaceChildren(`Change ${turn}`); };

  async function peerTimes(turns) {
    const { virtual } = labPeer;
    const starts = [], nexts = [], wholes = [];
    for (let turn = 0; turn < turns; turn += 1) {
      let started = performance.now();
      await virtual.start({ container: document.body });
      starts.push(performance.now() - started);
      const first = virtual.activeNode;
      let steps = 0;
      started = performance.now();
      do { await virtual.next(); steps += 1; } while (virtual.activeNode !== first && steps < 100000);
      const walked = performance.now() - started;
      nexts.push(walked / steps);
      wholes.push(starts[turn] + walked);
      await virtual.stop();
    }
    return { starts, nexts, wholes };
  }

  /** A promise's answer does not come back to the lab: it becomes the page's title. */
  const peer = (turns) => {
    peerTimes(turns).catch((fault) => ({ fault: String(fault) })).then((told) => { document.title = JSON.stringify(told); });
  };
  return { written, snapshots, neverStill, change, peer };
})();
