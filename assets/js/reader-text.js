// Words: the name, the description and the error of an element, and the text that a reference leads to.
"use strict";
(function (reader) {
  const { all, attr, byId, computedName, get, has, kind, rootOf, shadow, shows, tag, words } = reader.dom;

  // A no-break space belongs to a name; nothing but such spaces is no name.
  reader.tidy = function (text) {
    const tidied = (text ?? "").replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
    return tidied.trim() ? tidied : "";
  };

  reader.isProtected = (el) => tag(el) === "input" && el.type === "password";
  reader.isTextField = function (el) {
    if (tag(el) === "textarea" || get(el, "isContentEditable")) return true;
    return tag(el) === "input" && /^(text|search|tel|url|email|number|password)$/.test(el.type);
  };

  reader.referenced = function (el, attribute) {
    const value = attr(el, attribute);
    if (!value) return [];
    const root = rootOf(el);
    return value.trim().split(/\s+/).map((id) => (kind(root) === 1 ? null : byId(root, id))).filter(Boolean);
  };

  // Chromium computes names but not descriptions: the text of what is referred to. A hidden text may be referred to,
  // hidden parts of a visible one are left out.
  reader.plainText = function (el, isAnyHidden = getComputedStyle(el).display === "none", seen = new Set()) {
    if (seen.has(el)) return "";
    seen.add(el);
    const label = attr(el, "aria-label");
    if (label && label.trim()) return reader.tidy(label);
    if (tag(el) === "img") return reader.tidy(el.alt);
    if (tag(el) === "input" && reader.isTextField(el)) return reader.isProtected(el) ? "" : reader.tidy(el.value);
    let text = generatedText(el, "::before");
    for (const child of shadow(el)?.childNodes ?? get(el, "childNodes")) {
      if (kind(child) === 3) text += child.data;
      else if (kind(child) === 1 && !/^(script|style|template)$/.test(tag(child)) && (isAnyHidden || isSeen(child))) {
        const inside = reader.plainText(child, isAnyHidden, seen);
        text += isInline(child) ? inside : ` ${inside} `;
      }
    }
    text += generatedText(el, "::after");
    return isInline(el) ? text.replace(/\s+/g, " ") : reader.tidy(text);
  };
  const isInline = (el) => /^(inline|contents)$/.test(getComputedStyle(el).display);
  const isSeen = (el) => attr(el, "aria-hidden") !== "true" &&
    (shows(el, { visibilityProperty: true }) || getComputedStyle(el).display === "contents");

  // Generated content costs two style look-ups an element; most pages have none. The walk says whether this one has.
  reader.isGenerating = false;
  function generatedText(el, side) {
    if (!reader.isGenerating) return "";
    const content = getComputedStyle(el, side).content;
    if (!content || content === "none" || content === "normal") return "";
    const alternative = /\/\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(content);
    if (alternative) return alternative[1].replace(/\\"/g, '"');
    let text = "";
    for (const [, quoted, attribute] of content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)\)/g)) {
      text += quoted !== undefined ? quoted.replace(/\\(["\\])/g, "$1") : attr(el, attribute) ?? "";
    }
    return text;
  }
  reader.generatedText = generatedText;

  reader.descriptionOf = function (el, name) {
    const parts = reader.referenced(el, "aria-describedby").map((other) => reader.tidy(reader.plainText(other)));
    let said = parts.filter(Boolean).join(" ");
    if (!said) said = reader.tidy(attr(el, "aria-description"));
    if (!said && tag(el) === "svg") said = reader.tidy(Array.from(all(el, ":scope > desc"), words).join(" "));
    if (!said && has(el, "title")) {
      const title = reader.tidy(attr(el, "title"));
      if (title !== name) said = title;
    }
    if (!said && tag(el) === "input" && /^(submit|button|reset)$/.test(el.type) && el.value && el.value !== name) {
      said = reader.tidy(el.value);
    }
    return said;
  };

  reader.errorOf = function (el, isInvalid) {
    if (!isInvalid) return "";
    return reader.referenced(el, "aria-errormessage").filter((other) => shows(other))
      .map((other) => reader.tidy(reader.plainText(other))).filter(Boolean).join(" ");
  };

  // For a field Chromium looks through the whole page for labels each time: it is asked once a walk.
  let names = null;
  reader.keepNames = function (isKeeping) { names = isKeeping ? new Map() : null; };
  reader.computedNameOf = function (el) {
    if (names === null) return computedName(el);
    if (!names.has(el)) names.set(el, computedName(el));
    return names.get(el);
  };

  // Chromium names media that cannot be played after the fault.
  reader.nameOf = (el) => /^(video|audio)$/.test(tag(el))
    ? reader.tidy(reader.referenced(el, "aria-labelledby").map((other) => reader.plainText(other)).join(" ")
      || attr(el, "aria-label") || attr(el, "title"))
    : withSpaces(el, reader.tidy(reader.computedNameOf(el)));

  // Chromium loses the spaces beside generated text and beside hidden parts of a label; where that is all that
  // differs, they are put back.
  const labelsOf = (el) => Array.from(get(el, "labels") ?? []);
  function withSpaces(el, name) {
    const labels = labelsOf(el);
    if (!name || !(reader.isGenerating || labels.some((label) => label.childElementCount > 1))) return name;
    const said = reader.tidy(labels.length ? labels.map((label) => reader.plainText(label)).join(" ") : reader.plainText(el));
    return said.length > name.length && said.replace(/\s/g, "") === name.replace(/\s/g, "") ? said : name;
  }

  // A file field's value stands behind its name, after a colon.
  reader.fileNameAndValue = function (el, name) {
    const [, label, value] = /^(.*): ([^:]*)$/.exec(name) ?? ["", name, ""];
    return [el.labels?.length || !el.title ? withSpaces(el, label) : el.title, value];
  };
})(globalThis.labReader);
