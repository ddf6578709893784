"use strict";
/* The first drop-down becomes a search that knows only the exact words, and says no more than "No match". */
labForm.barrier("exact-spelling", (form) => {
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector("main select"));
  if (!select) return;
  const known = new Set([...select.options].map(({ value }) => value).filter(Boolean));
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: select.name, value: select.value });
  const field = form.mark(Object.assign(document.createElement("input"), { type: "text", className: "input input--medium", id: select.id, value: select.value, spellcheck: false }), "exact-spelling");
  const said = Object.assign(document.createElement("p"), { className: "question__hint", textContent: "Type to search" });
  said.setAttribute("role", "status");
  field.dataset.field = select.id;
  field.addEventListener("focus", () => form.met("exact-spelling"));
  field.addEventListener("change", () => {
    hidden.value = known.has(field.value) ? field.value : "";
    said.textContent = hidden.value ? "1 match" : "No match";
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  });
  select.before(said);
  select.replaceWith(field, hidden);
});
