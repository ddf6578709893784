"use strict";
/* A drop-down that sends the page as soon as its value changes; one press of an arrow key is enough. */
labForm.barrier("change-on-input", (form) => {
  const found = document.querySelector("main select");
  if (!found) return;
  const select = found;
  const next = select.form.getAttribute("action") ?? "";

  function leave() {
    form.met("change-on-input");
    form.gather();
    form.go(next);
  }

  // Closed drop-downs change with the arrows in most browsers; where they would open, this does the same.
  function stepOn(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = Math.min(select.options.length - 1, Math.max(0, select.selectedIndex + step));
    if (index === select.selectedIndex) return;
    select.selectedIndex = index;
    leave();
  }

  form.mark(select, "change-on-input");
  select.addEventListener("change", leave);
  select.addEventListener("keydown", stepOn);
});
