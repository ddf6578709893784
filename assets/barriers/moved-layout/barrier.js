"use strict";
/* After the first page the button that leads on stands below everything else, and the menu at the end. */
labForm.barrier("moved-layout", (form) => {
  const button = form.onward();
  const page = document.querySelector("main form");
  if (!button || !page || document.body.dataset.page === document.body.dataset.first) return;
  page.id ||= "page-form";
  button.setAttribute("form", page.id);
  const footer = document.querySelector(".site-footer"), header = document.querySelector("body > header");
  if (header) footer?.before(header);
  footer?.append(form.mark(button, "moved-layout"));
  form.whenShown(() => form.met("moved-layout"));
});
