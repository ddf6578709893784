"use strict";
/* A few seconds after the first page opens it begins to talk, and nothing on it makes it stop. Softly: see LEVEL. */
labForm.barrier("autoplay-sound", (form) => {
  const LEVEL = 0.35, AFTER_MS = 3000;
  if (document.body.dataset.page !== document.body.dataset.first) return;
  const sound = form.mark(new Audio(form.file("autoplay-sound", "welcome.webm")), "autoplay-sound");
  sound.volume = LEVEL;
  sound.addEventListener("playing", () => form.met("autoplay-sound"));
  document.body.append(sound);
  const begin = () => sound.play();
  /* Where the engine wants to see somebody first, the first key or press will do. */
  const later = () => ["keydown", "pointerdown"].forEach((sign) => addEventListener(sign, begin, { once: true }));
  form.whenShown(() => form.after(AFTER_MS, () => begin().catch(later)));
});
