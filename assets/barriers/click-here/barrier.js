"use strict";
/* Links that all say the same: where each leads stands only beside it. */
labForm.barrier("click-here", (form) => {
  for (const link of document.querySelectorAll("main a[data-go]")) {
    link.textContent = "click here";
    form.mark(link, "click-here").addEventListener("focus", () => form.met("click-here"));
  }
});
