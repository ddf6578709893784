// Where an element stands: which of how many, and on which level. What is hidden does not count.
"use strict";
(function (reader) {
  const { all, attr, closest, kind, matches, number, parent, rootOf, slotOf, tag } = reader.dom;

  const MENU_ITEMS = "menuitem,menuitemcheckbox,menuitemradio";
  // What stands in a row with a thing of this role, and in what.
  const SETS = { option: ["option", "listbox,select,datalist"], tab: ["tab", "tablist"], treeitem: ["treeitem", "tree,group"],
    radio: ["radio", "radiogroup"], menuitem: [MENU_ITEMS, "menu,menubar"], menuitemradio: [MENU_ITEMS, "menu,menubar,group"],
    menuitemcheckbox: [MENU_ITEMS, "menu,menubar,group"] };

  const named = (roles) => roles.split(",").map((name) => `[role=${name}]`).join(",");
  const OWNERS = Object.fromEntries(Object.entries(SETS).map(([role, [, owners]]) => [role, named(owners)]));
  // Most sets stand in one tree, where the browser finds them; a component's members stand in a slot of what holds them.
  function ownerOf(el, owners) {
    if (!reader.flat.isComposed) return closest(el, owners);
    for (let up = el; up; up = above(up)) if (kind(up) === 1 && matches(up, owners)) return up;
    return null;
  }
  const above = (el) => slotOf(el) ?? parent(el) ?? reader.hostOf(el);

  const MEMBERS_OF = Object.fromEntries(Object.entries(SETS).map(([role, [members]]) => [role, (owner) => {
    const inside = reader.flat.isComposed ? reader.flat.found(owner, (el) => matches(el, `${named(members)},${OWNERS[role]}`)) : all(owner, named(members));
    return Array.from(inside).filter((el) => matches(el, named(members)) && ownerOf(el, OWNERS[attr(el, "role") ?? ""]) === owner && reader.isExposed(el));
  }]));

  reader.positionOf = function (el, role) {
    const place = number(el, "aria-posinset");
    if (place) return [place, number(el, "aria-setsize")];
    if (tag(el) === "select") return el.multiple || el.selectedIndex < 0 ? null : among(el.options[el.selectedIndex], optionsOf(el));
    if (tag(el) === "input" && el.type === "radio") return among(el, reader.once(shownRadios, radiosOf(el)[0]));
    if (tag(el) === "option") return closest(el, "select") ? among(el, optionsOf(closest(el, "select"))) : null;
    if (!SETS[role]) return null;
    const owner = ownerOf(el, OWNERS[role]);
    return owner ? among(el, reader.once(MEMBERS_OF[role], owner)) : null;
  };

  reader.sizeOfSelect = (el) => optionsOf(el).length;
  const optionsOf = (select) => reader.once(shownOptions, select);
  const shownOptions = (select) => Array.from(select.options).filter((option) => getComputedStyle(option).display !== "none");

  function radiosOf(el) {
    if (!el.name) return [el];
    const named = all(rootOf(el), `input[type=radio][name="${CSS.escape(el.name)}"]`);
    return Array.from(named).filter((other) => other.form === el.form);
  }
  reader.radiosOf = radiosOf;

  const shownRadios = (first) => radiosOf(first).filter(reader.isExposed);

  /** @returns {[number, number] | null} */
  function among(el, members) {
    const index = members.indexOf(el);
    return index < 0 ? null : [index + 1, members.length];
  }

  reader.isMember = (role) => role in SETS;

  reader.levelOf = function (el, role) {
    const given = number(el, "aria-level");
    if (given && /^(heading|treeitem|row|listitem|comment)$/.test(role)) return given;
    if (role === "heading") return Number(/^h([1-6])$/.exec(tag(el))?.[1] ?? 2);
    if (role === "treeitem") {
      let level = 1;
      for (let up = ownerOf(above(el), OWNERS.treeitem); up && attr(up, "role") === "group"; up = ownerOf(above(up), OWNERS.treeitem)) level += 1;
      return level;
    }
    return 0;
  };
})(globalThis.labReader);
