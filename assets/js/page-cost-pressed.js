// What only a pointer presses, or drags.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { all, attr, closest, computedRole, contains, get, parent, shadow, shows, tag } = reader.dom;
  const { LIFE, MOST_WORDS, body, boxOf, isSeen, nameOf } = cost;
  const ITEM = /^(radio|tab|option|treeitem|gridcell|menuitem|menuitemradio|menuitemcheckbox)$/;
  const GROUPS = "[role=radiogroup],[role=tablist],[role=listbox],[role=tree],[role=grid],[role=menu],[role=menubar]";

  const hearsPress = (el) => !el.dispatchEvent(new Event("lab-asks-press", { cancelable: true }));
  const isHand = (el) => getComputedStyle(el).cursor === "pointer" && (!parent(el) || getComputedStyle(parent(el)).cursor !== "pointer");
  const isDragged = (el) => attr(el, "draggable") === "true" || /^(grab|move)$/.test(getComputedStyle(el).cursor);
  // Of several that are one stop, the others are come to with the arrow keys.
  const isOneOfStop = (el) => ITEM.test(computedRole(el)) && Array.from(all(closest(el, GROUPS) ?? parent(el) ?? el, "[tabindex='0']"))
    .some((other) => computedRole(other) === computedRole(el));
  // What has a control in its own tree: Tab comes to that.
  const isAlive = (host) => shadow(host) !== null && (all(shadow(host), LIFE).length > 0 || Array.from(all(shadow(host), "*")).some(isAlive));
  // Of a box that is not drawn its label is all there is: a pointer presses that, and no key comes to it, unless
  // something else in its place stands for it.
  const BOXES = "input[type=radio],input[type=checkbox],input[type=file]";
  const STANDS_IN = "button,[role=radio],[role=checkbox],[role=switch],[role=button]";
  function boxBehind(el) {
    const box = tag(el) === "label" ? /** @type {HTMLInputElement | null} */ (/** @type {HTMLLabelElement} */ (el).control) : null;
    const isAlone = box && box.matches(BOXES) && !box.matches(":disabled") && !shows(box) && all(parent(box) ?? box, STANDS_IN).length === 0;
    return isAlone ? box : null;
  }
  const isPointedAt = (el, alive) => !closest(el, LIFE) && all(el, LIFE).length === 0 && !isOneOfStop(el)
    && (hearsPress(el) || isHand(el)) && !alive.some((host) => contains(el, host));
  function pressable(el, known, alive) {
    const behind = boxBehind(el);
    if (!isSeen(el) || !behind && !isPointedAt(el, alive)) return null;
    // To the reader there may be no more than the words in it.
    const within = [el, ...all(el, "*")].find((each) => known.has(each));
    const id = within ? known.get(within) : reader.idOf(el), box = boxOf(reader.idOf(el));
    const name = reader.tidy(attr(el, "aria-label") || get(el, "innerText") || attr(el, "title") || attr(el, "alt") || "");
    const question = isDragged(el) ? closest(el, "[id],form") : null;
    const key = behind ? behind.type === "radio" && behind.name || nameOf(behind) : question && attr(question, "id");
    return box && { id, name: name.slice(0, MOST_WORDS), box, isInForm: closest(el, "form") !== null,
      isDragged: question !== null, isAnswer: question !== null || behind !== null, key: (key ?? "").slice(0, MOST_WORDS) };
  }
  function pressables(seen) {
    const known = new Map([...seen].reverse().map(([id, el]) => [el, id]));
    const taken = new Set();
    // Of one inside another the outer takes the press.
    const isInside = (el) => { for (let up = parent(el); up; up = parent(up)) if (taken.has(up)) return true; return false; };
    const everything = Array.from(body() ? all(body(), "*") : []), alive = everything.filter(isAlive);
    return everything.map((el) => {
      const found = isInside(el) ? null : pressable(el, known, alive);
      if (found) taken.add(el);
      return found;
    }).filter(Boolean);
  }

  cost.pressables = pressables;
})(globalThis.labCost);
