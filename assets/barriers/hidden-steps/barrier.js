"use strict";
/* Each page says that it is the last one, and then there is another. */
labForm.barrier("hidden-steps", (form) => {
  // Who tells what is to come needs no more words for it than this.
  const promise = (number) => `Step ${number} of ${number}: the last one. It takes a moment, and then everything is done `
    + "and sent: you need nothing else for it.";
  const caption = document.querySelector("main .caption");
  if (!caption || document.body.dataset.outcome) return;
  const seen = form.notes().pagesSeen ??= [];
  const page = document.body.dataset.page;
  if (!seen.includes(page)) seen.push(page);
  form.keep();
  const number = seen.indexOf(page) + 1;
  document.querySelector("main .steps")?.remove();
  const step = Object.assign(document.createElement("p"), { className: "caption", textContent: promise(number) });
  caption.after(form.mark(step, "hidden-steps"));
  if (number > 1) form.whenShown(() => form.met("hidden-steps"));
});
