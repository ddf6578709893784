// Live regions: what they say when something in them changes, and how urgently.
"use strict";
(function (reader) {
  const { all, attr, closest, docOf, frameOf, isThere, kind, matches, parent, rootOf, shows, slotOf, tag } = reader.dom;
  const LIVE = "[aria-live],[role=alert],[role=status],[role=log],output,[role=timer],[role=marquee]";
  let spoken = new Map();

  const hostOf = (node) => (kind(rootOf(node)) === 11 ? rootOf(node).host ?? null : null);
  reader.hostOf = hostOf;

  // The parent in the flat tree, across slots, shadow roots and frames.
  reader.up = function (node) {
    if (kind(node) === 9) return frameOf(node);
    return slotOf(node) ?? parent(node) ?? hostOf(node) ?? frameOf(docOf(node));
  };

  function liveOf(node) {
    for (let el = kind(node) === 1 ? node : parent(node); el; el = reader.up(rootOf(el))) {
      const region = closest(el, LIVE);
      if (region) return region;
    }
    return null;
  }

  function urgency(region) {
    const given = attr(region, "aria-live");
    if (given) return given;
    const role = attr(region, "role") ?? (tag(region) === "output" ? "status" : "");
    return role === "alert" ? "assertive" : /^(status|log)$/.test(role) ? "polite" : "off";
  }

  reader.hearLive = function (record, target) {
    if (record.type === "attributes" && !/^(class|style|hidden|aria-hidden|role|alt|aria-label)$/.test(record.attributeName ?? "")) return;
    const region = liveOf(target);
    if (region) hearRegion(region, record, target);
    for (const node of record.addedNodes) if (kind(node) === 1) hearNewAlerts(node);
    if (record.type === "attributes") hearNewAlerts(target);
  };

  function hearRegion(region, record, target) {
    const how = urgency(region);
    if (how === "off" || closest(region, "[aria-busy=true]")) return;
    const said = spoken.get(region) ?? { how, parts: new Set() };
    if (closest(region, "[aria-atomic=true]") || /^(alert|status)$/.test(attr(region, "role") ?? "") || tag(region) === "output") said.parts.add(region);
    else if (record.type === "childList") for (const node of record.addedNodes) said.parts.add(node);
    else said.parts.add(target);
    spoken.set(region, said);
  }

  function hearNewAlerts(el) {
    const found = matches(el, "[role=alert]") ? [el] : all(el, "[role=alert]");
    for (const alert of found) if (shows(alert)) spoken.set(alert, { how: "assertive", parts: new Set([alert]) });
  }

  reader.tellLive = function () {
    for (const [region, { how, parts }] of spoken) {
      if (!isThere(region) || !shows(region) || closest(region, "[aria-hidden=true],[inert]")) continue;
      const text = reader.tidy([...parts].filter((node) => isThere(node)).map(textOf).join(" "));
      if (text) reader.send("live", { text, isUrgent: how === "assertive" });
    }
    spoken = new Map();
  };

  function textOf(node) {
    if (kind(node) === 3) return node.data;
    if (kind(node) !== 1) return "";
    return reader.walk(node, 0).map((item) => item.name ?? "").filter((text, at, all) => text && text !== all[at - 1]).join(" ");
  }
  reader.textOf = textOf;
})(globalThis.labReader);
