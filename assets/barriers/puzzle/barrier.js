"use strict";
/* A picture of bent letters has to be read before sending. It has no words for who cannot see it, and no sound. */
labForm.barrier("puzzle", (form) => {
  const LETTERS = "RVWMEK";
  if (document.body.dataset.page !== "check") return;
  const field = form.ask("letters", "Type the letters of the picture", "", "");
  if (!field) return;
  const picture = Object.assign(document.createElement("canvas"), { width: 240, height: 80, className: "puzzle" });
  const brush = /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d"));
  brush.font = "bold 38px serif";
  [...LETTERS].forEach((letter, index) => {
    brush.setTransform(1, (index % 2 ? 0.4 : -0.4), (index % 3 - 1) * 0.3, 1, 20 + 34 * index, 50 + 8 * (index % 2));
    brush.fillText(letter, 0, 0);
  });
  brush.setTransform(1, 0, 0, 1, 0, 0);
  for (const y of [25, 40, 55]) brush.fillRect(0, y, 240, 2);
  field.before(picture);
  form.mark(field, "puzzle").addEventListener("focus", () => form.met("puzzle"));
  form.beforeSubmit.push(() => {
    if (field.value.trim().toUpperCase() === LETTERS) return true;
    field.value = "";
    field.focus();
    return false;
  });
}, { hasStyle: true });
