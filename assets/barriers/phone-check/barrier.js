"use strict";
/* The council rings and reads a code once, fast, out of a busy office; who misses it is rung again, with another code. */
labForm.barrier("phone-check", (form) => {
  const CODES = ["3962", "7158", "2649"];
  const RING = "Answer the phone";
  document.querySelectorAll("main .your-code").forEach((code) => {
    code.textContent = "Your code for questions is read to you when we ring, and stands nowhere. We do not send it to you as well.";
  });
  if (document.body.dataset.page !== "check") return;
  const field = form.ask("call-code", "Type the code that we read to you", "We ring you now, and read it once.", "");
  if (!field) return;
  const calls = CODES.map((_, index) => new Audio(form.file("phone-check", `call-${index + 1}.webm`)));
  for (const call of calls) call.dataset.through = "telephone:snr_db=5";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "play", textContent: RING });
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  let tries = 0, isTaken = false;
  const over = () => { told.textContent = "They have put the phone down."; };
  calls.forEach((call) => call.addEventListener("ended", over));
  button.addEventListener("click", () => {
    if (isTaken) return;
    isTaken = true;
    form.met("phone-check");
    told.textContent = "On the line…";
    calls[tries % CODES.length].play().catch(over);
  });
  /** @type {HTMLElement} */ (field.closest(".question__answer")).before(...calls, button, told);
  form.mark(field, "phone-check").addEventListener("focus", () => form.met("phone-check"));
  form.beforeSubmit.push(() => {
    if (isTaken && field.value.replace(/\D/g, "") === CODES[tries % CODES.length]) return true;
    if (isTaken) tries += 1;
    isTaken = false;
    field.value = "";
    told.textContent = "That is not the code. We ring you again, with another one.";
    button.focus();
    return false;
  });
});
