// What is told of one element: role, name, states, value, description. Chromium computes role and name
// (`computedRole`, `computedName`); everything else is read from the DOM as CORE-AAM and HTML-AAM say.
// Runs in the lab's isolated world. Nothing here changes the page.
"use strict";
(function (reader) {
  const { attr, attrs, docOf, get, has, hasAny, langOf, matches, one, parent, tag } = reader.dom;

  reader.isFocusable = function (el) {
    const isEditable = get(el, "isContentEditable");
    if (get(el, "tabIndex") < 0 && !isEditable) return false;
    if (/^(a|area)$/.test(tag(el)) && !has(el, "href") && !has(el, "tabindex")) return false;
    if (tag(el) === "summary" && !reader.isDetailsSummary(el) && !has(el, "tabindex")) return false;
    if (isEditable && parent(el) && get(parent(el), "isContentEditable") && !has(el, "tabindex")) return false;
    return !matches(el, ":disabled") && !/^(iframe|object|embed)$/.test(tag(el));
  };

  function fileName(el) {
    const source = get(el, "currentSrc") || get(el, "src") || "";
    if (typeof source !== "string" || source.startsWith("data:")) return "";
    return reader.decoded(source.split(/[?#]/)[0].split("/").pop() ?? "").slice(0, 60);
  }

  let address = "", path = "";
  function here() {
    const now = get(document, "URL");
    if (now !== address) [address, path] = [now, now.split("#")[0]];
    return path;
  }

  // What a link within this page leads to; SVG's links have no parts of their address. Most are a plain word after "#".
  const isBasedHere = (doc) => get(doc, "baseURI").split("#")[0] === here();
  function hashHere(el) {
    const href = /^(a|area)$/.test(tag(el)) ? attr(el, "href") ?? "" : "";
    if (/^#[\w-]+$/.test(href) && "hash" in el) return reader.once(isBasedHere, docOf(el)) ? href.slice(1) : "";
    if (!href.includes("#") || typeof el.hash !== "string" || el.href.split("#")[0] !== here()) return "";
    return reader.decoded(el.hash.slice(1));
  }

  // A link with a picture, or in one, and without a name is called by the last part of where it leads, as real readers do.
  function lastPart(el) {
    if (!(one(el, "*") || tag(el) === "area") || !has(el, "href")) return "";
    const href = get(el, "href");
    if (typeof href !== "string" || /^(javascript|data|blob):/i.test(href) || href.split("#")[0] === here()) return "";
    const [, host, way] = /^[a-z][a-z\d+.-]*:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(href) ?? [];
    return reader.decoded(way?.split("/").findLast(Boolean) ?? host ?? "").slice(0, 60);
  }

  function hintOf(el, role) {
    if (!/^(textbox|searchbox|spinbutton|combobox)$/.test(role)) return "";
    return reader.tidy(attr(el, "aria-placeholder") || (/^(input|textarea)$/.test(tag(el)) ? attr(el, "placeholder") : ""));
  }

  // One sign; the engine knows nothing of several.
  function accessKeyOf(el) {
    const key = attr(el, "accesskey") ?? "";
    return Array.from(key).length === 1 && key.trim() ? `Alt+${key}` : "";
  }

  // What the author wrote for those who hear the page.
  /** @param {ReaderNode} out */
  function words(el, role, out) {
    const hint = hintOf(el, role);
    if (hint) out.hint = hint;
    const keys = reader.tidy(attr(el, "aria-keyshortcuts")) || accessKeyOf(el);
    if (keys) out.shortcut = keys;
    const said = role === "generic" ? "" : reader.tidy(attr(el, "aria-roledescription"));
    if (said) out.roleSaid = said;
  }

  // A title on these is for those who point at them.
  const UNTITLED = new RegExp("^(generic|paragraph|listitem|list|row|rowgroup|cell|gridcell|columnheader|rowheader|deletion|insertion|mark|" +
    "suggestion|term|definition|caption)$");

  const PLAIN = /^(generic|paragraph|listitem|list|row|rowgroup|none)$/;

  // Most elements are neither controls nor carry aria attributes: nothing to look up there.
  const STATEFUL = /^(input|select|textarea|button|summary|dialog|option|progress|meter|fieldset|svg)$/;
  const hasAria = (el) => attrs(el).some((name) => /^(aria-.*|role|contenteditable|accesskey|onclick|onmouse(down|up))$/.test(name));

  // The message's node: only what is not empty, under the names that reader/decoding.py knows.
  const nameFor = (el, role) => ((PLAIN.test(role) || reader.holdsField(el, role)) && !has(el, "aria-label") && !has(el, "aria-labelledby") &&
    !isTitledItem(el, role) ? "" : reader.nameOf(el) || (role === "math" ? reader.formulaOf(el) : ""));
  // An item of a drawing is called by its title.
  const isTitledItem = (el, role) => role === "listitem" && get(el, "ownerSVGElement") != null;
  reader.describe = function (el, role, parentId, name = nameFor(el, role)) {
    /** @type {ReaderNode} */
    const out = { id: reader.idOf(el), parent: parentId, role };
    if (PLAIN.test(role) && !hasAny(el) && !tag(el).includes("-")) return out;
    let fileValue = "";
    if (role === "file") [name, fileValue] = reader.fileNameAndValue(el, name);
    if (name) out.name = name;
    const id = attr(el, "id");
    if (id) out.field = id;
    if (langOf(el)) out.language = langOf(el);
    const isFocusable = reader.isFocusable(el);
    const tagName = tag(el);
    const isBare = !STATEFUL.test(tagName) && role !== "gridcell" && role !== "textbox" && !tagName.includes("-") && !hasAria(el) && !(isFocusable && reader.isInDisabled(el));
    const states = isBare ? [] : reader.statesOf(el, role);
    if (states.length) out.states = states;
    if (isFocusable) out.isFocusable = true;
    const value = fileValue || (isBare ? "" : reader.valueIn(el, role));
    if (value) out.value = value;
    const description = isBare && !has(el, "title") && !get(el, "ownerSVGElement") ? "" : reader.descriptionOf(el, name, !UNTITLED.test(role));
    if (description) out.description = description;
    const error = isBare ? "" : reader.errorOf(el, states.includes("invalid entry"));
    if (error) out.error = error;
    const level = reader.levelOf(el, role);
    if (level) out.level = level;
    const position = isBare && !reader.isMember(role) ? null : reader.positionOf(el, role);
    if (position) [out.place, out.size] = position;
    if (!isBare) words(el, role, out);
    const hash = role === "link" ? hashHere(el) : "";
    if (hash) out.target = hash;
    const file = name ? "" : role === "link" ? lastPart(el) : role === "image" && tag(el) !== "canvas" ? fileName(el) : "";
    if (file) out.file = file;
    return out;
  };
})(globalThis.labReader);
