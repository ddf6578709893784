"use strict";
/* A red border is all that says that something is wrong. */
labForm.barrier("colour-only-error", (form) => {
  form.beforeErrors.push((view) => {
    view.summary = null;
    view.focus = null;
    view.messages.clear();
    view.isTied = false;
    view.title = document.title;
    for (const { field } of view.problems) {
      const place = form.placeOf(field);
      if (place) form.mark(place, "colour-only-error");
    }
    form.met("colour-only-error");
  });
}, { hasStyle: true });
