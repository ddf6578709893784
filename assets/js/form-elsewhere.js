"use strict";
/* The way back from a page that is not part of any form. */
document.addEventListener("click", (event) => {
  if (!/** @type {Element} */ (event.target).closest?.("[data-back]")) return;
  event.preventDefault();
  history.back();
});
