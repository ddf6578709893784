"use strict";
/* A panel above the form shows another piece of news every few seconds and has no button to hold it. */
labForm.barrier("carousel", (form) => {
  const EACH_MS = 4000;
  const NEWS = ["Council tax: pay monthly and spread the cost.", "Swim free at Hillside in the school holidays.",
    "Tell us what you think of our new website."];
  const heading = document.querySelector("main h1, main .like-h1");
  if (!heading || document.body.dataset.outcome) return;
  const panel = form.mark(Object.assign(document.createElement("p"), { className: "carousel", textContent: NEWS[0] }), "carousel");
  heading.before(panel);
  let shown = 0;
  const turn = () => {
    shown += 1;
    panel.textContent = NEWS[shown % NEWS.length];
    form.met("carousel");
    form.after(EACH_MS, turn);
  };
  form.whenShown(() => form.after(EACH_MS, turn));
}, { hasStyle: true });
