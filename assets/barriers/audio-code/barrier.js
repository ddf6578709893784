"use strict";
/* Before sending, a code has to be typed that is said aloud on a telephone line, and stands nowhere. */
labForm.barrier("audio-code", (form) => {
  const CODE = "7294";
  document.querySelectorAll("main .your-code").forEach((code) => {
    code.textContent = "Your code for questions is said on our telephone line, and stands nowhere. We do not send it to you as well.";
  });
  if (document.body.dataset.page !== "check") return;
  const field = form.ask("spoken-code", "Type the code that you hear", "Play our phone line. It tells you the code.", "");
  if (!field) return;
  const line = new Audio(form.file("audio-code", "line.webm"));
  line.dataset.through = "telephone:snr_db=20";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "play", textContent: "Play the line" });
  button.addEventListener("click", () => {
    form.met("audio-code");
    line.currentTime = 0;
    line.play().catch(() => {});
  });
  /** @type {HTMLElement} */ (field.closest(".question__answer")).before(line, button);
  form.mark(field, "audio-code").addEventListener("focus", () => form.met("audio-code"));
  form.beforeSubmit.push(() => {
    if (field.value.replace(/\D/g, "") === CODE) return true;
    field.value = "";
    field.focus();
    return false;
  });
});
