"use strict";
/* The errors are drawn on the page and told to nobody: no focus, no alert, no title, no tie to the field. */
labForm.barrier("silent-error", (form) => {
  form.beforeErrors.push((view) => {
    if (view.summary) {
      view.summary.removeAttribute("role");
      view.summary.removeAttribute("tabindex");
      form.mark(view.summary, "silent-error");
    }
    view.focus = null;
    view.isTied = false;
    view.title = document.title;
    form.met("silent-error");
  });
});
