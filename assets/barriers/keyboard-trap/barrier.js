"use strict";
/* A date picker that opens by itself and keeps the focus: Tab goes round in it, Escape does nothing. */
labForm.barrier("keyboard-trap", (form) => {
  const date = document.querySelector("main .date");
  if (!date) return;
  const inputs = [...date.querySelectorAll("input")];
  const picker = form.mark(Object.assign(document.createElement("div"), { className: "picker", hidden: true }), "keyboard-trap");
  date.after(picker);

  function fill(dayNumber) {
    const today = new Date();
    [dayNumber, today.getMonth() + 1, today.getFullYear()].forEach((value, index) => { inputs[index].value = value; });
    inputs[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  function addDay(dayNumber) {
    const day = Object.assign(document.createElement("button"), { type: "button", className: "picker__day", textContent: dayNumber });
    day.dataset.field = inputs[0].dataset.field;
    day.addEventListener("click", () => fill(dayNumber));
    picker.append(day);
  }

  Array.from({ length: 31 }, (_, index) => index + 1).forEach(addDay);
  const ring = [...inputs, ...picker.querySelectorAll("button")];

  function keep(event) {
    if (event.key !== "Tab" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") return;
    const at = ring.indexOf(/** @type {Field} */ (document.activeElement));
    ring[(at + (event.shiftKey ? -1 : 1) + ring.length) % ring.length].focus();
    if (++rounds >= 5) form.met("keyboard-trap");
  }

  let rounds = 0;
  date.addEventListener("focusin", () => { picker.hidden = false; });
  [date, picker].forEach((part) => part.addEventListener("keydown", keep));
}, { hasStyle: true });
