"use strict";
/* Headings are bold text that only looks like headings. */
labForm.barrier("flat-headings", (form) => {
  const flatten = (heading) => {
    const look = `like-${heading.localName}`;
    form.mark(form.recast(heading, "div"), "flat-headings").classList.add(look);
  };
  document.querySelectorAll("main :is(h1, h2, h3)").forEach(flatten);
  form.beforeErrors.push((view) => view.summary?.querySelectorAll("h2").forEach(flatten));
  form.whenShown(() => form.met("flat-headings"));
}, { hasStyle: true });
