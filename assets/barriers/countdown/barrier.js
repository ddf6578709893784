"use strict";
/*
 * A clock runs down in sight and cannot be given more time; then the answers are gone, and the first page says so. It
 * does so once in a run: the visitor can still arrive. `?timeout-seconds=` sets another time.
 */
labForm.barrier("countdown", (form) => {
  const seconds = Number(form.query.get("timeout-seconds")) || 90;
  const page = document.querySelector("main form");
  if (!page || form.hasHelp("no-timeout") || form.notes().hasCountedDown) return;
  const clock = Object.assign(document.createElement("p"), { className: "countdown" });
  const show = (left) => { clock.textContent = `Time left: ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`; };
  let left = Math.ceil(seconds);

  function end() {
    form.notes().hasCountedDown = true;
    form.signal("timeout", { seconds });
    form.startOver("countdown", "Time is up. Please start again.");
  }

  function tick() {
    left -= 1;
    show(Math.max(0, left));
    if (left > 0) form.after(1000, tick);
    else end();
  }

  page.querySelector(".save")?.remove();
  show(left);
  page.before(form.mark(clock, "countdown"));
  form.whenShown(() => {
    form.met("countdown");
    form.after(1000, tick);
  });
}, { hasStyle: true });
