// A form that nobody can send: the engine wants an answer to a field that is not drawn, and says nothing of it. Whatever
// can be chosen is chosen before that is told; where a button, or something in its place, might help, nothing is.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { all, attr, closest, computedName, get, matches, parent, shows, tag } = reader.dom;
  const { MOST_WORDS, attrOf, nameOf } = cost;
  const BOXES = "input[type=radio],input[type=checkbox]", SENDS = "button,input[type=submit],input[type=image]";
  const ROLES = ["combobox", "listbox", "textbox", "searchbox", "radio", "checkbox", "switch", "button", "slider", "spinbutton"];
  const WIDGET = [...ROLES.map((role) => `[role=${role}]`), "[tabindex='0'],[aria-haspopup],[contenteditable],button[type=button],input[type=button]"].join();
  const MOST_CHOICES = 100;

  const isDrawn = (el) => shows(el, { visibilityProperty: true });
  const isPressed = (el) => /^(radio|checkbox|file)$/.test(el.type) && [...(get(el, "labels") ?? [])].some(isDrawn);
  const isFoldedAway = (el) => closest(el, "details:not([open])") !== null;
  const isInReach = (el) => isDrawn(el) || isPressed(el) || isFoldedAway(el);
  const alike = (el) => (el.type === "radio" && el.name ? [...el.form.elements].filter((other) => other.type === "radio" && other.name === el.name) : [el]);

  // The outermost that is not drawn.
  function hidden(el) {
    let top = el;
    while (parent(top) && !isDrawn(parent(top))) top = parent(top);
    return top;
  }
  const isWidget = (el) => el !== null && isDrawn(el) && (matches(el, WIDGET) || Array.from(all(el, WIDGET)).some(isDrawn));
  const hasStandIn = (top) => [top.previousElementSibling, top.nextElementSibling].some(isWidget) || closest(top, "[role=combobox],[tabindex='0']") !== null;
  function isNamedByOthers(top) {
    const ids = [top, ...all(top, "[id]")].map((each) => attrOf(each, "id")).filter(Boolean).flatMap((id) => [id, `#${id}`]);
    return ids.length > 0 && Array.from(all(document, "*"))
      .some((el) => isDrawn(el) && tag(el) !== "label" && [...el.attributes].some(({ name, value }) => name !== "id" && ids.includes(value)));
  }
  const mayHelp = (form) => [...form.elements].some((el) => el.type === "button" && isDrawn(el));
  function keepsBack(el) {
    if (!el.isConnected || !el.willValidate || el.validity.valid || alike(el).some(isInReach)) return false;
    const top = hidden(el);
    return !hasStandIn(top) && !isNamedByOthers(top);
  }

  const sender = (form) => Array.from(all(document, SENDS)).find((el) => el.form === form && /^(submit|image)$/.test(el.type) && isDrawn(el));
  const isAsked = (form) => !form.noValidate && !sender(form)?.formNoValidate && !mayHelp(form);
  const found = () => Array.from(all(document, "form"))
    .filter((form) => sender(form) && isAsked(form))
    .map((form) => ({ form, fields: [...form.elements].filter(keepsBack) }))
    .filter(({ fields }) => fields.length > 0);

  const choicesOf = (form) => [...form.elements].filter(isDrawn).flatMap((el) =>
    (matches(el, BOXES) ? [() => el.click()] : tag(el) === "select" ? [...el.options].map((_, index) => () => choose(el, index)) : []));
  function choose(list, index) {
    list.selectedIndex = index;
    for (const kind of ["input", "change"]) list.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  // What is not drawn has no name to the engine.
  const labelOf = (el) => reader.tidy([...(get(el, "labels") ?? [])].map((label) => get(label, "textContent")).join(" "));
  const calledAs = (el) => (reader.tidy(computedName(el)) || labelOf(el) || nameOf(el) || el.type).slice(0, MOST_WORDS);

  // One choice at a time, asked again after each: a page may take a moment. Empty: there are more.
  let left = null;
  function keptBack() {
    const stuck = found();
    left ??= stuck.flatMap(({ form }) => choicesOf(form)).slice(0, MOST_CHOICES);
    const next = stuck.length ? left.shift() : undefined;
    if (!next) return JSON.stringify(stuck.map(({ form, fields }) => ({ id: reader.idOf(sender(form)), fields: fields.map(calledAs) })));
    next();
    return "";
  }
  cost.keptBack = keptBack;
})(globalThis.labCost);
