"use strict";
/* The hint beside a field goes away when the field is used. */
labForm.barrier("YOUR-ID", (form) => {
  for (const hint of document.querySelectorAll(".question__hint")) {
    const field = hint.closest(".question")?.querySelector("input, select, textarea");
    if (!field) continue;
    form.mark(field, "YOUR-ID").addEventListener("focus", () => {
      hint.remove();
      form.met("YOUR-ID");
    });
  }
});
