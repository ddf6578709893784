// Words: the name, the description and the error of an element, and the text that a reference leads to.
"use strict";
(function (reader) {
  const { all, attr, byId, closest, computedName, docOf, firstChild, firstElement, get, has, kind, langOf, matches, next, one, parent, rootOf, shadow, shows, tag, words } =
    reader.dom;

  // A no-break space belongs to a name; nothing but such spaces is no name, nor are signs that nobody sees or that have no
  // meaning but in a font of pictures.
  const SAYS = /[^\s\p{Cf}\p{Co}]/u;
  const UNTIDY = /[\t\n\f\r]|^ | $|  /;
  reader.tidy = function (text) {
    if (!text) return "";
    const tidied = UNTIDY.test(text) ? text.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "") : text;
    return SAYS.test(tidied) ? tidied : "";
  };

  // The words of a text as a style sheet writes them, which is how the engine gives them out: "CONTACT US".
  reader.isTransforming = false;
  const WRITTEN = {
    __proto__: null,
    uppercase: (text, language) => inLocale("toLocaleUpperCase", text, language),
    lowercase: (text, language) => inLocale("toLocaleLowerCase", text, language),
    capitalize: (text, language) => text.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => inLocale("toLocaleUpperCase", letter, language)),
  };
  function inLocale(change, text, language) {
    try { return text[change](language || undefined); } catch { return text[change](); } // No language has that name.
  }
  reader.written = function (text, style, el) {
    const write = reader.isTransforming ? WRITTEN[style.textTransform] : undefined;
    return write ? write(text, reader.flat.langAround(el)) : text;
  };
  reader.worded = (node, el) => (reader.isTransforming ? reader.written(node.data, getComputedStyle(el), el) : node.data);

  reader.isTextField = function (el) {
    if (tag(el) === "textarea" || get(el, "isContentEditable")) return true;
    return tag(el) === "input" && /^(text|search|tel|url|email|number|password)$/.test(el.type);
  };

  // A password, and what a style sheet shows as one: on a page that has once been seen to ask for that.
  reader.isRarelyStyled = false;
  reader.isMasked = (style) => style.getPropertyValue("-webkit-text-security") !== "none";
  reader.masked = (text) => text.replace(/\S/gu, "•");
  reader.isProtected = (el) => (tag(el) === "input" && el.type === "password") || (reader.isRarelyStyled && reader.isTextField(el) && reader.isMasked(getComputedStyle(el)));

  // The outermost of what an author lets people write in.
  reader.isEditingHost = (el) => (has(el, "contenteditable") || (tag(el) === "body" && get(docOf(el), "designMode") === "on")) &&
    get(el, "isContentEditable") === true && !(parent(el) && tag(parent(el)) !== "html" && get(parent(el), "isContentEditable"));

  // A script may refer to elements themselves; the attribute is there then, and empty.
  const REFLECTED = { "aria-labelledby": "ariaLabelledByElements", "aria-describedby": "ariaDescribedByElements",
    "aria-errormessage": "ariaErrorMessageElements", "aria-details": "ariaDetailsElements", "aria-owns": "ariaOwnsElements",
    "aria-activedescendant": "ariaActiveDescendantElement" };
  reader.referenced = function (el, attribute) {
    const value = attr(el, attribute);
    if (value === "") return [get(el, REFLECTED[attribute]) ?? []].flat();
    if (!value) return reader.referredTo(el, REFLECTED[attribute]);
    const root = rootOf(el);
    return value.trim().split(/\s+/).map((id) => (kind(root) === 1 ? null : byId(root, id))).filter(Boolean);
  };

  // For a field Chromium looks through the whole page for its labels each time.
  const labelsOf = (el) => (LABELLED.test(tag(el)) || tag(el).includes("-") ? reader.once(labelled, rootOf(el)).get(el) ?? NONE : labelsTold(el));
  const labelsTold = (el) => { const labels = get(el, "labels"); return labels ? Array.from(labels) : NONE; };
  const NONE = Object.freeze(/** @type {El[]} */ ([]));
  const LABELLED = /^(input|select|textarea)$/;
  function labelled(root) {
    const found = new Map();
    for (const label of kind(root) === 1 ? [] : all(root, "label")) {
      const { control } = label;
      if (!control) continue;
      if (!found.has(control)) found.set(control, []);
      found.get(control).push(label);
    }
    return found;
  }

  // A name that is certain, and quicker to make than to ask for: the words in a heading or link, and of the one label of a
  // field, where nothing else stands in them.
  const WORDED = /^(h[1-6]|a)$/, FIELD = /^(text|email|tel|url|password|checkbox|radio)$/;
  const isNamedByAuthor = (el, by = ["aria-label", "aria-labelledby", "aria-owns", "role"]) => by.some((name) => has(el, name));
  function certainName(el) {
    if (reader.isGenerating || isNamedByAuthor(el) || has(el, "contenteditable")) return "";
    if (WORDED.test(tag(el))) return onlyWords(el);
    if (!/^(select|textarea)$/.test(tag(el)) && !(tag(el) === "input" && FIELD.test(el.type))) return "";
    const labels = labelsOf(el);
    return labels.length === 1 && !isNamedByAuthor(labels[0]) && isSeenWhole(labels[0]) ? onlyWords(labels[0]) : "";
  }
  const isSeenWhole = (el) => shows(el, { visibilityProperty: true }) && !closest(el, "[aria-hidden],[inert]");
  function onlyWords(el) {
    const inside = firstChild(el);
    if (!inside || kind(inside) !== 3 || next(inside) || shadow(el)) return "";
    return isAsWritten(el) ? reader.tidy(inside.data) : "";
  }
  function isAsWritten(el) {
    if (!reader.isTransforming && !reader.isRarelyStyled) return true;
    const style = reader.styleOf(el);
    return style.textTransform === "none" && !reader.isMasked(style);
  }

  const PRESSED = /^(submit|button|reset|image)$/;
  // Chromium computes names but not descriptions: the text of what is referred to. A hidden text may be referred to,
  // hidden parts of a visible one are left out.
  reader.plainText = function (el, isAnyHidden = getComputedStyle(el).display === "none", seen = new Set()) {
    if (seen.has(el)) return "";
    seen.add(el);
    const held = reader.heldBy(el);
    if (held !== null) return held;
    const label = attr(el, "aria-label");
    if (label && label.trim()) return reader.tidy(label);
    if (tag(el) === "img") return reader.tidy(el.alt);
    if (tag(el) === "svg" || (tag(el) === "input" && PRESSED.test(el.type))) return reader.tidy(computedName(el));
    let text = reader.generatedText(el, "::before");
    for (const child of shadow(el)?.childNodes ?? assigned(el) ?? get(el, "childNodes")) {
      if (kind(child) === 3) text += reader.worded(child, el);
      else if (kind(child) === 1 && !/^(script|style|template)$/.test(tag(child)) && (isAnyHidden || isSeen(child))) {
        const inside = reader.plainText(child, isAnyHidden, seen);
        text += isInline(child) ? inside : ` ${inside} `;
      }
    }
    text += reader.generatedText(el, "::after");
    if (!text.trim()) text = attr(el, "title") ?? "";
    return isInline(el) ? text.replace(/\s+/g, " ") : reader.tidy(text);
  };
  const assigned = (el) => (tag(el) === "slot" && el.assignedNodes().length ? el.assignedNodes() : null);
  const isInline = (el) => /^(inline|contents)$/.test(getComputedStyle(el).display);
  const isSeen = (el) => attr(el, "aria-hidden") !== "true" &&
    (shows(el, { visibilityProperty: true }) || getComputedStyle(el).display === "contents");

  reader.descriptionOf = function (el, name, isTitled) {
    const parts = reader.referenced(el, "aria-describedby").map((other) => reader.tidy(reader.plainText(other)));
    let said = parts.filter(Boolean).join(" ");
    if (!said) said = reader.tidy(attr(el, "aria-description"));
    if (!said && (tag(el) === "svg" || get(el, "ownerSVGElement"))) said = drawnDescription(el);
    if (!said && isTitled && has(el, "title")) {
      const title = reader.tidy(attr(el, "title"));
      if (title !== name) said = title;
    }
    if (!said && tag(el) === "input" && /^(submit|button|reset)$/.test(el.type) && el.value && el.value !== name) {
      said = reader.tidy(el.value);
    }
    return said;
  };

  // What its author made a part of the name is not said again.
  function drawnDescription(el) {
    const named = reader.referenced(el, "aria-labelledby");
    return reader.tidy(Array.from(all(el, ":scope > desc")).filter((desc) => !named.includes(desc)).map(words).join(" "));
  }

  // The parts of a text, each with its language and whether it is a picture's; null where it is words of the language around it.
  reader.spansOf = function (parts, around) {
    /** @type {any[]} */
    const spans = [];
    for (const [text, language, isPicture] of parts.filter(([text], at) => text.trim() || at)) {
      const isSame = spans.length && !isPicture && !spans.at(-1)[2] && (!text.trim() || spans.at(-1)[1] === language);
      if (isSame) spans.at(-1)[0] += text;
      else if (text.trim()) spans.push([text, language, isPicture]);
    }
    if (spans.length === 0 || (spans.length === 1 && spans[0][1] === around && !spans[0][2])) return null;
    return spans.map(([text, language, isPicture], at) => {
      const span = { text: joined(text, at === 0, at === spans.length - 1), language };
      return isPicture ? { ...span, isPicture } : span;
    });
  };
  function joined(text, isFirst, isLast) {
    const one = text.replace(/[\t\n\f\r ]+/g, " ");
    return isLast ? (isFirst ? one.trim() : one.trimEnd()) : isFirst ? one.trimStart() : one;
  }

  // What is said as one thing though pictures in it are things of their own; in a button they are its words.
  const WHOLE = /^(link|heading|menuitem|treeitem)$/, PICTURES = "img,svg,[role=img]";
  reader.holdsPicture = (el, role) => WHOLE.test(role) && one(el, PICTURES) !== null;
  const isPicture = (el) => matches(el, PICTURES) && /^(image|graphic)$/.test(reader.roleOf(el)) && reader.isExposed(el);

  // The same of a name that is made of what stands inside; of any other name the parts are not known.
  reader.spansIn = function (el, role, name, language) {
    const parts = [];
    const visit = (node, around) => {
      if (kind(node) === 3) parts.push([reader.worded(node, parent(node)), around]);
      else if (kind(node) !== 1) return;
      else if (WHOLE.test(role) && isPicture(node)) parts.push([reader.nameOf(node), langOf(node) || around, true]);
      else if (tag(node) === "img") parts.push([attr(node, "alt") ?? "", langOf(node) || around]);
      else if (isSeen(node)) for (const child of get(node, "childNodes")) visit(child, langOf(node) || around);
    };
    for (const child of get(el, "childNodes")) visit(child, language);
    return isSame(parts.map(([text]) => text).join(""), name) ? reader.spansOf(parts, language) : null;
  };

  reader.errorOf = function (el, isInvalid) {
    if (!isInvalid) return "";
    return reader.referenced(el, "aria-errormessage").filter((other) => shows(other))
      .map((other) => reader.tidy(reader.plainText(other))).filter(Boolean).join(" ");
  };

  reader.computedNameOf = (el) => reader.once(certainName, el) || reader.once(computedName, el);

  // Chromium names media that cannot be played after the fault.
  reader.nameOf = (el) => /^(video|audio)$/.test(tag(el))
    ? reader.tidy(reader.referenced(el, "aria-labelledby").map((other) => reader.plainText(other)).join(" ")
      || attr(el, "aria-label") || attr(el, "title"))
    : withSections(el, withSpaces(el, reader.tidy(reader.computedNameOf(el) || (tag(el) === "area" ? areaName(el) : ""))));

  // Chromium gives out no names of areas.
  const areaName = (el) => reader.tidy(reader.referenced(el, "aria-labelledby").map((other) => reader.plainText(other)).join(" "))
    || reader.tidy(attr(el, "aria-label")) || reader.tidy(attr(el, "alt")) || attr(el, "title");

  // A link around an article, a figure or another part of a page has no name of that to Chromium, whose readers read on in
  // it; here it is one thing, said by all of its words.
  const PARTS = ["article", "aside:complementary", "nav:navigation", "figure", "blockquote", "form", "section:region"]
    .map((part) => part.split(":")).map(([name, role = name]) => `${name},[role=${role}]`).join(",");
  function withSections(el, name) {
    if (!firstElement(el)) return name;
    const isWhole = /^(a|button)$/.test(tag(el)) || /^(link|button)$/.test(attr(el, "role") ?? "");
    if (!isWhole || isNamedByAuthor(el, ["aria-label", "aria-labelledby"]) || one(el, PARTS) === null) return name;
    const said = reader.tidy(reader.plainText(el));
    return said.length > name.length ? said : name;
  }

  // Chromium loses counters, or counts wrongly in what is said in place of others, and the spaces beside generated text and beside hidden parts of a label; where that is all
  // that differs, they are put back.
  function withSpaces(el, name) {
    if (!name) return name;
    const labels = labelsOf(el);
    if (!reader.isGenerating && !labels.some((label) => label.childElementCount > 1)) return name;
    const said = wordsIn(el, labels);
    if (isSame(said, name)) return said.length > name.length ? said : name;
    return reader.isButForNumbers(() => wordsIn(el, labels), name) ? said : name;
  }
  const wordsIn = (el, labels) => reader.tidy(labels.length ? labels.map((label) => reader.plainText(label)).join(" ") : reader.plainText(el));
  const isSame = (one, other) => one.replace(/\s/g, "") === other.replace(/\s/g, "");

  // A file field's value stands behind its name, after a colon.
  reader.fileNameAndValue = function (el, name) {
    const [, label, value] = /^(.*): ([^:]*)$/.exec(name) ?? ["", name, ""];
    return [el.labels?.length || !el.title || has(el, "aria-label") || has(el, "aria-labelledby") ? withSpaces(el, label) : el.title, value];
  };

  // The text of an element without that of fields in it, with what style sheets add.
  function ownWords(el) {
    let said = reader.generatedText(el, "::before");
    for (const child of reader.flat.childrenOf(el, () => {})) {
      if (kind(child) === 3) said += reader.worded(child, el);
      else if (kind(child) === 1 && !/^(select|textarea|button|meter|progress)$/.test(tag(child)) && getComputedStyle(child).display !== "none") said += ownWords(child);
    }
    return said + reader.generatedText(el, "::after");
  }

  reader.isSaidByControl = function (label) {
    const control = label.control;
    if (!control || !shows(control, { visibilityProperty: true }) || reader.isShut(control)) return false;
    if (tag(control).includes("-") && reader.roleOf(control) === "generic") return false; // What is said of it stands inside.
    const labels = labelsOf(control);
    if (labels[0] === label && reader.once(certainName, control)) return true; // That is made of these very words.
    const said = labels.map(ownWords).join(" ");
    const name = reader.computedNameOf(control).replace(/: [^:]*$/, (end) => (control.type === "file" ? "" : end));
    return reader.tidy(said) !== "" && isSame(name, said);
  };
})(globalThis.labReader);
