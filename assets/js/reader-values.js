// What a field, a slider or a bar holds.
"use strict";
(function (reader) {
  const { all, attr, computedName, contains, firstElement, get, has, tag } = reader.dom;

  // No more of what was entered leaves the page than a person would listen to.
  reader.MOST_SAID = 500;
  reader.valueIn = (el, role) => (reader.isEntered(el, role) && !isTold(el, role) ? "" : wholeValueOf(el, role).slice(0, reader.MOST_SAID));

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
})(globalThis.labReader);
