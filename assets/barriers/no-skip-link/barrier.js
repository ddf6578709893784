"use strict";
/* The council's forty links stand open before the form, and there is no link past them. */
labForm.barrier("no-skip-link", (form) => {
  document.querySelector(".skip-link")?.remove();
  const menu = document.querySelector(".site-menu details");
  if (!menu) return;
  const list = form.mark(menu.querySelector("ul"), "no-skip-link");
  menu.replaceWith(list);
  let links = 0;
  list.addEventListener("focusin", () => {
    if (++links === 5) form.met("no-skip-link");
  });
}, { hasStyle: true });
