"use strict";
/* A search that knows only the exact words, and says no more than "No match"; the first drop-down where a form has none. */
labForm.barrier("exact-spelling", (form) => {
  const search = document.querySelector("main input[data-search]"), select = document.querySelector("main select");
  const old = search ?? select;
  if (!old) return;
  const known = new Set(search ? form.lists[search.dataset.search ?? ""] : [...old.options].map(({ value }) => value).filter(Boolean));
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: old.name, value: old.value });
  const field = form.mark(Object.assign(document.createElement("input"), { type: "text", className: "input input--medium", id: old.id, value: old.value, spellcheck: false }), "exact-spelling");
  const said = Object.assign(document.createElement("p"), { className: "question__hint", textContent: "Type to search" });
  said.setAttribute("role", "status");
  field.dataset.field = old.id;
  field.addEventListener("focus", () => form.met("exact-spelling"));
  field.addEventListener("change", () => {
    hidden.value = known.has(field.value) ? field.value : "";
    said.textContent = hidden.value ? "1 match" : "No match";
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  });
  if (search) document.getElementById(`${search.id}-hint`)?.remove();
  old.before(said);
  old.replaceWith(field, hidden);
});
