// Where an element stands: which of how many, and on which level. What is hidden does not count.
"use strict";
(function (reader) {
  const { all, attr, closest, kind, matches, number, parent, rootOf, slotOf, tag } = reader.dom;

  const MENU_ITEMS = "menuitem,menuitemcheckbox,menuitemradio";
  // What stands in a row with a thing of this role, and in what.
  const SETS = { option: ["option", "listbox,select,datalist"], tab: ["tab", "tablist"], treeitem: ["treeitem", "tree,group"],
    radio: ["radio", "radiogroup"], menuitem: [MENU_ITEMS, "menu,menubar"], menuitemradio: [MENU_ITEMS, "menu,menubar,group"],
    menuitemcheckbox: [MENU_ITEMS, "menu,menubar,group"], article: ["article", "feed"] };

  // Of all these only an article has an element of its own.
  const named = (roles) => roles.split(",").map((name) => `[role=${name}]${name === "article" ? ",article" : ""}`).join(",");
  const OWNERS = Object.fromEntries(Object.entries(SETS).map(([role, [, owners]]) => [role, named(owners)]));
  // Most sets stand in one tree, where the browser finds them; a component's members stand in a slot of what holds them.
  function ownerOf(el, owners) {
    if (!reader.flat.isComposed && !reader.flat.owned) return closest(el, owners);
    for (let up = el; up; up = above(up)) if (kind(up) === 1 && matches(up, owners)) return up;
    return null;
  }
  const above = (el) => reader.flat.owned?.get(el) ?? slotOf(el) ?? parent(el) ?? reader.hostOf(el);

  const MEMBERS_OF = Object.fromEntries(Object.entries(SETS).map(([role, [members]]) => [role, (owner) => {
    const isSought = (el) => matches(el, `${named(members)},${OWNERS[role]}`);
    const inside = reader.flat.isComposed ? reader.flat.found(owner, isSought) : all(owner, named(members));
    const owned = reader.flat.owned ? reader.referenced(owner, "aria-owns").flatMap((el) => [el, ...all(el, named(members))]) : [];
    return Array.from(new Set([...inside, ...owned]))
      .filter((el) => matches(el, named(members)) && ownerOf(el, OWNERS[attr(el, "role") || role]) === owner && reader.isExposed(el));
  }]));
  reader.optionsIn = (el) => reader.once(MEMBERS_OF.option, el).length;

  // Of a tree that is written flat each level has its own places, from one item of a higher level to the next.
  function onLevel(el, members) {
    if (!members.some((other) => number(other, "aria-level"))) return members;
    const levels = members.map((other) => reader.levelOf(other, "treeitem")), at = members.indexOf(el), level = levels[at];
    const from = levels.slice(0, at).findLastIndex((other) => other < level), to = levels.findIndex((other, place) => place > at && other < level);
    return members.filter((_, place) => place > from && (to < 0 || place < to) && levels[place] === level);
  }

  reader.positionOf = function (el, role) {
    const place = number(el, "aria-posinset"), size = number(el, "aria-setsize");
    if (!place) return role === "article" ? null : placeAmong(el, role);
    // Where its author does not know how many there are, the engine counts those that are there.
    return [place, size > 0 ? size : Math.max(place, placeAmong(el, role)?.[1] ?? 0)];
  };

  /** @returns {[number, number] | null} */
  function placeAmong(el, role) {
    if (tag(el) === "select") return el.multiple || el.selectedIndex < 0 ? null : among(el.options[el.selectedIndex], optionsOf(el));
    if (tag(el) === "input" && el.type === "radio") return among(el, reader.once(shownRadios, radiosOf(el)[0]));
    if (tag(el) === "option") return closest(el, "select") ? among(el, optionsOf(closest(el, "select"))) : null;
    if (!SETS[role]) return null;
    const owner = ownerOf(el, OWNERS[role]);
    if (!owner) return null;
    const members = reader.once(MEMBERS_OF[role], owner);
    return among(el, role === "treeitem" ? onLevel(el, members) : members);
  }

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

  // As the engine takes it: a number below one is one, and one beyond nine or nothing is none.
  function headingLevel(el) {
    const given = attr(el, "aria-level") ? parseInt(attr(el, "aria-level") ?? "", 10) || 0 : 10;
    return given <= 9 ? Math.max(1, given) : Number(/^h([1-6])$/.exec(tag(el))?.[1] ?? 2);
  }

  reader.levelOf = function (el, role) {
    if (role === "heading") return headingLevel(el);
    const given = number(el, "aria-level");
    if (given && /^(treeitem|row|listitem|comment)$/.test(role)) return given;
    if (role === "treeitem") {
      let level = 1;
      for (let up = ownerOf(above(el), OWNERS.treeitem); up && attr(up, "role") === "group"; up = ownerOf(above(up), OWNERS.treeitem)) level += 1;
      return level;
    }
    return 0;
  };
})(globalThis.labReader);
