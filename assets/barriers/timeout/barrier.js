"use strict";
/*
 * The session ends after a minute, without a warning, and takes the answers with it. It does so once in a run:
 * the visitor can still arrive. `?timeout-seconds=` sets another time.
 */
labForm.barrier("timeout", (form) => {
  const seconds = Number(form.query.get("timeout-seconds")) || 60;

  function end() {
    if (form.hasHelp("no-timeout")) return;
    form.notes().hasTimedOut = true;
    form.met("timeout");
    form.signal("timeout", { seconds });
    form.startOver("timeout", "Your session has ended. Please start again.");
  }

  if (!document.querySelector("main form") || form.notes().hasTimedOut) return;
  document.body.dataset.timeLimitS = String(seconds); // For `empathylab cost`: a timer tells nobody of itself.
  form.whenShown(() => form.after(seconds * 1000, end));
});
