"use strict";
/* After the first page a drop-down becomes words that have to be dragged into a box: no keys, no click will do. */
labForm.barrier("drag-only", (form) => {
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector("main select"));
  if (!select || document.body.dataset.page === document.body.dataset.first) return;
  const made = (className, textContent) => Object.assign(document.createElement("div"), { className, textContent });
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: select.name, value: select.value });
  const whole = form.mark(made("drag-only", ""), "drag-only"), box = made("drag-only__box", select.value || "Drag your answer here");
  const words = made("drag-only__words", "");
  let dragged = "";
  for (const { value } of [...select.options].filter((option) => option.value)) {
    const word = made("drag-only__word", value);
    word.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      dragged = value;
      form.met("drag-only");
    });
    words.append(word);
  }
  addEventListener("pointerup", ({ clientX, clientY }) => {
    if (dragged && document.elementFromPoint(clientX, clientY) === box) {
      box.textContent = hidden.value = dragged;
      hidden.dispatchEvent(new Event("change", { bubbles: true }));
    }
    dragged = "";
  });
  form.whenShown(() => {
    const IN_SIGHT_MS = 3000;
    let inSight = 0;
    new IntersectionObserver(([seen]) => {
      form.cancel(inSight);
      if (seen.isIntersecting) inSight = form.after(IN_SIGHT_MS, () => form.met("drag-only"));
    }).observe(whole);
  });
  whole.id = select.id;
  whole.dataset.field = select.id;
  whole.append(words, box, hidden);
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (label) form.recast(label, "div");
  select.replaceWith(whole);
}, { hasStyle: true });
