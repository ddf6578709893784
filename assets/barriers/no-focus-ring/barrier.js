"use strict";
/* Nothing shows where the focus is. */
labForm.barrier("no-focus-ring", (form) => {
  let moves = 0;
  document.addEventListener("focusin", () => {
    if (++moves === 3) form.met("no-focus-ring");
  });
}, { hasStyle: true });
