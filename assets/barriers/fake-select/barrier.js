"use strict";
/* Every drop-down is built out of divs: no role, no state, no arrow keys; Enter opens it and Tab walks the list. */
labForm.barrier("fake-select", (form) => {
  const make = (className, text) => Object.assign(document.createElement("div"), { className, textContent: text, tabIndex: 0 });
  const onPress = (element, act) => {
    element.addEventListener("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        act();
      }
    });
  };

  function replace(select) {
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: select.name, value: select.value });
    const shown = make("input fake-select__shown", select.selectedOptions[0].textContent);
    const list = Object.assign(document.createElement("div"), { className: "fake-select__list", hidden: true });
    for (const option of [...select.options].filter(({ value }) => value)) {
      const entry = make("fake-select__entry", option.textContent);
      entry.dataset.field = select.id;
      onPress(entry, () => {
        shown.textContent = entry.textContent;
        hidden.value = entry.textContent;
        list.hidden = true;
        shown.focus();
        hidden.dispatchEvent(new Event("change", { bubbles: true }));
      });
      list.append(entry);
    }
    onPress(shown, () => { list.hidden = !list.hidden; });
    shown.id = select.id;
    shown.dataset.field = select.id;
    ["focus", "click"].forEach((name) => shown.addEventListener(name, () => form.met("fake-select")));
    const whole = form.mark(Object.assign(document.createElement("div"), { className: "fake-select" }), "fake-select");
    whole.append(shown, list, hidden);
    const label = document.querySelector(`label[for="${select.id}"]`);
    if (label) form.recast(label, "div");
    select.replaceWith(whole);
  }

  document.querySelectorAll("main select").forEach(replace);
}, { hasStyle: true });
