"use strict";
/* A strip across the lower half of the window lies over whatever has the focus there, and cannot be closed. */
labForm.barrier("covered-focus", (form) => {
  const footer = document.querySelector(".site-footer");
  if (!footer || !document.querySelector("main form")) return;
  const words = "We use cookies to make this website better. Your choices can be changed on the page about cookies at any time.";
  const strip = form.mark(Object.assign(document.createElement("p"), { className: "covered-focus", textContent: words }), "covered-focus");
  footer.append(strip);
  document.addEventListener("focusin", ({ target }) => {
    const box = /** @type {Element} */ (target).getBoundingClientRect(), over = strip.getBoundingClientRect();
    if (box.height && box.top >= over.top && box.bottom <= over.bottom) form.met("covered-focus");
  });
}, { hasStyle: true });
