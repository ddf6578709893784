"use strict";
/* After the first page the button that leads on stands below everything else, and the links of its end at its top. */
labForm.barrier("moved-layout", (form) => {
  const button = form.onward();
  const page = document.querySelector("main form");
  if (!button || !page || document.body.dataset.page === document.body.dataset.first) return;
  page.id ||= "page-form";
  button.setAttribute("form", page.id);
  const footer = document.querySelector(".site-footer"), links = footer?.querySelector("ul");
  if (links) document.querySelector("body > header")?.append(form.mark(links, "moved-layout"));
  footer?.append(form.mark(button, "moved-layout"));
  form.whenShown(() => form.met("moved-layout"));
});
