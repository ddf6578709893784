// Words: the name, the description and the error of an element, and the text that a reference leads to.
"use strict";
globalThis.labReader ??= {};
(function (reader) {
  // A no-break space belongs to a name; nothing but such spaces is no name.
  reader.tidy = function (text) {
    const tidied = (text ?? "").replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
    return tidied.trim() ? tidied : "";
  };

  reader.isProtected = (el) => el.tagName === "INPUT" && el.type === "password";
  reader.isTextField = function (el) {
    if (el.tagName === "TEXTAREA" || el.isContentEditable) return true;
    return el.tagName === "INPUT" && /^(text|search|tel|url|email|number|password)$/.test(el.type);
  };

  reader.referenced = function (el, attribute) {
    const value = el.getAttribute(attribute);
    if (!value) return [];
    const root = el.getRootNode();
    return value.trim().split(/\s+/).map((id) => root.getElementById?.(id)).filter(Boolean);
  };

  // Chromium computes names but not descriptions: the text of what is referred to. A hidden text may be referred to,
  // hidden parts of a visible one are left out.
  reader.plainText = function (el, isAnyHidden = getComputedStyle(el).display === "none", seen = new Set()) {
    if (seen.has(el)) return "";
    seen.add(el);
    const label = el.getAttribute?.("aria-label");
    if (label && label.trim()) return reader.tidy(label);
    if (el.tagName === "IMG") return reader.tidy(el.alt);
    if (el.tagName === "INPUT" && reader.isTextField(el)) return reader.isProtected(el) ? "" : reader.tidy(el.value);
    let text = generatedText(el, "::before");
    for (const child of el.shadowRoot?.childNodes ?? el.childNodes) {
      if (child.nodeType === 3) text += child.data;
      else if (child.nodeType === 1 && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(child.tagName) && (isAnyHidden || isSeen(child))) {
        const inside = reader.plainText(child, isAnyHidden, seen);
        text += isInline(child) ? inside : ` ${inside} `;
      }
    }
    text += generatedText(el, "::after");
    return isInline(el) ? text.replace(/\s+/g, " ") : reader.tidy(text);
  };
  const isInline = (el) => /^(inline|contents)$/.test(getComputedStyle(el).display);
  const isSeen = (el) => el.getAttribute("aria-hidden") !== "true" && shows(el);
  const shows = (el) => el.checkVisibility({ visibilityProperty: true }) || getComputedStyle(el).display === "contents";

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
      text += quoted !== undefined ? quoted.replace(/\\(["\\])/g, "$1") : el.getAttribute(attribute) ?? "";
    }
    return text;
  }
  reader.generatedText = generatedText;

  reader.descriptionOf = function (el, name) {
    const parts = reader.referenced(el, "aria-describedby").map((other) => reader.tidy(reader.plainText(other)));
    let said = parts.filter(Boolean).join(" ");
    if (!said) said = reader.tidy(el.getAttribute("aria-description"));
    if (!said && el.hasAttribute("title")) {
      const title = reader.tidy(el.getAttribute("title"));
      if (title !== name) said = title;
    }
    if (!said && el.tagName === "INPUT" && /^(submit|button|reset)$/.test(el.type) && el.value && el.value !== name) {
      said = reader.tidy(el.value);
    }
    return said;
  };

  reader.errorOf = function (el, isInvalid) {
    if (!isInvalid) return "";
    return reader.referenced(el, "aria-errormessage").filter((other) => other.checkVisibility())
      .map((other) => reader.tidy(reader.plainText(other))).filter(Boolean).join(" ");
  };

  // For a field Chromium looks through the whole page for labels each time: it is asked once a walk.
  let names = null;
  reader.keepNames = function (isKeeping) { names = isKeeping ? new Map() : null; };
  reader.computedNameOf = function (el) {
    if (names === null) return el.computedName ?? "";
    if (!names.has(el)) names.set(el, el.computedName ?? "");
    return names.get(el);
  };

  // Chromium names media that cannot be played after the fault.
  reader.nameOf = (el) => /^(VIDEO|AUDIO)$/.test(el.tagName)
    ? reader.tidy(reader.referenced(el, "aria-labelledby").map((other) => reader.plainText(other)).join(" ")
      || el.getAttribute("aria-label") || el.title)
    : withSpaces(el, reader.tidy(reader.computedNameOf(el)));

  // Chromium loses the spaces beside generated text and beside hidden parts of a label; where that is all that
  // differs, they are put back.
  function withSpaces(el, name) {
    if (!name || !(reader.isGenerating || Array.from(el.labels ?? []).some((label) => label.childElementCount > 1))) return name;
    const said = reader.tidy(el.labels?.length ? Array.from(el.labels, (label) => reader.plainText(label)).join(" ") : reader.plainText(el));
    return said.length > name.length && said.replace(/\s/g, "") === name.replace(/\s/g, "") ? said : name;
  }

  // A file field's value stands behind its name, after a colon.
  reader.fileNameAndValue = function (el, name) {
    const [, label, value] = /^(.*): ([^:]*)$/.exec(name) ?? ["", name, ""];
    return [el.labels?.length || !el.title ? withSpaces(el, label) : el.title, value];
  };
})(globalThis.labReader);
