"use strict";
/*
 * What voice control knows of a page: which controls are there, what they are called underneath, and which words on the
 * screen are theirs. Runs in the isolated world, when the lab asks; nothing is changed, and no value is told.
 */
globalThis.labVoice ??= (() => {
  const CONTROLS = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, " +
    ["button", "link", "checkbox", "radio", "switch", "tab", "menuitem", "option", "combobox", "textbox", "searchbox", "slider"]
      .map((role) => `[role=${role}]`).join(", ") + ", [contenteditable=''], [contenteditable=true]";
  const MOST = 300, MOST_LETTERS = 120;
  const tidy = (words) => String(words ?? "").replace(/\s+/g, " ").trim().slice(0, MOST_LETTERS);
  const rectOf = (el) => Element.prototype.getBoundingClientRect.call(el);
  /* A box of the page's own drawing often lies over a native one that is clear or a pixel wide: its label is pressed. */
  const shownFor = (el) => [el, ...(el.labels ?? [])].find((each) => {
    const { width, height } = rectOf(each);
    return width > 2 && height > 2 && each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  });
  const isOff = (el) => el.disabled === true || el.getAttribute("aria-disabled") === "true" || el.closest("[inert]") !== null;
  function saidOf(el) {
    const own = el.matches("input") ? (/^(submit|button|reset)$/.test(el.type) ? el.value : "") : el.matches("select, textarea") ? "" : el.innerText;
    return tidy([...(el.labels ?? [])].map((label) => label.innerText).concat(own).join(" "));
  }
  function found(root, into) {
    for (const el of root.querySelectorAll("*")) {
      if (into.length === MOST) return into;
      if (el.matches(CONTROLS) && !isOff(el) && shownFor(el)) into.push(el);
      if (el.shadowRoot) found(el.shadowRoot, into);
    }
    return into;
  }

  let last = [];
  const boxOf = (el) => {
    const { left, top, right, bottom } = rectOf(shownFor(el) ?? el);
    const x = Math.max(0, left), y = Math.max(0, top);
    return [x, y, Math.min(innerWidth, right) - x, Math.min(innerHeight, bottom) - y];
  };
  return {
    controls() {
      last = found(document, []);
      return JSON.stringify(last.map((el) => ({ name: tidy(el.computedName), said: saidOf(el), box: boxOf(el) })));
    },
    /* Where it is once it is in sight; empty when it has gone. */
    bring(number) {
      const el = last[number], shown = el?.isConnected && shownFor(el);
      if (!shown) return "";
      shown.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      return JSON.stringify(boxOf(el));
    },
    /* Somebody said the words that stand on it, and it is called otherwise. */
    inVain(number) {
      last[number]?.dispatchEvent(new Event("lab-said-in-vain", { bubbles: true }));
    },
  };
})();
