// The states of an element, as CORE-AAM and HTML-AAM say.
"use strict";
(function (reader) {
  const { attr, closest, computedRole, contains, get, has, matches, parent, rootOf, tag } = reader.dom;

  const HAS_CHECK = /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/;
  const CAN_CHECK = new RegExp(`${HAS_CHECK.source}|^(option|treeitem)$`);
  const NEVER_PARTLY = /^(radio|menuitemradio|switch)$/;
  const CAN_READ_ONLY = new RegExp("^(textbox|searchbox|spinbutton|combobox|listbox|radiogroup|date|time|datetime|month|week|grid|treegrid|" +
    "gridcell|columnheader|rowheader|checkbox|switch|menuitemcheckbox|menuitemradio|slider)$");
  const CAN_EXPAND = new RegExp("^(application|button|checkbox|columnheader|combobox|gridcell|link|listbox|menuitem|menuitemcheckbox|" +
    "menuitemradio|row|rowheader|switch|tab|treeitem)$");
  // Nobody types in these, so that "readonly" means nothing in them.
  const UNTYPED = /^(checkbox|radio|range|color|file|submit|button|reset|image|hidden)$/;
  const POPS = /^(toggle|show|hide)-popover$/i;
  const IS_CELL = /^(gridcell|columnheader|rowheader)$/;

  // ARIA's words as Chromium takes them: in any letters, and "undefined" is as good as none. Of yes and no all but "false" is yes.
  function word(el, attribute) {
    const said = attr(el, attribute)?.toLowerCase();
    return said === undefined || said === "undefined" ? "" : said;
  }
  const isTrue = (el, attribute) => {
    const said = word(el, attribute);
    return said !== "" && said !== "false";
  };

  function checkState(el, role) {
    if (tag(el) === "input" && /^(checkbox|radio)$/.test(el.type)) {
      return el.indeterminate ? "partly checked" : el.checked ? "checked" : "not checked";
    }
    if (!CAN_CHECK.test(role)) return "";
    const checked = word(el, "aria-checked");
    if (checked === "mixed") return NEVER_PARTLY.test(role) ? "not checked" : "partly checked";
    if (isTrue(el, "aria-checked")) return "checked";
    return checked || HAS_CHECK.test(role) ? "not checked" : "";
  }

  function expandState(el, role) {
    if (tag(el) === "summary" && CAN_EXPAND.test(role) && reader.isDetailsSummary(el)) return parent(el).open ? "expanded" : "collapsed";
    const popover = popoverOf(el);
    if (popover) return contains(popover, el) ? "" : matches(popover, ":popover-open") ? "expanded" : "collapsed";
    if (word(el, "aria-expanded") && CAN_EXPAND.test(role)) return isTrue(el, "aria-expanded") ? "expanded" : "collapsed";
    if (tag(el) === "select" && role === "combobox") return matches(el, ":open") ? "expanded" : "collapsed";
    return "";
  }

  // What the browser itself shows and hides at a press tells more than its author; a button in it tells nothing of that.
  const popoverOf = (el) => get(el, "popoverTargetElement") ?? (POPS.test(attr(el, "command") ?? "") ? get(el, "commandForElement") : null);

  // What can have the focus in something disabled is disabled, and so are the parts of a component that is, but for links.
  function isDisabled(el, role) {
    if (matches(el, ":disabled") || isTrue(el, "aria-disabled")) return true;
    return (reader.isInDisabled(el) && reader.isFocusable(el)) || (role !== "link" && INTERACTIVE.test(role) && isPartOfDisabled(el));
  }
  reader.isInDisabled = function (el) {
    const around = closestOfAll(el, "[aria-disabled]");
    return around !== null && isTrue(around, "aria-disabled");
  };
  const INTERACTIVE = new RegExp(`${CAN_EXPAND.source}|${CAN_CHECK.source}|^(textbox|searchbox|slider|spinbutton|listbox)$`);
  const isPartOfDisabled = (el) => reader.flat.isComposed && (hostsOf(el).some((host) => has(host, "disabled")) || closest(el, ":disabled")?.localName.includes("-"));
  // The components whose shadow trees it stands in, the innermost first.
  function hostsOf(el) {
    const hosts = [];
    if (!reader.flat.isComposed) return hosts;
    for (let { host } = rootOf(el); host; { host } = rootOf(host)) hosts.push(host);
    return hosts;
  }
  function closestOfAll(el, selector) {
    let found = closest(el, selector);
    for (const host of found ? [] : hostsOf(el)) found ??= closest(host, selector);
    return found;
  }

  // Chromium tells of all that its own checks find, but not of text that is only missing, before somebody was there.
  function isInvalid(el) {
    if (word(el, "aria-invalid")) return isTrue(el, "aria-invalid");
    if (tag(el).includes("-")) return matches(el, ":invalid");
    if (!matches(el, "input,select,textarea")) return false;
    return matches(el, reader.isTextField(el) && el.value === "" ? ":user-invalid" : ":invalid");
  }

  function isReadOnly(el, role) {
    if (!CAN_READ_ONLY.test(role)) return false;
    if ((get(el, "readOnly") && !UNTYPED.test(el.type)) || isTrue(el, "aria-readonly")) return true;
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
    if (isReadOnly(el, role) && !isDisabled(el, role)) out.push("read only");
    if (isMultiLine(el, role)) out.push("multi line");
    if (reader.isProtected(el)) out.push("protected");
    if (has(el, "multiple") && role === "listbox" || isTrue(el, "aria-multiselectable")) out.push("multi select");
    if (/^(list|inline|both)$/.test(word(el, "aria-autocomplete")) || (get(el, "list") && role === "combobox")) {
      out.push("has autocomplete");
    }
  }

  // What is written in a part of the page has as many lines as somebody likes, unless its author says that it is one field.
  function isMultiLine(el, role) {
    if (/^(input|select|textarea)$/.test(tag(el))) return tag(el) === "textarea";
    return isTrue(el, "aria-multiline") || (role === "textbox" && !has(el, "role") && !has(el, "aria-multiline") && reader.isEditingHost(el));
  }

  // A box that is a button is pressed while it is ticked, whatever its author says.
  function pressState(el) {
    const pressed = word(el, "aria-pressed");
    if (pressed && tag(el) === "input" && el.type === "checkbox") return el.checked ? "pressed" : "not pressed";
    if (pressed === "mixed") return "partly pressed";
    return isTrue(el, "aria-pressed") ? "pressed" : pressed && "not pressed";
  }

  // "Not selected" is said of what its author says can be; of tabs it goes without saying, since one of them is.
  function selectState(el, role) {
    if (!/^(option|tab|row|gridcell|treeitem)$/.test(role)) return "";
    if ((tag(el) === "option" && el.selected) || isTrue(el, "aria-selected")) return "selected";
    return word(el, "aria-selected") && role !== "tab" ? "not selected" : "";
  }

  const POPUPS = /^(true|menu|listbox|tree|grid|dialog)$/;
  const SORTED = { __proto__: null, ascending: "sorted ascending", descending: "sorted descending", other: "sorted" };

  reader.statesOf = function (el, role) {
    const out = [];
    const pressed = role === "button" ? pressState(el) : "";
    if (pressed) out.push(pressed);
    if (FIELD.test(role) || HAS_CHECK.test(role) || has(el, "aria-checked")) fieldStates(el, role, out);
    else if (isInvalid(el)) out.push("invalid entry");
    const expanded = expandState(el, role);
    if (expanded) out.push(expanded);
    const selected = selectState(el, role);
    if (selected) out.push(selected);
    const popup = word(el, "aria-haspopup");
    if (POPUPS.test(popup) && !(role === "combobox" && popup === "listbox")) out.push(popup === "true" ? "has menu" : `has ${popup}`);
    const sort = SORTED[word(el, "aria-sort")];
    if (sort) out.push(sort);
    if (isTrue(el, "aria-busy")) out.push("busy");
    if (isClickable(el, role)) out.push("clickable");
    out.push(...detailsOf(el));
    if (isTrue(el, "aria-current")) out.push(currentState(el));
    if (isTrue(el, "aria-modal") || (tag(el) === "dialog" && matches(el, ":modal"))) out.push("modal");
    if (isDisabled(el, role)) out.push("dimmed");
    return out;
  };

  // Scripts that listen cannot be seen from here, only what the markup says. Controls are there to be clicked.
  const CAN_BE_CLICKED = new RegExp("^(generic|paragraph|heading|blockquote|term|definition|listitem|image|cell|gridcell|" +
    "columnheader|rowheader|row|caption|text|mark|insertion|deletion|subscript|superscript|note|time|math|figure|group|article)$");
  const isClickable = (el, role) => CAN_BE_CLICKED.test(role) && ["onclick", "onmousedown", "onmouseup"].some((name) => has(el, name));

  const DETAILS = { "doc-footnote": "footnote", "doc-endnote": "endnote", "doc-endnotes": "endnote", definition: "definition", comment: "comment",
    suggestion: "suggestion" };
  function detailsOf(el) {
    if (!has(el, "aria-details")) return [];
    return Array.from(new Set(reader.referenced(el, "aria-details").map((other) => `has ${DETAILS[computedRole(other)] ?? "details"}`)));
  }

  function currentState(el) {
    const kind = word(el, "aria-current");
    return /^(page|step|location|date|time)$/.test(kind) ? `current ${kind}` : "current";
  }
})(globalThis.labReader);
