// What one element is: role, name, states, value, description. Chromium computes role and name
// (`computedRole`, `computedName`); everything else is read from the DOM as CORE-AAM and HTML-AAM say.
// Runs in the lab's isolated world. Nothing here changes the page.
"use strict";
(function (reader) {
  const { all, attr, attrs, closest, computedName, computedRole, get, has, hasAny, isThere, langOf, matches, one, parent, rootOf, tag } =
    reader.dom;

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
    canvas: "image", area: "link", math: "math" };
  const SAME_ROLE = { img: "image", directory: "list", presentation: "none", Video: "video",
    "graphics-document": "document", "graphics-object": "group", "graphics-symbol": "image",
    "doc-backlink": "link", "doc-biblioref": "link", "doc-glossref": "link", "doc-noteref": "link", "doc-cover": "image",
    "doc-biblioentry": "listitem", "doc-endnote": "listitem" };
  const SECTIONS = "article,aside,nav,section";

  // Without any attribute these are what they are, and asking takes Chromium longer than all else about them.
  const PLAIN_TAGS = { div: "generic", span: "generic", p: "paragraph" };

  reader.roleOf = function (el) {
    const plain = PLAIN_TAGS[tag(el)];
    if (plain && !hasAny(el)) return plain;
    const computed = computedRole(el);
    if (tag(el) === "input" && INPUT_ROLES[el.type] && !has(el, "role")) return INPUT_ROLES[el.type];
    if (computed === "time") return "generic"; // <time>; the field for a time has no role of its own
    if (computed && computed !== "null" && computed !== "generic") return namedRole(el, SAME_ROLE[computed] ?? computed);
    if (tag(el) === "canvas" && !computedName(el)) return "generic";
    if (tag(el) === "summary" && !isDetailsSummary(el)) return "generic";
    if (tag(el) === "area" && !has(el, "href")) return "generic";
    if (tag(el) === "svg" && computedName(el)) return "graphic"; // Chromium has no word for a drawing with parts in it.
    return TAG_ROLES[tag(el)] ?? "generic";
  };

  // Some are what they are only by a name: without one there is nothing to tell of them. (A title that repeats the
  // contents makes a landmark too, though Chromium gives it as no name.)
  const isNamed = (el) => reader.tidy(computedName(el)) !== "" || reader.tidy(attr(el, "title")) !== "";
  function namedRole(el, role) {
    const isGiven = has(el, "role");
    if (role === "form" || role === "region") return isNamed(el) ? role : "generic";
    if (role === "complementary") return isGiven || !closest(parent(el), SECTIONS) || isNamed(el) ? role : "generic";
    if (role === "image" && (tag(el) === "svg" || attr(el, "alt") === "")) return computedName(el) ? role : "none";
    if (get(el, "ownerSVGElement") && !isGiven && /^(group|image)$/.test(role) && tag(el) !== "image") return computedName(el) ? role : "generic";
    return role;
  }

  function isDetailsSummary(el) {
    const outer = parent(el);
    return outer !== null && tag(outer) === "details" && one(outer, ":scope > summary") === el;
  }

  const HAS_CHECK = /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/;
  const CAN_READ_ONLY = new RegExp("^(textbox|searchbox|spinbutton|combobox|listbox|radiogroup|date|time|datetime|month|week|grid|treegrid|" +
    "gridcell|columnheader|rowheader|checkbox|switch|menuitemcheckbox|menuitemradio|slider)$");
  const CAN_EXPAND = new RegExp("^(application|button|checkbox|columnheader|combobox|gridcell|link|listbox|menuitem|menuitemcheckbox|" +
    "menuitemradio|row|rowheader|switch|tab|treeitem)$");
  const IS_CELL = /^(gridcell|columnheader|rowheader)$/;

  function checkState(el, role) {
    if (tag(el) === "input" && /^(checkbox|radio)$/.test(el.type)) {
      return el.indeterminate ? "partly checked" : el.checked ? "checked" : "not checked";
    }
    const checked = attr(el, "aria-checked");
    if (checked === "mixed") return "partly checked";
    if (checked === "true") return "checked";
    return HAS_CHECK.test(role) || checked === "false" ? "not checked" : "";
  }

  function expandState(el, role) {
    if (tag(el) === "summary" && isDetailsSummary(el)) return parent(el).open ? "expanded" : "collapsed";
    const expanded = attr(el, "aria-expanded");
    if (expanded === "true" && CAN_EXPAND.test(role)) return "expanded";
    if (expanded === "false" && CAN_EXPAND.test(role)) return "collapsed";
    if (tag(el) === "select" && role === "combobox") return matches(el, ":open") ? "expanded" : "collapsed";
    const popover = get(el, "popoverTargetElement");
    if (popover) return matches(popover, ":popover-open") ? "expanded" : "collapsed";
    return "";
  }

  const isTrue = (el, attribute) => attr(el, attribute) === "true";
  reader.isDisabled = (el) => matches(el, ":disabled") || closest(el, "[aria-disabled=true]") !== null;

  function isInvalid(el) {
    const attribute = attr(el, "aria-invalid");
    if (attribute !== null) return attribute !== "false" && attribute !== "";
    return matches(el, ":user-invalid");
  }

  function isReadOnly(el, role) {
    if (!CAN_READ_ONLY.test(role)) return false;
    if (get(el, "readOnly") || isTrue(el, "aria-readonly")) return true;
    const grid = IS_CELL.test(role) && !has(el, "aria-readonly") ? closest(el, "[role=grid],[role=treegrid]") : null;
    return grid !== null && isTrue(grid, "aria-readonly");
  }

  const FIELD = new RegExp("^(textbox|searchbox|spinbutton|combobox|listbox|checkbox|radio|radiogroup|switch|slider|date|time|datetime|" +
    "month|week|file|color|tree|grid|treegrid|tablist|gridcell|columnheader|rowheader)$");

  function fieldStates(el, role, out) {
    const check = checkState(el, role);
    if (check) out.push(role === "switch" ? (check === "checked" ? "on" : "off") : check);
    if (matches(el, ":required") || isTrue(el, "aria-required")) out.push("required");
    if (isInvalid(el)) out.push("invalid entry");
    if (isReadOnly(el, role)) out.push("read only");
    if (tag(el) === "textarea" || isTrue(el, "aria-multiline")) out.push("multi line");
    if (reader.isProtected(el)) out.push("protected");
    if (has(el, "multiple") && role === "listbox" || isTrue(el, "aria-multiselectable")) out.push("multi select");
    if (/^(list|inline|both)$/.test(attr(el, "aria-autocomplete") ?? "") || (get(el, "list") && role === "combobox")) {
      out.push("has autocomplete");
    }
  }

  const PRESSED = { true: "pressed", false: "not pressed", mixed: "partly pressed" };
  const POPUPS = /^(true|menu|listbox|tree|grid|dialog)$/;
  const SORTED = { ascending: "sorted ascending", descending: "sorted descending", other: "sorted" };

  function statesOf(el, role) {
    const out = [];
    const pressed = PRESSED[attr(el, "aria-pressed")];
    if (pressed && role === "button") out.push(pressed);
    if (FIELD.test(role) || HAS_CHECK.test(role) || has(el, "aria-checked")) fieldStates(el, role, out);
    else if (isInvalid(el)) out.push("invalid entry");
    const expanded = expandState(el, role);
    if (expanded) out.push(expanded);
    if (/^(option|tab|row|gridcell|treeitem)$/.test(role) && ((tag(el) === "option" && el.selected) || isTrue(el, "aria-selected"))) out.push("selected");
    const popup = attr(el, "aria-haspopup");
    if (POPUPS.test(popup ?? "") && role !== "combobox") out.push(popup === "true" ? "has menu" : `has ${popup}`);
    const sort = SORTED[attr(el, "aria-sort")];
    if (sort) out.push(sort);
    if (isTrue(el, "aria-busy")) out.push("busy");
    if (isClickable(el, role)) out.push("clickable");
    out.push(...detailsOf(el));
    if (has(el, "aria-current") && attr(el, "aria-current") !== "false") out.push(currentState(el));
    if (isTrue(el, "aria-modal") || (tag(el) === "dialog" && matches(el, ":modal"))) out.push("modal");
    if (matches(el, ":disabled") || isTrue(el, "aria-disabled")) out.push("dimmed");
    return out;
  }

  // Scripts that listen cannot be seen from here, only what the markup says.
  const isClickable = (el, role) => /^(generic|paragraph|listitem|image|cell|row|text|figure|group|article)$/.test(role) &&
    ["onclick", "onmousedown", "onmouseup"].some((name) => has(el, name));

  const DETAILS = { "doc-footnote": "footnote", "doc-endnote": "endnote", "doc-endnotes": "endnote", definition: "definition", comment: "comment",
    suggestion: "suggestion" };
  function detailsOf(el) {
    return Array.from(new Set(reader.referenced(el, "aria-details").map((other) => `has ${DETAILS[computedRole(other)] ?? "details"}`)));
  }

  function currentState(el) {
    const kind = attr(el, "aria-current");
    return /^(page|step|location|date|time)$/.test(kind) ? `current ${kind}` : "current";
  }

  function valueOf(el, role) {
    if (tag(el) === "select") return Array.from(el.selectedOptions, (o) => reader.tidy(o.label)).join(", ");
    if (reader.isProtected(el)) return "•".repeat(el.value.length);
    if (tag(el) === "input" && /^(checkbox|radio|submit|button|reset|image|hidden)$/.test(el.type)) return "";
    if (/^(slider|spinbutton|progressbar|meter|scrollbar|separator)$/.test(role)) return rangeValue(el, role);
    if (tag(el) === "input" || tag(el) === "textarea") return reader.tidy(el.value);
    if (/^(textbox|searchbox)$/.test(role)) return reader.tidy(get(el, "innerText"));
    if (role === "combobox") return reader.tidy(one(el, "input")?.value ?? get(el, "innerText"));
    return "";
  }

  function rangeValue(el, role) {
    if (role === "separator" && get(el, "tabIndex") < 0) return ""; // Only one that can be moved has a value.
    const said = attr(el, "aria-valuetext") ?? attr(el, "aria-valuenow");
    if (said !== null) return role === "progressbar" && /^[\d.]+$/.test(said) ? percent(el, Number(said)) : said;
    if (tag(el) === "progress") return el.position < 0 ? "" : `${Math.round(el.position * 100)}%`;
    if (tag(el) === "meter" || tag(el) === "input") return String(el.value);
    return "";
  }

  function percent(el, now) {
    const least = Number(attr(el, "aria-valuemin") ?? 0);
    const most = Number(attr(el, "aria-valuemax") ?? 100);
    return most > least ? `${Math.round(((now - least) / (most - least)) * 100)}%` : String(now);
  }

  const MEMBERS = { option: "listbox,select,datalist", tab: "tablist", menuitem: "menu,menubar",
    menuitemradio: "menu,menubar,group", menuitemcheckbox: "menu,menubar,group", treeitem: "tree,group", radio: "radiogroup" };

  const ownersOf = (role) => MEMBERS[role].split(",").map((name) => `[role=${name}]`).join(",");
  const MEMBERS_OF = Object.fromEntries(Object.keys(MEMBERS).map((role) => [role, (owner) =>
    Array.from(all(owner, `[role=${role}]`)).filter((el) => closest(el, ownersOf(role)) === owner && reader.isExposed(el))]));

  function positionOf(el, role) {
    const size = Number(attr(el, "aria-setsize"));
    const place = Number(attr(el, "aria-posinset"));
    if (place > 0) return [place, Math.max(0, size)];
    if (tag(el) === "select") return el.multiple || el.selectedIndex < 0 ? null : among(el.options[el.selectedIndex], optionsOf(el));
    if (tag(el) === "input" && el.type === "radio") return among(el, radiosOf(el).filter(reader.isExposed));
    if (tag(el) === "option") return closest(el, "select") ? among(el, optionsOf(closest(el, "select"))) : null;
    if (!MEMBERS[role]) return null;
    const owner = closest(el, ownersOf(role));
    return owner ? among(el, reader.once(MEMBERS_OF[role], owner)) : null;
  }

  const optionsOf = (select) => reader.once(shownOptions, select);
  const shownOptions = (select) => Array.from(select.options).filter((option) => getComputedStyle(option).display !== "none");

  function radiosOf(el) {
    if (!el.name) return [el];
    const named = all(rootOf(el), `input[type=radio][name="${CSS.escape(el.name)}"]`);
    return Array.from(named).filter((other) => other.form === el.form);
  }
  reader.radiosOf = radiosOf;

  function among(el, members) {
    const index = members.indexOf(el);
    return index < 0 ? null : [index + 1, members.length];
  }

  reader.isFocusable = function (el) {
    const isEditable = get(el, "isContentEditable");
    if (get(el, "tabIndex") < 0 && !isEditable) return false;
    if (/^(a|area)$/.test(tag(el)) && !has(el, "href") && !has(el, "tabindex")) return false;
    if (tag(el) === "summary" && !isDetailsSummary(el) && !has(el, "tabindex")) return false;
    if (isEditable && parent(el) && get(parent(el), "isContentEditable") && !has(el, "tabindex")) return false;
    return !matches(el, ":disabled") && tag(el) !== "iframe";
  };

  function levelOf(el, role) {
    const given = Number(attr(el, "aria-level"));
    if (given > 0 && /^(heading|treeitem|row|listitem|comment)$/.test(role)) return given;
    if (role === "heading") return Number(/^h([1-6])$/.exec(tag(el))?.[1] ?? 2);
    if (role === "treeitem") {
      let level = 1;
      for (let up = closest(parent(el), "[role=group],[role=tree]"); up && attr(up, "role") === "group";
        up = closest(parent(up), "[role=group],[role=tree]")) level += 1;
      return level;
    }
    return 0;
  }

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

  // What a link within this page leads to; SVG's links have no parts of their address.
  function hashHere(el) {
    if (!/^(a|area)$/.test(tag(el)) || typeof el.hash !== "string" || el.href.split("#")[0] !== here()) return "";
    return reader.decoded(el.hash.slice(1));
  }

  // A link with a picture and without a name is called by the last part of where it leads, as real readers do.
  function lastPart(el) {
    if (!one(el, "*") || !has(el, "href")) return "";
    const href = get(el, "href");
    if (typeof href !== "string" || /^(javascript|data|blob):/i.test(href) || href.split("#")[0] === here()) return "";
    const [, host, way] = /^[a-z][a-z\d+.-]*:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(href) ?? [];
    return reader.decoded(way?.split("/").findLast(Boolean) ?? host ?? "").slice(0, 60);
  }

  function hintOf(el, role) {
    if (!/^(textbox|searchbox|spinbutton|combobox)$/.test(role)) return "";
    return reader.tidy(attr(el, "aria-placeholder") || (/^(input|textarea)$/.test(tag(el)) ? attr(el, "placeholder") : ""));
  }

  // A title on these is for those who point at them.
  const UNTITLED = new RegExp("^(generic|paragraph|listitem|list|row|rowgroup|cell|gridcell|columnheader|rowheader|deletion|insertion|mark|" +
    "suggestion|term|definition|caption)$");

  const PLAIN = /^(generic|paragraph|listitem|list|row|rowgroup|none)$/;

  // Most elements are neither controls nor carry aria attributes: nothing to look up there.
  const STATEFUL = /^(input|select|textarea|button|summary|dialog|option|progress|meter|fieldset|svg)$/;
  const hasAria = (el) => attrs(el).some((name) => /^(aria-.*|role|contenteditable|onclick|onmouse(down|up))$/.test(name));

  // The message's node: only what is not empty, under one-letter names that reader/messages.py knows.
  reader.describe = function (el, role, parentId) {
    const out = { i: reader.idOf(el), p: parentId, r: role };
    if (PLAIN.test(role) && !hasAny(el)) return out;
    let fileValue = "";
    let name = PLAIN.test(role) && !has(el, "aria-label") && !has(el, "aria-labelledby")
      ? "" : reader.nameOf(el);
    if (role === "file") [name, fileValue] = reader.fileNameAndValue(el, name);
    if (name) out.n = name;
    if (attr(el, "id")) out.x = attr(el, "id");
    if (langOf(el)) out.g = langOf(el);
    const isBare = !STATEFUL.test(tag(el)) && role !== "gridcell" && !hasAria(el);
    const states = isBare ? [] : statesOf(el, role);
    if (states.length) out.s = states;
    if (reader.isFocusable(el)) out.f = 1;
    const value = fileValue || (isBare ? "" : valueOf(el, role));
    if (value) out.v = value;
    const description = isBare && !has(el, "title") ? "" : reader.descriptionOf(el, name, !UNTITLED.test(role));
    if (description) out.d = description;
    const error = isBare ? "" : reader.errorOf(el, states.includes("invalid entry"));
    if (error) out.e = error;
    const level = levelOf(el, role);
    if (level) out.l = level;
    const position = isBare && !MEMBERS[role] ? null : positionOf(el, role);
    if (position) out.o = position;
    const hint = hintOf(el, role);
    if (hint) out.h = hint;
    const keys = reader.tidy(attr(el, "aria-keyshortcuts"));
    if (keys) out.q = keys;
    const said = role === "generic" ? "" : attr(el, "aria-roledescription")?.trim();
    if (said) out.t = reader.tidy(said);
    const hash = role === "link" ? hashHere(el) : "";
    if (hash) out.j = hash;
    const file = name ? "" : role === "link" ? lastPart(el) : role === "image" && tag(el) !== "canvas" ? fileName(el) : "";
    if (file) out.u = file;
    return out;
  };
})(globalThis.labReader);
