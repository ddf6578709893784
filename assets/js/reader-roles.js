// What an element is: Chromium computes roles (`computedRole`); what it has no word for is read from the DOM as HTML-AAM says.
"use strict";
(function (reader) {
  const { attr, closest, computedName, computedRole, get, has, hasAny, one, parent, tag } = reader.dom;

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
})(globalThis.labReader);
