"use strict";
/*
 * Has axe-core look at the page, after axe-core itself has been run here. A promise's answer does not come back to the lab,
 * so it is left here and asked for. Two looks at once are refused by axe-core: the second one waits.
 */
globalThis.labAudit ??= (() => {
  let asked = 0, done = 0, found = "", last = Promise.resolve();
  const short = ({ id, help, impact, tags, nodes }) =>
    ({ id, help, impact, tags, targets: nodes.slice(0, 5).map(({ target }) => target.flat().join(" ")) });
  return {
    look() {
      asked += 1;
      last = last.then(() => axe.run(document, { resultTypes: ["violations"] }))
        .then(({ violations }) => JSON.stringify(violations.map(short)), () => "")
        .then((now) => { found = now || found; done += 1; });
    },
    told: () => (asked === done ? found || "[]" : ""),
  };
})();
