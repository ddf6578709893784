"use strict";
/*
 * Has axe-core look at the page, after axe-core itself has been run here. A promise's answer does not come back to the lab,
 * so it is left here and asked for. Two looks at once are refused by axe-core: the second one waits. Nobody waits for it at
 * a large page before the last look.
 */
globalThis.labAudit ??= (() => {
  /* A page stands still while axe-core looks: with 4,800 words side by side, or 1,600 one in the other, for 15 seconds. */
  const MOST_ELEMENTS = 3_000, MOST_LEVELS = 40_000, TOO_LARGE = "too large";
  let isLeftAlone = false, asked = 0, done = 0, found = "", last = Promise.resolve();
  const short = ({ id, help, impact, tags, nodes }) =>
    ({ id, help, impact, tags, targets: nodes.slice(0, 5).map(({ target }) => target.flat().join(" ")) });
  function isTooLarge() {
    const levels = new Map(), elements = [...document.querySelectorAll("*")];
    if (elements.length > MOST_ELEMENTS) return true;
    for (const each of elements) levels.set(each, (levels.get(each.parentElement) ?? 0) + 1);
    return [...levels.values()].reduce((sum, level) => sum + level, 0) > MOST_LEVELS;
  }
  return {
    look(isLast) {
      isLeftAlone = !isLast && isTooLarge();
      if (isLeftAlone) return;
      asked += 1;
      last = last.then(() => axe.run(document, { resultTypes: ["violations"] }))
        .then(({ violations }) => JSON.stringify(violations.map(short)), () => "")
        .then((now) => { found = now || found; done += 1; });
    },
    told: () => (isLeftAlone ? TOO_LARGE : asked === done ? found || "[]" : ""),
  };
})();
