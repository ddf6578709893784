"use strict";
/* "Contact us" stands at the end of the first page, at the top of the next, and nowhere on the last. */
labForm.barrier("help-moves", (form) => {
  const page = document.body.dataset.page;
  const help = [...document.querySelectorAll("a")].find(({ textContent }) => textContent === "Contact us");
  if (!help || page === document.body.dataset.first) return;
  const menu = document.querySelector(".site-menu ul");
  const item = form.mark(/** @type {HTMLElement} */ (help.closest("li")), "help-moves");
  if (page === "check") menu?.append(item);
  else menu?.prepend(item);
  form.whenShown(() => form.met("help-moves"));
});
