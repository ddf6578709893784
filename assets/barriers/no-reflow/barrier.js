"use strict";
/* The page is drawn for one width: two columns that never fold, text that ignores zoom, words cut at their box. */
labForm.barrier("no-reflow", (form) => {
  const meet = () => {
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) form.met("no-reflow");
  };
  form.whenShown(meet);
  addEventListener("resize", meet);
}, { hasStyle: true });
