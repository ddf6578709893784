"use strict";
/* "Continue" is a picture of an arrow without a text. */
labForm.barrier("image-button", (form) => {
  const button = document.querySelector("body:not([data-page=check]) :is(main form, .site-footer) button[type=submit]");
  if (!button) return;
  const image = Object.assign(document.createElement("img"), { src: form.file("image-button", "arrow.svg"), width: 40, height: 28 });
  button.replaceChildren(image);
  form.mark(button, "image-button").addEventListener("focus", () => form.met("image-button"));
});
