"use strict";
/*
 * What voice control knows of a page: which controls are there, what they are called underneath, and which words on the
 * screen are theirs. Runs in the isolated world, when the lab asks; nothing is changed, and no value is told. Frames of the
 * page's own origin are a part of it.
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
  /* Around it as it is drawn: a slot's place, and a shadow tree's host. */
  const up = (el) => el.assignedSlot ?? el.parentElement ?? /** @type {any} */ (el.getRootNode()).host ?? null;
  function isInside(el, selector) {
    for (let at = el; at; at = up(at)) if (at.matches(selector)) return true;
    return false;
  }
  /* Behind a modal dialog nothing can be pressed. */
  const isBehind = (el) => el.ownerDocument.querySelector(":modal") !== null && !isInside(el, ":modal");
  const isOff = (el) => el.matches(":disabled") || el.getAttribute("aria-disabled") === "true" || isInside(el, "[inert]") || isBehind(el);

  /* The words that are seen: those that a slot was given, and none that are clipped away for readers. */
  const OWN = "input, select, textarea, script, style";
  const within = (el) => el.shadowRoot?.childNodes ?? (el.matches("slot") && el.assignedNodes().length ? el.assignedNodes() : el.childNodes);
  function seenWords(el) {
    const { display } = getComputedStyle(el);
    if (isClipped(el) || display !== "contents" && !el.checkVisibility({ visibilityProperty: true })) return "";
    const told = [...within(el)].map((node) => node.nodeType === 3 ? node.data : node.nodeType === 1 && !node.matches(OWN) ? seenWords(node) : "");
    return /^(inline|contents)$/.test(display) ? told.join("") : ` ${told.join("")} `;
  }
  function isClipped(el) {
    const { width, height } = rectOf(el);
    return width > 0 && height > 0 && (width <= 1 || height <= 1);
  }
  function saidOf(el) {
    const own = el.matches("input") ? (/^(submit|button|reset)$/.test(el.type) ? el.value : "") : el.matches("select, textarea") ? "" : seenWords(el);
    return tidy([...(el.labels ?? [])].map(seenWords).concat(own).join(" "));
  }
  const pageOf = (el) => (el.matches("iframe, object") ? el.contentDocument : null);
  function found(root, into) {
    for (const el of root.querySelectorAll("*")) {
      if (into.length === MOST) return into;
      if (el.matches(CONTROLS) && !isOff(el) && shownFor(el)) into.push(el);
      if (el.shadowRoot) found(el.shadowRoot, into);
      if (pageOf(el) && !isOff(el) && shownFor(el)) found(pageOf(el), into);
    }
    return into;
  }

  let last = [];
  /* What of it is in sight: in its own window, and in each frame around that. */
  function boxOf(el) {
    let { left, top, right, bottom } = rectOf(shownFor(el) ?? el);
    for (let view = el.ownerDocument.defaultView; view; view = view.frameElement?.ownerDocument.defaultView) {
      [left, top, right, bottom] = [Math.max(0, left), Math.max(0, top), Math.min(view.innerWidth, right), Math.min(view.innerHeight, bottom)];
      const frame = view.frameElement;
      if (!frame) break;
      const { left: x, top: y } = rectOf(frame);
      [left, right] = [left, right].map((each) => each + x + frame.clientLeft);
      [top, bottom] = [top, bottom].map((each) => each + y + frame.clientTop);
    }
    return [left, top, right - left, bottom - top];
  }
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
