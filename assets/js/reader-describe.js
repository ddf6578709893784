// What one element is: role, name, states, value, description. Chromium computes role and name
// (`computedRole`, `computedName`); everything else is read from the DOM as CORE-AAM and HTML-AAM say.
// Runs in the lab's isolated world. Nothing here changes the page.
"use strict";
globalThis.labReader ??= {};
(function (reader) {
  const ids = new WeakMap();
  const nodes = new Map();
  let lastId = 0;

  reader.idOf = function (node) {
    let id = ids.get(node);
    if (id === undefined) ids.set(node, id = ++lastId);
    if (!nodes.has(id)) nodes.set(id, new WeakRef(node));
    return id;
  };
  reader.nodeOf = (id) => nodes.get(id)?.deref() ?? null;
  // What has left the page is let go; should it come back, it has its old id.
  reader.forgetGone = function () {
    for (const [id, ref] of nodes) if (!ref.deref()?.isConnected) nodes.delete(id);
  };
  reader.knownCount = () => nodes.size;

  // Elements that have no ARIA role of their own but that real readers name.
  const INPUT_ROLES = { date: "date", time: "time", "datetime-local": "datetime", month: "month", week: "week",
    color: "color", file: "file", password: "textbox" };
  const TAG_ROLES = { SUMMARY: "button", DL: "list", IFRAME: "frame", FRAME: "frame", VIDEO: "video", AUDIO: "audio",
    CANVAS: "image", AREA: "link", math: "math" };
  const SAME_ROLE = { img: "image", directory: "list", presentation: "none", Video: "video",
    "graphics-document": "document", "graphics-object": "group", "graphics-symbol": "image" };
  const SECTIONS = "article,aside,nav,section";

  // Without any attribute these are what they are, and asking takes Chromium longer than all else about them.
  const PLAIN_TAGS = { DIV: "generic", SPAN: "generic", P: "paragraph" };

  reader.roleOf = function (el) {
    const plain = PLAIN_TAGS[el.tagName];
    if (plain && !el.hasAttributes()) return plain;
    const computed = el.computedRole ?? "";
    if (el.tagName === "INPUT" && INPUT_ROLES[el.type] && !el.hasAttribute("role")) return INPUT_ROLES[el.type];
    if (computed === "time") return "generic"; // <time>; the field for a time has no role of its own
    if (computed && computed !== "null" && computed !== "generic") return namedRole(el, SAME_ROLE[computed] ?? computed);
    if (el.tagName === "CANVAS" && !el.computedName) return "generic";
    if (el.tagName === "SUMMARY" && !isDetailsSummary(el)) return "generic";
    if (el.tagName === "AREA" && !el.hasAttribute("href")) return "generic";
    return TAG_ROLES[el.tagName] ?? "generic";
  };

  // Some are what they are only by a name: without one there is nothing to tell of them. (A title that repeats the
  // contents makes a landmark too, though Chromium gives it as no name.)
  const isNamed = (el) => reader.tidy(el.computedName) !== "" || reader.tidy(el.title) !== "";
  function namedRole(el, role) {
    const isGiven = el.hasAttribute("role");
    if (role === "form" || role === "region") return isNamed(el) ? role : "generic";
    if (role === "complementary") return isGiven || !el.parentElement?.closest(SECTIONS) || isNamed(el) ? role : "generic";
    if (role === "image" && (el.tagName === "svg" || el.getAttribute("alt") === "")) return el.computedName ? role : "none";
    if (el.ownerSVGElement && !isGiven && /^(group|image)$/.test(role) && el.tagName !== "image") return el.computedName ? role : "generic";
    return role;
  }

  function isDetailsSummary(el) {
    return el.parentElement?.tagName === "DETAILS" && el.parentElement.querySelector(":scope > summary") === el;
  }

  const HAS_CHECK = /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/;
  const CAN_READ_ONLY = new RegExp("^(textbox|searchbox|spinbutton|combobox|listbox|radiogroup|date|time|datetime|month|week|grid|treegrid|" +
    "gridcell|columnheader|rowheader|checkbox|switch|menuitemcheckbox|menuitemradio|slider)$");
  const CAN_EXPAND = new RegExp("^(application|button|checkbox|columnheader|combobox|gridcell|link|listbox|menuitem|menuitemcheckbox|" +
    "menuitemradio|row|rowheader|switch|tab|treeitem)$");
  const IS_CELL = /^(gridcell|columnheader|rowheader)$/;

  function checkState(el, role) {
    if (el.tagName === "INPUT" && /^(checkbox|radio)$/.test(el.type)) {
      return el.indeterminate ? "partly checked" : el.checked ? "checked" : "not checked";
    }
    const checked = el.getAttribute("aria-checked");
    if (checked === "mixed") return "partly checked";
    if (checked === "true") return "checked";
    return HAS_CHECK.test(role) || checked === "false" ? "not checked" : "";
  }

  function expandState(el, role) {
    if (el.tagName === "SUMMARY" && isDetailsSummary(el)) return el.parentElement.open ? "expanded" : "collapsed";
    const expanded = el.getAttribute("aria-expanded");
    if (expanded === "true" && CAN_EXPAND.test(role)) return "expanded";
    if (expanded === "false" && CAN_EXPAND.test(role)) return "collapsed";
    if (el.tagName === "SELECT" && role === "combobox") return el.matches(":open") ? "expanded" : "collapsed";
    if (el.popoverTargetElement) return el.popoverTargetElement.matches(":popover-open") ? "expanded" : "collapsed";
    return "";
  }

  const isTrue = (el, attribute) => el.getAttribute(attribute) === "true";
  reader.isDisabled = (el) => el.matches(":disabled") || el.closest("[aria-disabled=true]") !== null;

  function isInvalid(el) {
    const attribute = el.getAttribute("aria-invalid");
    if (attribute !== null) return attribute !== "false" && attribute !== "";
    return el.matches(":user-invalid");
  }

  function isReadOnly(el, role) {
    if (!CAN_READ_ONLY.test(role)) return false;
    if (el.readOnly || isTrue(el, "aria-readonly")) return true;
    const grid = IS_CELL.test(role) && !el.hasAttribute("aria-readonly") ? el.closest("[role=grid],[role=treegrid]") : null;
    return grid !== null && isTrue(grid, "aria-readonly");
  }

  const FIELD = new RegExp("^(textbox|searchbox|spinbutton|combobox|listbox|checkbox|radio|radiogroup|switch|slider|date|time|datetime|" +
    "month|week|file|color|tree|grid|treegrid|tablist|gridcell|columnheader|rowheader)$");

  function fieldStates(el, role, out) {
    const check = checkState(el, role);
    if (check) out.push(role === "switch" ? (check === "checked" ? "on" : "off") : check);
    if (el.required || isTrue(el, "aria-required")) out.push("required");
    if (isInvalid(el)) out.push("invalid entry");
    if (isReadOnly(el, role)) out.push("read only");
    if (el.tagName === "TEXTAREA" || isTrue(el, "aria-multiline")) out.push("multi line");
    if (reader.isProtected(el)) out.push("protected");
    if (el.multiple && role === "listbox" || isTrue(el, "aria-multiselectable")) out.push("multi select");
    if (/^(list|inline|both)$/.test(el.getAttribute("aria-autocomplete") ?? "") || (el.list && role === "combobox")) {
      out.push("has autocomplete");
    }
  }

  const PRESSED = { true: "pressed", false: "not pressed", mixed: "partly pressed" };
  const POPUPS = /^(true|menu|listbox|tree|grid|dialog)$/;
  const SORTED = { ascending: "sorted ascending", descending: "sorted descending", other: "sorted" };

  function statesOf(el, role) {
    const out = [];
    const pressed = PRESSED[el.getAttribute("aria-pressed")];
    if (pressed && role === "button") out.push(pressed);
    if (FIELD.test(role) || HAS_CHECK.test(role) || el.hasAttribute("aria-checked")) fieldStates(el, role, out);
    const expanded = expandState(el, role);
    if (expanded) out.push(expanded);
    if (/^(option|tab|row|gridcell|treeitem)$/.test(role) && (el.selected || isTrue(el, "aria-selected"))) out.push("selected");
    const popup = el.getAttribute("aria-haspopup");
    if (POPUPS.test(popup ?? "") && role !== "combobox") out.push(popup === "true" ? "has menu" : `has ${popup}`);
    const sort = SORTED[el.getAttribute("aria-sort")];
    if (sort) out.push(sort);
    if (isTrue(el, "aria-busy")) out.push("busy");
    if (el.hasAttribute("aria-current") && el.getAttribute("aria-current") !== "false") out.push(currentState(el));
    if (isTrue(el, "aria-modal") || (el.tagName === "DIALOG" && el.matches(":modal"))) out.push("modal");
    if (el.matches(":disabled") || isTrue(el, "aria-disabled")) out.push("dimmed");
    return out;
  }

  function currentState(el) {
    const kind = el.getAttribute("aria-current");
    return /^(page|step|location|date|time)$/.test(kind) ? `current ${kind}` : "current";
  }

  function valueOf(el, role) {
    if (el.tagName === "SELECT") return Array.from(el.selectedOptions, (o) => reader.tidy(o.label)).join(", ");
    if (reader.isProtected(el)) return "•".repeat(el.value.length);
    if (el.tagName === "INPUT" && /^(checkbox|radio|submit|button|reset|image|hidden)$/.test(el.type)) return "";
    if (/^(slider|spinbutton|progressbar|meter|scrollbar|separator)$/.test(role)) return rangeValue(el, role);
    if (el.tagName === "INPUT" || el.tagName === "TEXTAREA") return reader.tidy(el.value);
    if (/^(textbox|searchbox)$/.test(role)) return reader.tidy(el.innerText);
    if (role === "combobox") return reader.tidy(el.querySelector("input")?.value ?? el.innerText);
    return "";
  }

  function rangeValue(el, role) {
    if (role === "separator" && el.tabIndex < 0) return ""; // Only one that can be moved has a value.
    const said = el.getAttribute("aria-valuetext") ?? el.getAttribute("aria-valuenow");
    if (said !== null) return role === "progressbar" && /^[\d.]+$/.test(said) ? percent(el, Number(said)) : said;
    if (el.tagName === "PROGRESS") return el.position < 0 ? "" : `${Math.round(el.position * 100)}%`;
    if (el.tagName === "METER" || el.tagName === "INPUT") return String(el.value);
    return "";
  }

  function percent(el, now) {
    const least = Number(el.getAttribute("aria-valuemin") ?? 0);
    const most = Number(el.getAttribute("aria-valuemax") ?? 100);
    return most > least ? `${Math.round(((now - least) / (most - least)) * 100)}%` : String(now);
  }

  const MEMBERS = { option: "listbox,select,datalist", tab: "tablist", menuitem: "menu,menubar",
    menuitemradio: "menu,menubar,group", menuitemcheckbox: "menu,menubar,group", treeitem: "tree,group", radio: "radiogroup" };

  function positionOf(el, role) {
    const size = Number(el.getAttribute("aria-setsize"));
    const place = Number(el.getAttribute("aria-posinset"));
    if (place > 0) return [place, Math.max(0, size)];
    if (el.tagName === "SELECT") return el.multiple || el.selectedIndex < 0 ? null : [el.selectedIndex + 1, el.options.length];
    if (el.tagName === "INPUT" && el.type === "radio") return among(el, radiosOf(el));
    if (el.tagName === "OPTION") return among(el, Array.from(el.closest("select")?.options ?? []));
    if (!MEMBERS[role]) return null;
    const selector = MEMBERS[role].split(",").map((name) => `[role=${name}]`).join(",");
    const owner = el.closest(selector);
    return owner ? among(el, Array.from(owner.querySelectorAll(`[role=${role}]`)).filter((o) => o.closest(selector) === owner)) : null;
  }

  function radiosOf(el) {
    if (!el.name) return [el];
    const all = el.getRootNode().querySelectorAll(`input[type=radio][name="${CSS.escape(el.name)}"]`);
    return Array.from(all).filter((other) => other.form === el.form);
  }
  reader.radiosOf = radiosOf;

  function among(el, all) {
    const index = all.indexOf(el);
    return index < 0 ? null : [index + 1, all.length];
  }

  reader.isFocusable = function (el) {
    if (el.tabIndex < 0 && !el.isContentEditable) return false;
    if (/^(A|AREA)$/.test(el.tagName) && !el.hasAttribute("href") && !el.hasAttribute("tabindex")) return false;
    if (el.tagName === "SUMMARY" && !isDetailsSummary(el) && !el.hasAttribute("tabindex")) return false;
    if (el.isContentEditable && el.parentElement?.isContentEditable && !el.hasAttribute("tabindex")) return false;
    return !el.matches(":disabled") && el.tagName !== "IFRAME";
  };

  function levelOf(el, role) {
    const given = Number(el.getAttribute("aria-level"));
    if (given > 0 && /^(heading|treeitem|row|listitem|comment)$/.test(role)) return given;
    if (role === "heading") return Number(/^H([1-6])$/.exec(el.tagName)?.[1] ?? 2);
    if (role === "treeitem") {
      let level = 1;
      for (let up = el.parentElement?.closest("[role=group],[role=tree]"); up && up.getAttribute("role") === "group";
        up = up.parentElement?.closest("[role=group],[role=tree]")) level += 1;
      return level;
    }
    return 0;
  }

  function fileName(el) {
    const source = el.currentSrc || el.src || "";
    if (!source || source.startsWith("data:")) return "";
    return decodeURIComponent(source.split(/[?#]/)[0].split("/").pop() ?? "").slice(0, 60);
  }

  let address = "", path = "";
  function here() {
    if (document.URL !== address) [address, path] = [document.URL, document.URL.split("#")[0]];
    return path;
  }

  const PLAIN = /^(generic|paragraph|listitem|list|row|rowgroup|none)$/;

  // Most elements are neither controls nor carry aria attributes: nothing to look up there.
  const STATEFUL = /^(INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY|DIALOG|OPTION|PROGRESS|METER|FIELDSET)$/;
  const hasAria = (el) => el.getAttributeNames().some((name) => name.startsWith("aria-") || name === "role" || name === "contenteditable");

  // The message's node: only what is not empty, under one-letter names that reader/messages.py knows.
  reader.describe = function (el, role, parentId) {
    const out = { i: reader.idOf(el), p: parentId, r: role };
    if (PLAIN.test(role) && !el.hasAttributes()) return out;
    let fileValue = "";
    let name = PLAIN.test(role) && !el.hasAttribute("aria-label") && !el.hasAttribute("aria-labelledby")
      ? "" : reader.nameOf(el);
    if (role === "file") [name, fileValue] = reader.fileNameAndValue(el, name);
    if (name) out.n = name;
    if (el.id) out.x = el.id;
    if (el.lang) out.g = el.lang;
    const isBare = !STATEFUL.test(el.tagName) && role !== "gridcell" && !hasAria(el);
    const states = isBare ? [] : statesOf(el, role);
    if (states.length) out.s = states;
    if (reader.isFocusable(el)) out.f = 1;
    if (role === "generic") return out;
    const value = fileValue || (isBare ? "" : valueOf(el, role));
    if (value) out.v = value;
    const description = isBare && !el.title ? "" : reader.descriptionOf(el, name);
    if (description) out.d = description;
    const error = isBare ? "" : reader.errorOf(el, states.includes("invalid entry"));
    if (error) out.e = error;
    const level = levelOf(el, role);
    if (level) out.l = level;
    const position = isBare && !MEMBERS[role] ? null : positionOf(el, role);
    if (position) out.o = position;
    const said = el.getAttribute("aria-roledescription")?.trim();
    if (said) out.t = reader.tidy(said);
    if (role === "link" && el.hash && el.href.split("#")[0] === here()) out.j = decodeURIComponent(el.hash.slice(1));
    if (role === "image" && !name && el.tagName !== "CANVAS") out.u = fileName(el);
    return out;
  };
})(globalThis.labReader);
