// Where an element stands: which of how many, and on which level. What is hidden does not count.
"use strict";
(function (reader) {
  const { all, attr, closest, parent, rootOf, tag } = reader.dom;

  const MEMBERS = { option: "listbox,select,datalist", tab: "tablist", menuitem: "menu,menubar",
    menuitemradio: "menu,menubar,group", menuitemcheckbox: "menu,menubar,group", treeitem: "tree,group", radio: "radiogroup" };

  const ownersOf = (role) => MEMBERS[role].split(",").map((name) => `[role=${name}]`).join(",");
  const MEMBERS_OF = Object.fromEntries(Object.keys(MEMBERS).map((role) => [role, (owner) =>
    Array.from(all(owner, `[role=${role}]`)).filter((el) => closest(el, ownersOf(role)) === owner && reader.isExposed(el))]));

  reader.positionOf = function (el, role) {
    const size = Number(attr(el, "aria-setsize"));
    const place = Number(attr(el, "aria-posinset"));
    if (place > 0) return [place, Math.max(0, size)];
    if (tag(el) === "select") return el.multiple || el.selectedIndex < 0 ? null : among(el.options[el.selectedIndex], optionsOf(el));
    if (tag(el) === "input" && el.type === "radio") return among(el, reader.once(shownRadios, radiosOf(el)[0]));
    if (tag(el) === "option") return closest(el, "select") ? among(el, optionsOf(closest(el, "select"))) : null;
    if (!MEMBERS[role]) return null;
    const owner = closest(el, ownersOf(role));
    return owner ? among(el, reader.once(MEMBERS_OF[role], owner)) : null;
  };

  const optionsOf = (select) => reader.once(shownOptions, select);
  const shownOptions = (select) => Array.from(select.options).filter((option) => getComputedStyle(option).display !== "none");

  function radiosOf(el) {
    if (!el.name) return [el];
    const named = all(rootOf(el), `input[type=radio][name="${CSS.escape(el.name)}"]`);
    return Array.from(named).filter((other) => other.form === el.form);
  }
  reader.radiosOf = radiosOf;

  const shownRadios = (first) => radiosOf(first).filter(reader.isExposed);

  function among(el, members) {
    const index = members.indexOf(el);
    return index < 0 ? null : [index + 1, members.length];
  }

  reader.isMember = (role) => role in MEMBERS;

  reader.levelOf = function (el, role) {
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
  };
})(globalThis.labReader);
