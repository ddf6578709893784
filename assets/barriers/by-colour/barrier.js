"use strict";
/*
 * Two buttons say the same; only their colour tells which one leads on and which one empties the page. Where another
 * barrier gives the one that leads on a name, whichever comes first, it has that.
 */
labForm.barrier("by-colour", (form) => {
  const button = form.onward();
  if (!button) return;
  const meet = () => form.met("by-colour");
  const note = Object.assign(document.createElement("p"), { className: "lead", textContent: "Press the green button to go on. The other one clears this page." });
  const other = Object.assign(document.createElement("button"), { type: "button", className: "button by-colour__other", textContent: "OK" });
  if (!button.closest("[data-barrier~=renamed-button]")) button.textContent = "OK";
  button.classList.add("by-colour__on");
  button.before(note, other, " ");
  for (const each of [button, other]) form.mark(each, "by-colour").addEventListener("focus", meet);
  other.addEventListener("click", () => {
    meet();
    for (const page of document.forms) page.reset();
    form.gather();
  });
}, { hasStyle: true });
