// What names a control on the screen, what sends a form, and whose question the words of a page belong to.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { all, attr, closest, computedName, contains, get, kind, parent, rootOf, shadow, tag } = reader.dom;
  const { LIFE, MOST_UP, MOST_WORDS, around, boxOf, elementOf, isSeen, nameOf, wordsOf } = cost;
  const MOST_NEAR = 40;

  const labelsOf = (el) => [...(get(el, "labels") ?? []), ...reader.referenced(el, "aria-labelledby")];
  // Known by the words that stand in it.
  const isPressed = (el) => /^(button|summary|a|area)$/.test(tag(el)) || /^(button|link|menuitem|menuitemcheckbox|menuitemradio|tab|option|switch|radio|checkbox|treeitem|gridcell)$/.test(attr(el, "role") ?? "");
  function saidOf(el) {
    const own = isPressed(el) ? wordsOf(el) : tag(el) === "input" && /^(submit|button|reset)$/.test(el.type) ? el.value || el.type : "";
    const told = [...labelsOf(el).map((label) => wordsOf(label)), own];
    return [...new Set(told)].filter(Boolean).join(" ") || wordsBeside(el);
  }
  // Its name may stand beside it without being tied to it.
  function wordsBeside(el) {
    const plain = (text) => reader.tidy(text ?? "").replace(/[\s*:]+$/, "");
    const name = plain(computedName(el));
    for (let up = el, steps = 0; name && up && steps < MOST_UP; up = reader.up(up), steps += 1) {
      const near = [shadow(up), up].flatMap((root) => (root ? Array.from(all(root, "*")) : []));
      if (near.length > MOST_NEAR) return "";
      if (near.some((each) => plain(get(each, "textContent")) === name && isSeen(each) && !contains(each, el))) return name;
    }
    return "";
  }
  // A control in a shadow tree stands for its host.
  const hostOf = (el) => (kind(rootOf(el)) === 11 ? get(rootOf(el), "host") : null);
  function inForm(el) {
    for (let at = el; at; at = hostOf(at)) if (closest(at, "form")) return true;
    return false;
  }
  const isSubmit = (el) => (tag(el) === "button" ? el.type === "submit" : tag(el) === "input" && /^(submit|image)$/.test(el.type)) && Boolean(el.form);
  const sendsByHost = (el) => hostOf(el) !== null && isPressed(el) && attr(hostOf(el), "type") === "submit" && inForm(el);
  // A link is known by where it leads, whatever it is called.
  const placeOf = (el) => (tag(el) === "a" && el.pathname ? el.pathname.split("/").pop() + el.hash : "");
  const isAllOfHost = (el) => hostOf(el) !== null && all(rootOf(el), LIFE).length === 1;
  const keyOf = (el) => (isAllOfHost(el) && nameOf(hostOf(el))) || nameOf(el) || placeOf(el);
  function control(id) {
    const el = elementOf(id), own = el && boxOf(id);
    if (!own) return null;
    const labels = [...(get(el, "labels") ?? [])].filter(isSeen).map((label) => boxOf(reader.idOf(label))).filter(Boolean);
    const said = saidOf(el), hint = reader.tidy(attr(el, "placeholder") ?? "");
    return { id, said: (said || hint).slice(0, MOST_WORDS), box: around([own, ...labels]),
      key: keyOf(el).slice(0, MOST_WORDS), isInForm: inForm(el),
      group: tag(el) === "input" && el.type === "radio" ? el.name : "",
      isWayOn: isSubmit(el) || sendsByHost(el), isCovered: !said && hint !== "", isList: tag(el) === "select" && !el.multiple && el.size < 2 };
  }

  /* ---- whose words are whose ---- */

  function questionWords(ids) {
    const owners = new Map();
    for (const id of ids) {
      const el = elementOf(id);
      if (!el) continue;
      const group = closest(el, "fieldset,[role=group],[role=radiogroup]");
      const legend = group && [...Array.from(all(group, "legend")).slice(0, 1), ...reader.referenced(group, "aria-labelledby")];
      for (const owned of [...labelsOf(el), ...reader.referenced(el, "aria-describedby"), ...(legend || [])]) {
        if (!owners.has(owned)) owners.set(owned, id);
      }
    }
    return owners;
  }
  function ownerOf(node, owners) {
    for (let up = node, steps = 0; up && steps < 8; up = parent(up), steps += 1) if (owners.has(up)) return owners.get(up);
    return 0;
  }

  Object.assign(cost, { control, ownerOf, questionWords });
})(globalThis.labCost);
