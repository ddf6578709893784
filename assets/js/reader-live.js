// Live regions: what they say when something in them changes, and how urgently.
"use strict";
(function (reader) {
  const LIVE = "[aria-live],[role=alert],[role=status],[role=log],output,[role=timer],[role=marquee]";
  let spoken = new Map();

  // The parent in the flat tree, across slots, shadow roots and frames.
  reader.up = function (node) {
    if (node.nodeType === 9) return node.defaultView?.frameElement ?? null;
    return node.assignedSlot ?? node.parentElement ?? node.host ?? node.getRootNode().host ?? node.ownerDocument?.defaultView?.frameElement ?? null;
  };

  function liveOf(node) {
    for (let el = node.nodeType === 1 ? node : node.parentElement; el; el = reader.up(el.getRootNode())) {
      const region = el.closest(LIVE);
      if (region) return region;
    }
    return null;
  }

  function urgency(region) {
    const given = region.getAttribute("aria-live");
    if (given) return given;
    const role = region.getAttribute("role") ?? (region.tagName === "OUTPUT" ? "status" : "");
    return role === "alert" ? "assertive" : /^(status|log)$/.test(role) ? "polite" : "off";
  }

  reader.hearLive = function (record, target) {
    if (record.type === "attributes" && !/^(class|style|hidden|aria-hidden|role|alt|aria-label)$/.test(record.attributeName)) return;
    const region = liveOf(target);
    if (region) hearRegion(region, record, target);
    for (const node of record.addedNodes) if (node.nodeType === 1) hearNewAlerts(node);
    if (record.type === "attributes") hearNewAlerts(target);
  };

  function hearRegion(region, record, target) {
    const how = urgency(region);
    if (how === "off" || region.closest("[aria-busy=true]")) return;
    const said = spoken.get(region) ?? { how, parts: new Set() };
    if (region.closest("[aria-atomic=true]") || /^(alert|status)$/.test(region.getAttribute("role") ?? "") || region.tagName === "OUTPUT") said.parts.add(region);
    else if (record.type === "childList") for (const node of record.addedNodes) said.parts.add(node);
    else said.parts.add(target);
    spoken.set(region, said);
  }

  function hearNewAlerts(el) {
    const found = el.matches("[role=alert]") ? [el] : el.querySelectorAll("[role=alert]");
    for (const alert of found) if (alert.checkVisibility()) spoken.set(alert, { how: "assertive", parts: new Set([alert]) });
  }

  reader.tellLive = function () {
    for (const [region, { how, parts }] of spoken) {
      if (!region.isConnected || !region.checkVisibility() || region.closest("[aria-hidden=true],[inert]")) continue;
      const text = reader.tidy([...parts].filter((node) => node.isConnected).map(textOf).join(" "));
      const key = reader.idOf(region);
      if (text) reader.send("live", { text, how, region: key });
    }
    spoken = new Map();
  };

  function textOf(node) {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1) return "";
    return reader.walk(node, 0).map((item) => item.n ?? "").filter((text, at, all) => text && text !== all[at - 1]).join(" ");
  }
  reader.textOf = textOf;
})(globalThis.labReader);
