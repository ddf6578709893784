"use strict";
/*
 * A search that forgives mistakes: a field with `data-search="streets"` suggests what is near in `labForm.lists.streets`,
 * also where two letters are wrong, missing, too many or exchanged. Whatever is typed is taken; a suggestion is an offer.
 */
(() => {
  const MOST = 5;
  const SHORT = { rd: "road", st: "street", ave: "avenue", av: "avenue", ln: "lane", ct: "court", sq: "square" };

  /* ---- what is near ---- */

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()
    .split(" ").map((word) => SHORT[word] || word).join(" ");
  const known = new WeakMap();
  const plainOf = (names) => {
    if (!known.has(names)) known.set(names, names.map(plain));
    return known.get(names);
  };
  const allowed = (length) => (length < 3 ? 0 : length < 5 ? 1 : 2);

  /**
   * How many letters two words differ in, exchanged neighbours counted once (Damerau 1964): of the whole name, and of that
   * beginning of it which is nearest; both Infinity where each is more than `most`.
   */
  function distances(typed, name, most) {
    const never = [Infinity, Infinity];
    if (typed.length - name.length > most) return never;
    const width = typed.length + 1;
    let older = [], old = Array.from({ length: width }, (_, place) => place);
    let nearest = old[width - 1];
    for (let row = 1; row <= name.length; row += 1) {
      const now = [row];
      let least = row;
      for (let place = 1; place < width; place += 1) {
        const isSame = typed[place - 1] === name[row - 1];
        let cost = Math.min(old[place] + 1, now[place - 1] + 1, old[place - 1] + (isSame ? 0 : 1));
        const isExchanged = row > 1 && place > 1 && typed[place - 1] === name[row - 2] && typed[place - 2] === name[row - 1];
        if (isExchanged) cost = Math.min(cost, older[place - 2] + 1);
        now[place] = cost;
        least = Math.min(least, cost);
      }
      nearest = Math.min(nearest, now[width - 1]);
      if (least > most) return nearest > most ? never : [Infinity, nearest];
      [older, old] = [old, now];
    }
    return [old[width - 1] > most ? Infinity : old[width - 1], nearest > most ? Infinity : nearest];
  }

  /** Up to five names near to what was typed, the nearest first. */
  labForm.find = (typed, names) => {
    const words = plain(typed), most = allowed(words.length);
    if (!words) return [];
    const near = plainOf(names).flatMap((plainName, place) => {
      const name = names[place], [whole, beginning] = distances(words, plainName, most);
      return beginning > most ? [] : [{ name, whole, beginning }];
    });
    const order = (one, other) => (one.whole - other.whole || 0) || one.beginning - other.beginning
      || (one.name < other.name ? -1 : 1);
    return near.sort(order).slice(0, MOST).map(({ name }) => name);
  };

  /* ---- the field and its list ---- */

  function dress(field, names) {
    const list = document.createElement("ul");
    const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    let at = -1;
    Object.assign(list, { id: `${field.id}-list`, className: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    said.setAttribute("role", "status");
    field.after(list, said);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
      field.setAttribute(name, value);
    }

    const close = () => {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const take = (name) => {
      field.value = name;
      close();
      said.textContent = "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const go = (to) => {
      at = (to + list.children.length) % list.children.length;
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
      field.setAttribute("aria-activedescendant", list.children[at].id);
    };
    const suggest = () => {
      close();
      const found = labForm.find(field.value, names);
      list.replaceChildren(...found.map((name, place) => {
        const option = Object.assign(document.createElement("li"), { id: `${field.id}-${place}`, textContent: name });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => take(name));
        return option;
      }));
      const isDone = found.length === 0 || (found.length === 1 && found[0] === field.value);
      list.hidden = isDone;
      field.setAttribute("aria-expanded", String(!isDone));
      said.textContent = isDone ? "" : `${found.length === 1 ? "1 suggestion" : `${found.length} suggestions`}, use Down`;
    };

    field.addEventListener("input", suggest);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const moves = { ArrowDown: at + 1, ArrowUp: at < 0 ? list.children.length - 1 : at - 1 };
      if (event.key in moves) go(moves[event.key]);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && at >= 0) take(list.children[at].textContent);
      else return;
      event.preventDefault();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("input[data-search]")) dress(field, labForm.lists[field.dataset.search ?? ""] ?? []);
  });
})();
