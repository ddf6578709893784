// What the lab asks of a page as it opened, and once more in a window a quarter as wide.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { get } = reader.dom;
  const { attrOf, body, contrastOf, control, elementOf, isSeen, ownerOf, places, pressables, questionWords, standStill, watchFocus } = cost;
  const CUT_PX = 6;

  const limitS = () => {
    const refresh = document.querySelector("meta[http-equiv=refresh i]");
    const told = Number.parseFloat(body()?.dataset.timeLimitS ?? attrOf(refresh, "content"));
    return Number.isFinite(told) && told > 0 ? told : 0;
  };

  /* `ids`: every node of the reader's; `controls`, those that can be acted on; `fields`, those that ask something. */
  function look(ids, controls, fields) {
    standStill();
    const owners = questionWords(fields);
    const seen = ids.map((id) => [id, elementOf(id)]).filter(([, el]) => el);
    watchFocus(controls);
    return JSON.stringify({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight,
      limitS: limitS(), places: places(ids),
      owners: seen.map(([id, el]) => [id, ownerOf(el, owners)]).filter(([id, owner]) => owner && owner !== id),
      contrasts: seen.map(([id, el]) => [id, contrastOf(el)]).filter(([, ratio]) => ratio),
      controls: controls.map(control).filter(Boolean), pressables: pressables(seen) });
  }

  function narrow(ids, width) {
    if (innerWidth !== width) return "";
    // What shows only while it has the focus, a skip link say, is not there for most.
    /** @type {HTMLElement | null} */ (get(document, "activeElement"))?.blur?.();
    return JSON.stringify({ places: places(ids), cut: ids.filter((id) => isCut(elementOf(id))) });
  }
  // Words that a box is too small for and does not let out.
  const isCut = (el) => el && isSeen(el) && get(el, "scrollHeight") > el.clientHeight + CUT_PX
    && /hidden|clip/.test(getComputedStyle(el).overflowY);

  Object.assign(cost, { look, narrow });
})(globalThis.labCost);
