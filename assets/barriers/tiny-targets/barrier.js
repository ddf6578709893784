"use strict";
/* Boxes and buttons are a few pixels large and stand close together; the words beside a box cannot be pressed. */
labForm.barrier("tiny-targets", (form) => {
  const NEAR_PX = 40;
  const targets = [...document.querySelectorAll("main .choice input, main form .button, .site-footer > .button")];
  for (const each of targets) form.mark(/** @type {HTMLElement} */ (each), "tiny-targets");
  document.addEventListener("pointerdown", ({ clientX, clientY }) => {
    const isNear = targets.some((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return clientX > left - NEAR_PX && clientX < right + NEAR_PX && clientY > top - NEAR_PX && clientY < bottom + NEAR_PX;
    });
    if (isNear) form.met("tiny-targets");
  });
}, { hasStyle: true });
