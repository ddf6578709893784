"use strict";
/* A telephone number has to be given, and nobody can say "please write to me". */
labForm.barrier("phone-required", (form) => {
  if (document.body.dataset.page !== document.body.dataset.first) return;
  const field = form.ask("telephone", "Mobile number", "We will ring you. You cannot go on without a number.", "Enter a mobile number");
  if (field) form.mark(field, "phone-required").addEventListener("focus", () => form.met("phone-required"));
});
