// Live regions: what they say when something in them changes, and how urgently.
"use strict";
(function (reader) {
  const { all, attr, closest, contains, docOf, frameOf, isThere, kind, matches, parent, rootOf, shows, slotOf, tag } = reader.dom;
  const LIVE = "[aria-live],[role=alert],[role=status],[role=log],output,[role=timer],[role=marquee]";
  let spoken = new Map();

  const hostOf = (node) => (kind(rootOf(node)) === 11 ? rootOf(node).host ?? null : null);
  reader.hostOf = hostOf;

  // The parent in the flat tree, across slots, shadow roots and frames.
  reader.up = function (node) {
    if (kind(node) === 9) return frameOf(node);
    return slotOf(node) ?? parent(node) ?? hostOf(node) ?? frameOf(docOf(node));
  };

  // Where words change in place it is their text node that has changed.
  const elementOf = (node) => (kind(node) === 1 ? node : parent(node) ?? hostOf(node));

  function liveOf(node) {
    for (let el = elementOf(node); el; el = reader.up(rootOf(el))) {
      const region = closest(el, LIVE);
      if (region) return region;
    }
    return null;
  }

  const roleOf = (region) => attr(region, "role")?.trim().toLowerCase() ?? (tag(region) === "output" ? "status" : "");
  function urgency(region) {
    const given = attr(region, "aria-live")?.trim().toLowerCase() ?? "", role = roleOf(region);
    if (/^(polite|assertive|off)$/.test(given)) return given;
    return role === "alert" ? "assertive" : /^(status|log)$/.test(role) ? "polite" : "off";
  }

  reader.hearLive = function (record, target) {
    if (record.type === "attributes" && !/^(class|style|hidden|aria-hidden|role|alt|aria-label)$/.test(record.attributeName ?? "")) return;
    const region = liveOf(target);
    if (region) hearRegion(region, record, target);
    for (const node of [...record.addedNodes, ...record.removedNodes]) if (kind(node) === 1) reader.hearNewAlerts(node);
    if (record.type === "attributes") reader.hearNewAlerts(target);
  };

  function hearRegion(region, record, target) {
    const how = urgency(region);
    if (how === "off") return;
    const said = spoken.get(region) ?? { how, parts: new Set() };
    const whole = wholeOf(target, region);
    const changed = changedBy(record, target).filter((node) => isRelevant(record, node, target));
    if (changed.length || (whole && record.type === "childList" && record.removedNodes.length)) {
      for (const part of whole ? [whole] : changed) said.parts.add(part);
      spoken.set(region, said);
    }
  }

  // Most changes of class and style change nothing that is said: then it is what they show.
  function changedBy(record, target) {
    if (record.type === "childList") return Array.from(record.addedNodes);
    if (record.type === "characterData" || !/^(class|style|hidden)$/.test(record.attributeName ?? "")) return [target];
    return [target, ...all(target, "*")].filter((el) => reader.isNewlyShown(el) && !(el !== target && reader.isNewlyShown(parent(el))));
  }

  // What is said as a whole when a part of it changes: the first around the change that says whether it is. (Around the
  // region as well: then it is the region.)
  function wholeOf(target, region) {
    const named = closest(elementOf(target), "[aria-atomic=true],[aria-atomic=false]");
    if (!named) return /^(alert|status)$/.test(roleOf(region)) ? region : null;
    if (attr(named, "aria-atomic") === "false") return null;
    return contains(region, named) ? named : region;
  }

  // Additions are elements, and what is shown that was hidden; words that take the place of others are text.
  function isRelevant(record, node, target) {
    const wisher = closest(elementOf(target), "[aria-relevant]");
    const kinds = (wisher ? attr(wisher, "aria-relevant") ?? "" : "").toLowerCase().split(/\s+/).filter((word) => /^(additions|text|removals|all)$/.test(word));
    if (!kinds.length || kinds.includes("all")) return true;
    return kinds.includes(record.type === "characterData" || kind(node) === 3 ? "text" : "additions");
  }

  // What the browser shows without a change of the page: a popover.
  reader.hearShown = function (el) {
    const region = liveOf(el);
    if (region && urgency(region) !== "off") spoken.set(region, { how: urgency(region), parts: new Set([region === el ? el : wholeOf(el, region) ?? el]) });
    for (const inner of all(el, LIVE)) if (urgency(inner) !== "off") spoken.set(inner, { how: urgency(inner), parts: new Set([inner]) });
    reader.hearNewAlerts(el);
  };

  // An alert that is new or shown again is said; one that has been there is not, whatever changes around it.
  const known = new WeakSet();
  reader.hearNewAlerts = function (el, isThereAlready = false) {
    for (const alert of matches(el, "[role=alert]") ? [el] : all(el, "[role=alert]")) {
      if (!shows(alert)) known.delete(alert);
      else if (!known.has(alert)) {
        known.add(alert);
        if (!isThereAlready) spoken.set(alert, { how: "assertive", parts: new Set([alert]) });
      }
    }
  };

  // What changes while its author is still at it is said when they are done.
  const MOST_WAITING = 50;
  reader.tellLive = function () {
    const later = new Map();
    for (const [region, { how, parts }] of spoken) {
      if (isThere(region) && closest(region, "[aria-busy=true]")) { later.set(region, { how, parts: new Set([...parts].slice(-MOST_WAITING)) }); continue; }
      if (!isThere(region) || !shows(region) || reader.isShut(region)) continue;
      const text = reader.tidy([...parts].filter(isHeard).map(textOf).join(" "));
      if (text) reader.send("live", { text, isUrgent: how === "assertive" });
    }
    spoken = later;
  };

  // Words that are hidden are not said, however they change.
  function isHeard(node) {
    const el = elementOf(node);
    if (!isThere(node) || !el || reader.isShut(el)) return false;
    return kind(node) === 1 || shows(el, { visibilityProperty: true }) || getComputedStyle(el).display === "contents";
  }

  function textOf(node) {
    if (kind(node) === 3) return reader.worded(node, elementOf(node));
    if (kind(node) !== 1) return "";
    return wordsOf(reader.walk(node, 0));
  }
  const wordsOf = (items) => items.map((item) => item.name ?? "").filter((text, at, all) => text && text !== all[at - 1]).join(" ");
  reader.textOf = textOf;
  // Without its own name.
  reader.textIn = (el) => wordsOf(reader.walk(el, 0).filter((item) => item.id !== reader.idOf(el)));
})(globalThis.labReader);
