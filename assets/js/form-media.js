"use strict";
/*
 * A button with data-plays plays the film or the sound of that id, holds it, and plays it again. What cannot be played
 * says so: whatever is said in it stands on the page as well.
 */
document.addEventListener("DOMContentLoaded", () => {
  const GONE = "This cannot be played here. All that it says stands on this page.";
  const equip = (button) => {
    const media = /** @type {HTMLMediaElement | null} */ (document.getElementById(button.dataset.plays));
    if (!media) return;
    const first = button.textContent;
    const gone = () => {
      const told = media.parentElement?.querySelector("[role=status]");
      if (told) told.textContent = GONE;
      button.hidden = true;
    };
    const name = () => { button.textContent = media.ended ? "Play it again" : media.paused ? first : "Pause"; };
    for (const change of ["play", "pause", "ended"]) media.addEventListener(change, name);
    media.addEventListener("error", gone);
    if (media.error) gone();
    button.addEventListener("click", () => media.paused ? media.play().catch(() => media.error && gone()) : media.pause());
  };
  document.querySelectorAll("button[data-plays]").forEach(equip);
});
