"use strict";
/*
 * What a page's price rests on beside what the reader knows: where things stand, which words on the screen name a
 * control, what takes a click and how well it is seen. Runs in the isolated world, on a page that nobody sees.
 */
globalThis.labCost = (() => {
  const reader = globalThis.labReader;
  const { all, attr, closest, computedName, computedRole, contains, docOf, get, kind, parent, rectOf, rootOf, shadow, shows, tag, words } = reader.dom;
  const MOST_WORDS = 80, CUT_PX = 6, MOST_UP = 8, MOST_NEAR = 40, HARDLY_SEEN = 1.5;
  const ITEM = /^(radio|tab|option|treeitem|gridcell|menuitem|menuitemradio|menuitemcheckbox)$/;
  const GROUPS = "[role=radiogroup],[role=tablist],[role=listbox],[role=tree],[role=grid],[role=menu],[role=menubar]";
  const LIFE = "a[href],area[href],button,input,select,textarea,summary,iframe,label,option,[tabindex]:not([tabindex^='-']),[contenteditable]";

  const elementOf = (id) => {
    const node = reader.nodeOf(id);
    return node && kind(node) === 3 ? parent(node) : node;
  };
  const round = (box) => box.map((each) => Math.round(each * 10) / 10);
  const boxOf = (id) => {
    const told = reader.boxOf(id);
    if (!told) return null;
    const [x, y, width, height] = JSON.parse(told);
    return width && height ? round([x + scrollX, y + scrollY, width, height]) : null;
  };
  const around = (boxes) => {
    const left = Math.min(...boxes.map(([x]) => x)), top = Math.min(...boxes.map(([, y]) => y));
    const right = Math.max(...boxes.map(([x, , width]) => x + width)), end = Math.max(...boxes.map(([, y, , height]) => y + height));
    return round([left, top, right - left, end - top]);
  };
  const isSeen = (el) => {
    const { width, height } = rectOf(el);
    return width > 1 && height > 1 && shows(el, { visibilityProperty: true });
  };
  const isClipped = (el) => {
    const { width, height } = rectOf(el);
    return width > 0 && height > 0 && (width <= 1 || height <= 1) && Boolean(el.innerText);
  };
  // What is clipped away for who looks is there for readers alone; an arrow or a cross is no word.
  function wordsOf(el, isGiven = false) {
    if (!isSeen(el)) return "";
    const inside = Array.from(all(el, "*")), clipped = inside.filter(isClipped);
    const own = clipped.reduce((text, each) => text.replace(each.innerText, " "), get(el, "innerText") ?? "");
    const found = reader.tidy([own, ...[el, ...inside].flatMap((each) => composed(each, isGiven))].join(" "));
    return /[\p{L}\p{N}]/u.test(found) ? found : "";
  }
  // What a slot was given, and what stands in a shadow tree, is seen there and is not in the text around it; what its
  // host has been given is in the host's own.
  function composed(el, isGiven) {
    if (tag(el) !== "slot") return Array.from(shadow(el)?.children ?? []).map((child) => wordsOf(child, true));
    return (isGiven ? [] : el.assignedNodes({ flatten: true }))
      .map((node) => (kind(node) === 3 ? words(node) : kind(node) === 1 ? wordsOf(node) : ""));
  }

  /* ---- controls ---- */

  const labelsOf = (el) => [...(get(el, "labels") ?? []), ...reader.referenced(el, "aria-labelledby")];
  // Known by the words that stand in it.
  const isPressed = (el) => /^(button|summary|a|area)$/.test(tag(el)) || /^(button|link|menuitem|menuitemcheckbox|menuitemradio|tab|option|switch|radio|checkbox|treeitem|gridcell)$/.test(attr(el, "role") ?? "");
  function saidOf(el) {
    const own = isPressed(el) ? wordsOf(el) : tag(el) === "input" && /^(submit|button|reset)$/.test(el.type) ? el.value || el.type : "";
    const told = [...labelsOf(el).map((label) => wordsOf(label)), own];
    return [...new Set(told)].filter(Boolean).join(" ") || wordsBeside(el);
  }
  // Its name may stand beside it without being tied to it.
  function wordsBeside(el) {
    const plain = (text) => reader.tidy(text ?? "").replace(/[\s*:]+$/, "");
    const name = plain(computedName(el));
    for (let up = el, steps = 0; name && up && steps < MOST_UP; up = reader.up(up), steps += 1) {
      const near = [shadow(up), up].flatMap((root) => (root ? Array.from(all(root, "*")) : []));
      if (near.length > MOST_NEAR) return "";
      if (near.some((each) => plain(get(each, "textContent")) === name && isSeen(each) && !contains(each, el))) return name;
    }
    return "";
  }
  // A control in a shadow tree stands for its host.
  const hostOf = (el) => (kind(rootOf(el)) === 11 ? get(rootOf(el), "host") : null);
  function inForm(el) {
    for (let at = el; at; at = hostOf(at)) if (closest(at, "form")) return true;
    return false;
  }
  const isSubmit = (el) => (tag(el) === "button" ? el.type === "submit" : tag(el) === "input" && /^(submit|image)$/.test(el.type)) && Boolean(el.form);
  const sendsByHost = (el) => hostOf(el) !== null && isPressed(el) && attr(hostOf(el), "type") === "submit" && inForm(el);
  // A link is known by where it leads, whatever it is called.
  const placeOf = (el) => (tag(el) === "a" && el.pathname ? el.pathname.split("/").pop() + el.hash : "");
  const nameOf = (el) => attr(el, "id") || attr(el, "name");
  const isAllOfHost = (el) => hostOf(el) !== null && all(rootOf(el), LIFE).length === 1;
  const keyOf = (el) => (isAllOfHost(el) && nameOf(hostOf(el))) || nameOf(el) || placeOf(el);
  function control(id) {
    const el = elementOf(id), own = el && boxOf(id);
    if (!own) return null;
    const labels = [...(get(el, "labels") ?? [])].filter(isSeen).map((label) => boxOf(reader.idOf(label))).filter(Boolean);
    const said = saidOf(el), hint = reader.tidy(attr(el, "placeholder") ?? "");
    return { id, said: (said || hint).slice(0, MOST_WORDS), box: around([own, ...labels]),
      key: keyOf(el).slice(0, MOST_WORDS), isInForm: inForm(el),
      group: tag(el) === "input" && el.type === "radio" ? el.name : "",
      isWayOn: isSubmit(el) || sendsByHost(el), isCovered: !said && hint !== "", isList: tag(el) === "select" && !el.multiple && el.size < 2 };
  }

  /* ---- whose words are whose ---- */

  function questionWords(ids) {
    const owners = new Map();
    for (const id of ids) {
      const el = elementOf(id);
      if (!el) continue;
      const group = closest(el, "fieldset,[role=group],[role=radiogroup]");
      const legend = group && [...Array.from(all(group, "legend")).slice(0, 1), ...reader.referenced(group, "aria-labelledby")];
      for (const owned of [...labelsOf(el), ...reader.referenced(el, "aria-describedby"), ...(legend || [])]) {
        if (!owners.has(owned)) owners.set(owned, id);
      }
    }
    return owners;
  }
  function ownerOf(node, owners) {
    for (let up = node, steps = 0; up && steps < 8; up = parent(up), steps += 1) if (owners.has(up)) return owners.get(up);
    return 0;
  }

  /* ---- contrast: of the words, against the nearest colour behind them ---- */

  const channels = (colour) => (/^rgba?\(/.test(colour) ? (colour.match(/[\d.]+/g) ?? []).map(Number) : null);
  const backgrounds = new Map();
  function backgroundOf(el) {
    if (!el) return [255, 255, 255];
    if (!backgrounds.has(el)) {
      const style = getComputedStyle(el), own = channels(style.backgroundColor);
      const isPicture = style.backgroundImage !== "none";
      backgrounds.set(el, isPicture || !own ? null : own.length < 4 || own[3] === 1 ? own
        : mixed(own, backgroundOf(reader.up(el))));
    }
    return backgrounds.get(el);
  }
  const mixed = (over, below) => below && [0, 1, 2].map((index) => over[index] * over[3] + below[index] * (1 - over[3]));
  const light = (colour) => colour.slice(0, 3).map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
  function contrastOf(el) {
    const back = backgroundOf(el), found = ratioOn(el, back);
    const layer = back && found && found < HARDLY_SEEN ? layerBehind(el) : null;
    return layer ? ratioOn(el, layer) : found;
  }
  function ratioOn(el, back) {
    const own = channels(getComputedStyle(el).color);
    const ink = own && (own.length < 4 ? own : mixed(own, back));
    if (!back || !ink) return 0;
    const [bright, dark] = [light(ink), light(back)].sort((one, other) => other - one);
    return Math.round((bright + 0.05) / (dark + 0.05) * 100) / 100;
  }
  // Words that nobody would see may stand on a layer of its own: something beside them, or made by a style sheet.
  function layerBehind(el) {
    for (let up = el, steps = 0; up && steps < MOST_UP; up = reader.up(up), steps += 1) {
      for (const side of ["::before", "::after"]) {
        const style = getComputedStyle(up, side), found = style.content === "none" ? null : layerOf(style);
        if (found) return found;
      }
      for (let other = up.previousElementSibling; other; other = other.previousElementSibling) {
        const found = layerOf(getComputedStyle(other));
        if (found && covers(other, el)) return found;
      }
    }
    return null;
  }
  function layerOf(style) {
    const own = /absolute|fixed/.test(style.position) ? channels(style.backgroundColor) : null;
    return own && (own.length < 4 || own[3] === 1) ? own : null;
  }
  function covers(other, el) {
    const outer = rectOf(other), inner = rectOf(el), x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;
    return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
  }

  /* ---- what only a pointer presses ---- */

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
  const body = () => get(document, "body");
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

  /* ---- whether the focus shows ---- */

  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderBottomColor", "borderBottomWidth",
    "backgroundColor", "color", "textDecorationLine"];
  const looks = new Map(), unseen = new Set(), shown = new Set();
  const styles = (el) => (el ? [null, "::before", "::after"].map((side) => getComputedStyle(el, side)) : []);
  const lookOf = (el) => [el, parent(el), el.nextElementSibling].flatMap(styles)
    .map((style) => (style.outlineStyle === "none" ? LOOK.slice(3) : LOOK).map((name) => style[name]).join()).join("|");
  function standStill() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, *::before, *::after { transition: none !important; scroll-behavior: auto !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  function focused(event) {
    const el = event.composedPath()[0];
    if (!looks.has(el) || shown.has(el)) return;
    shown.add(el);
    if (lookOf(el) === looks.get(el)) unseen.add(reader.idOf(el));
  }

  // Something else lies over it where it is.
  function isCovered(el) {
    const { x, y, width, height } = rectOf(el), across = x + width / 2, down = y + height / 2;
    if (!width || across < 0 || down < 0 || across > innerWidth || down > innerHeight) return false;
    const over = docOf(el).elementFromPoint(across, down);
    const own = [el, ...(get(el, "labels") ?? [])];
    return over !== null && !own.some((each) => contains(each, over) || contains(over, each));
  }
  // Only what stays in its place while the page scrolls does; to look each time takes long in a large page.
  let canCover = false;
  function letGo(event) {
    if (!canCover) return;
    const el = event.key === "Tab" ? reader.activeElement() : null;
    if (looks.has(el) && isCovered(el)) unseen.add(reader.idOf(el));
  }

  /* ---- what is told in sound ---- */

  const MOST_LONG_S = 36_000;
  // A film without sound, or one that moves behind the words for ever, tells nothing that is needed.
  const isTold = (el) => !el.muted && !el.error && el.networkState !== el.NETWORK_EMPTY && el.networkState !== el.NETWORK_NO_SOURCE;
  const isOnItsWay = (el) => isTold(el) && el.readyState === 0 && el.networkState === el.NETWORK_LOADING;
  // Words that its author ties to it, or that a link or a heading calls its transcript.
  const isTranscript = (el) => /\btranscript\b|\btext version\b/i.test(get(el, "textContent") ?? "");
  const hasWords = (el) => ["aria-details", "aria-describedby"].some((name) => reader.referenced(el, name).some((other) => reader.tidy(words(other))))
    || Array.from(all(document, "a[href],summary,button,h2,h3,h4,h5,h6")).some(isTranscript);
  const soundOf = (el) => ({ id: reader.idOf(el), durationS: Number.isFinite(el.duration) ? Math.min(MOST_LONG_S, round([el.duration])[0]) : 0,
    isInWords: hasWords(el), isByItself: el.autoplay || !el.paused || el.played.length > 0 });
  // Empty: how long they last is not known yet.
  function sounds() {
    const found = Array.from(all(document, "video,audio"));
    return found.some(isOnItsWay) ? "" : JSON.stringify(found.filter(isTold).map(soundOf));
  }

  /* ---- what the lab asks ---- */

  const limitS = () => {
    const refresh = document.querySelector("meta[http-equiv=refresh i]");
    const told = Number.parseFloat(body()?.dataset.timeLimitS ?? attrOf(refresh, "content"));
    return Number.isFinite(told) && told > 0 ? told : 0;
  };
  const attrOf = (el, name) => (el ? attr(el, name) ?? "" : "");
  const places = (ids) => ids.map((id) => [id, boxOf(id)]).filter(([, box]) => box).map(([id, box]) => [id, ...box]);

  /* `ids`: every node of the reader's; `controls`, those that can be acted on; `fields`, those that ask something. */
  function look(ids, controls, fields) {
    standStill();
    const owners = questionWords(fields);
    const seen = ids.map((id) => [id, elementOf(id)]).filter(([, el]) => el);
    for (const id of controls) {
      const el = elementOf(id);
      if (el) looks.set(el, lookOf(el));
    }
    reader.dom.listen(globalThis, "focusin", focused, true);
    canCover = Array.from(body() ? all(body(), "*") : []).some((el) => /fixed|sticky/.test(getComputedStyle(el).position));
    reader.dom.listen(globalThis, "keyup", letGo, true);
    return JSON.stringify({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight,
      limitS: limitS(), places: places(ids),
      owners: seen.map(([id, el]) => [id, ownerOf(el, owners)]).filter(([id, owner]) => owner && owner !== id),
      contrasts: seen.map(([id, el]) => [id, contrastOf(el)]).filter(([, ratio]) => ratio),
      controls: controls.map(control).filter(Boolean), pressables: pressables(seen) });
  }
  const unseenStops = () => JSON.stringify([...unseen]);
  // Whoever comes there is sent away: the page goes elsewhere while the key is down.
  const leaving = new Set();
  let isDown = false;
  reader.dom.listen(globalThis, "keydown", () => { isDown = true; }, true);
  reader.dom.listen(globalThis, "keyup", () => { isDown = false; }, true);
  function leaves(event) {
    const at = reader.holder();
    if (isDown && at && !event.hashChange) leaving.add(reader.idOf(at));
  }
  globalThis.navigation?.addEventListener("navigate", leaves);
  reader.dom.listen(globalThis, "lab-sends-form", leaves);
  const leavingStops = () => JSON.stringify([...leaving]);
  // Escape ends each try of a list's first key.
  let tries = 0;
  reader.dom.listen(globalThis, "keyup", (event) => { if (event.key === "Escape") tries += 1; }, true);
  const tried = () => String(tries);

  function narrow(ids, width) {
    if (innerWidth !== width) return "";
    // What shows only while it has the focus, a skip link say, is not there for most.
    /** @type {HTMLElement | null} */ (get(document, "activeElement"))?.blur?.();
    return JSON.stringify({ places: places(ids), cut: ids.filter((id) => isCut(elementOf(id))) });
  }
  // Words that a box is too small for and does not let out.
  const isCut = (el) => el && isSeen(el) && get(el, "scrollHeight") > el.clientHeight + CUT_PX
    && /hidden|clip/.test(getComputedStyle(el).overflowY);
  const press = (selector) => {
    const el = document.querySelector(selector);
    if (el) reader.press(reader.idOf(el));
    return el ? "pressed" : "";
  };
  return { look, unseenStops, leavingStops, sounds, tried, narrow, press };
})();
