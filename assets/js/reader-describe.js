// What one element is: role, name, states, value, description. Chromium computes role and name
// (`computedRole`, `computedName`); everything else is read from the DOM as CORE-AAM and HTML-AAM say.
// Runs in the lab's isolated world. Nothing here changes the page.
"use strict";
(function (reader) {
  const { all, attr, attrs, closest, computedName, computedRole, contains, docOf, firstElement, get, has, hasAny, isThere, langOf, matches,
    one, parent, tag } = reader.dom;

  const ids = new WeakMap();
  const nodes = new Map();
  let lastId = 0;

  reader.idOf = function (node) {
    let id = ids.get(node);
    if (id === undefined) ids.set(node, id = ++lastId);
    if (!nodes.has(id)) nodes.set(id, new WeakRef(node));
    return id;
  };
  // Text that a style sheet puts before or after an element is a thing of its own, and stands where the element is.
  const sides = new WeakMap();
  reader.idOfSide = function (el, side) {
    const own = sides.get(el) ?? {};
    sides.set(el, own);
    own[side] ??= ++lastId;
    if (!nodes.has(own[side])) nodes.set(own[side], new WeakRef(el));
    return own[side];
  };
  reader.nodeOf = (id) => nodes.get(id)?.deref() ?? null;
  // What has left the page is let go; should it come back, it has its old id.
  reader.forgetGone = function () {
    for (const [id, ref] of nodes) {
      const node = ref.deref();
      if (!node || !isThere(node)) nodes.delete(id);
    }
  };
  reader.knownCount = () => nodes.size;

  // Elements that have no ARIA role of their own but that real readers name.
  const INPUT_ROLES = { date: "date", time: "time", "datetime-local": "datetime", month: "month", week: "week",
    color: "color", file: "file", password: "textbox" };
  const TAG_ROLES = { summary: "button", dl: "list", iframe: "frame", frame: "frame", video: "video", audio: "audio",
    area: "link", math: "math" };
  const SAME_ROLE = { img: "image", directory: "list", presentation: "none", Video: "video",
    "graphics-document": "document", "graphics-object": "group", "graphics-symbol": "image",
    "doc-backlink": "link", "doc-biblioref": "link", "doc-glossref": "link", "doc-noteref": "link", "doc-cover": "image",
    "doc-biblioentry": "listitem", "doc-endnote": "listitem" };
  const SECTIONS = "article,aside,nav,section";

  // What these are is certain, and asking takes Chromium longer than all else about them: some without any attribute, the
  // others without a role of the author's.
  const BARE = { div: "generic", span: "generic" };
  const PLAIN_TAGS = { p: "paragraph", label: "generic", h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading" };
  const TYPED_IN = /^(text|email|tel|url)$/;
  // What an author lets people write in is a field to write in, whatever else it is, but for a place among others: there
  // the field stands in it.
  const HOLDS_WORDS = /^(heading|listitem|cell|gridcell|columnheader|rowheader)$/;
  const KEEPS_ROLE = new RegExp("^(heading|listitem|cell|gridcell|columnheader|rowheader|searchbox|combobox|spinbutton|slider|button|link|" +
    "checkbox|radio|switch|option|tab|menuitem|treeitem)$");
  function certainRole(el, name) {
    if (!hasAny(el) && name !== "body") return BARE[name] ?? PLAIN_TAGS[name];
    if ((name === "body" || has(el, "contenteditable")) && reader.isEditingHost(el) && !KEEPS_ROLE.test(computedRole(el))) return "textbox";
    if (has(el, "role")) return undefined;
    if (name === "a") return has(el, "href") ? "link" : undefined;
    if (name === "input") return TYPED_IN.test(el.type) && !has(el, "list") ? "textbox" : undefined;
    return PLAIN_TAGS[name];
  }

  reader.roleOf = function (el) {
    const certain = certainRole(el, tag(el));
    if (certain) return certain;
    if (/^(object|embed)$/.test(tag(el)) && !has(el, "role")) return embeddedRole(el);
    const computed = computedRole(el);
    if (tag(el) === "input" && INPUT_ROLES[el.type] && !has(el, "role")) return INPUT_ROLES[el.type];
    if (FIELD_TAG.test(tag(el)) && !CONTROL.test(computed)) return fieldRole(el);
    if (computed === "time") return "generic"; // <time>; the field for a time has no role of its own
    if (computed && computed !== "null" && computed !== "generic") return namedRole(el, SAME_ROLE[computed] ?? computed);
    if (tag(el) === "canvas") return !computedName(el) ? "generic" : reader.flat.siblings(el).length ? "graphic" : "image";
    if (tag(el) === "summary" && !reader.isDetailsSummary(el)) return "generic";
    if (tag(el) === "area" && !has(el, "href")) return "generic";
    if (tag(el) === "svg" && computedName(el)) return "graphic"; // Chromium has no word for a drawing with parts in it.
    if (/^i?frame$/.test(tag(el)) && /^(none|presentation)$/.test(attr(el, "role") ?? "")) return "none";
    return TAG_ROLES[tag(el)] ?? "generic";
  };

  // A field stays one, also where its author calls it an alert or a group: else nobody would hear of it.
  const FIELD_TAG = /^(input|textarea|select)$/;
  const CONTROL = new RegExp("^(textbox|searchbox|combobox|listbox|spinbutton|slider|button|link|checkbox|radio|switch|option|tab|menu|menuitem.*|" +
    "treeitem|progressbar|meter|scrollbar|separator|image|img)$");
  const FIELD_ROLES = { checkbox: "checkbox", radio: "radio", number: "spinbutton", range: "slider", search: "searchbox", image: "button",
    submit: "button", reset: "button", button: "button", ...INPUT_ROLES };
  function fieldRole(el) {
    if (tag(el) === "select") return el.multiple || el.size > 1 ? "listbox" : "combobox";
    return (tag(el) === "input" && FIELD_ROLES[el.type]) || "textbox";
  }

  // Some are what they are only by a name: without one there is nothing to tell of them. (A title that repeats the
  // contents makes a landmark too, though Chromium gives it as no name.)
  const isNamed = (el) => reader.tidy(computedName(el)) !== "" || reader.tidy(attr(el, "title")) !== "";
  function namedRole(el, role) {
    const isGiven = has(el, "role");
    if (role === "form" || role === "region") return isNamed(el) ? role : "generic";
    if (role === "complementary") return isGiven || !closest(parent(el), SECTIONS) || isNamed(el) ? role : "generic";
    if (role === "image" && (tag(el) === "svg" || attr(el, "alt") === "")) return computedName(el) || reader.isFocusable(el) ? role : "none";
    if (get(el, "ownerSVGElement") && !isGiven && /^(group|image)$/.test(role) && tag(el) !== "image") return computedName(el) ? role : "generic";
    return role;
  }

  // A page of its own is a frame; a drawing is what stands in it, under the name that it is given here; so is a picture.
  const PICTURED = /^data:image\/|\.(png|gif|jpe?g|webp|avif|bmp|ico)([?#]|$)/i;
  function embeddedRole(el) {
    if (reader.flat.isEmbedding(el)) return !isDrawing(el) ? "frame" : isNamed(el) ? "graphic" : "none";
    const isPicture = /^image\//.test(el.type) || PICTURED.test(attr(el, "data") ?? attr(el, "src") ?? "");
    return isPicture && isNamed(el) && !reader.flat.isFallingBack(el) ? "image" : "generic";
  }
  const isDrawing = (el) => tag(get(reader.documentIn(el) ?? document, "documentElement")) === "svg";

  reader.isDetailsSummary = function (el) {
    const outer = parent(el);
    return outer !== null && tag(outer) === "details" && one(outer, ":scope > summary") === el;
  };

  // A cell, heading or list item that somebody writes in holds a field.
  reader.holdsField = (el, role) => HOLDS_WORDS.test(role) && reader.isEditingHost(el);
  reader.fieldIn = (el, parentId) => reader.isMadeOf({ ...reader.describe(el, "textbox", parentId), id: reader.idOfSide(el, "field") }, el);

  // Chromium writes one for details that have none.
  /** @returns {ReaderNode} */
  reader.usualSummary = (details, parentId) => ({ id: reader.idOfSide(details, "summary"), parent: parentId, role: "button", name: "Details",
    states: [details.open ? "expanded" : "collapsed"], isFocusable: true });
  reader.lacksSummary = (el) => tag(el) === "details" && !has(el, "tabindex") && one(el, ":scope > summary") === null;

  // No more of what was entered leaves the page than a person would listen to.
  reader.MOST_SAID = 500;
  const valueOf = (el, role) => (reader.isEntered(el, role) && !isTold(el, role) ? "" : wholeValueOf(el, role).slice(0, reader.MOST_SAID));

  // And what somebody may have typed only when its field is about to be said. (Of a combo box it is also said when it changes.)
  const TYPED = /^(text|search|tel|url|email|number|password|date|time|datetime-local|month|week)$/;
  const fieldOf = (el, role) => (role === "combobox" ? reader.combo.field(el) ?? el : el);
  reader.isEntered = function (el, role) {
    const field = fieldOf(el, role);
    if (tag(field) === "textarea" || (tag(field) === "input" && TYPED.test(field.type))) return field.value !== field.defaultValue;
    return /^(textbox|searchbox|combobox)$/.test(role) && get(field, "isContentEditable");
  };
  let told = null;
  const isTold = (el, role) => (told !== null && contains(el, told)) || (role === "combobox" && contains(el, reader.activeElement()));
  reader.telling = function (node, tell) {
    const before = told;
    told = node;
    try { return tell(); } finally { told = before; }
  };
  function wholeValueOf(el, role) {
    if (tag(el) === "select") return Array.from(el.selectedOptions, chosen).join(", ");
    if (reader.isProtected(el)) return "•".repeat((el.value ?? get(el, "innerText")).length);
    if (tag(el) === "input" && /^(checkbox|radio|submit|button|reset|image|hidden)$/.test(el.type)) return "";
    if (/^(slider|spinbutton|progressbar|meter|scrollbar|separator)$/.test(role)) return rangeValue(el, role);
    if (tag(el) === "input" || tag(el) === "textarea") return reader.tidy(el.value);
    if (/^(textbox|searchbox)$/.test(role)) return reader.tidy(get(el, "innerText"));
    if (role === "combobox") return reader.tidy(reader.combo.field(el)?.value ?? reader.combo.shown(el));
    return "";
  }

  // An option may hold pictures, and these have names.
  const chosen = (option) => reader.tidy((firstElement(option) && computedName(option)) || option.label);

  // A control among other words is said by what it holds (ACCNAME 1.2, 2E); null for what is none.
  const HOLDS = /^(textbox|searchbox|combobox|slider|spinbutton|progressbar|meter|scrollbar|date|time|datetime|month|week|color)$/;
  reader.heldBy = function (el) {
    if (!has(el, "role") && !/^(input|select|textarea|meter|progress)$/.test(tag(el))) return null;
    const role = reader.roleOf(el);
    if (reader.isProtected(el)) return "";
    if (role !== "listbox" || tag(el) === "select") return HOLDS.test(role) || role === "listbox" ? wholeValueOf(el, role) : null;
    return Array.from(all(el, "[role=option][aria-selected=true]"), reader.textOf).map(reader.tidy).join(", ");
  };

  function rangeValue(el, role) {
    if (role === "separator" && get(el, "tabIndex") < 0) return ""; // Only one that can be moved has a value.
    const said = attr(el, "aria-valuetext") || attr(el, "aria-valuenow");
    if (said) return role === "progressbar" && /^\d*\.?\d+$/.test(said) ? percent(el, Number(said)) : said;
    if (tag(el) === "progress") return el.position < 0 ? "" : `${Math.round(el.position * 100)}%`;
    if (tag(el) === "meter" || tag(el) === "input") return String(el.value);
    return /^(slider|scrollbar|separator)$/.test(role) ? String((least(el) + most(el)) / 2) : ""; // Half way, where nothing is said.
  }
  const least = (el) => limit(el, "aria-valuemin", 0);
  const most = (el) => limit(el, "aria-valuemax", 100);
  const limit = (el, name, usual) => {
    const given = parseFloat(attr(el, name) ?? "");
    return Number.isNaN(given) ? usual : given;
  };

  function percent(el, now) {
    const part = (now - least(el)) / (most(el) - least(el));
    return most(el) > least(el) ? `${Math.round(part * 100)}%` : String(now);
  }

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
    const value = fileValue || (isBare ? "" : valueOf(el, role));
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
