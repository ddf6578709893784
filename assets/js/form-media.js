"use strict";
/*
 * A button with data-plays plays the film or the sound of that id, holds it, and plays it again. What cannot be played
 * says so: whatever is said in it stands on the page as well, unless a barrier took the words.
 */
document.addEventListener("DOMContentLoaded", () => {
  const GONE = "This cannot be played here.", IN_WORDS = " All that it says stands on this page.";
  const equip = (button) => {
    const media = /** @type {HTMLMediaElement | null} */ (document.getElementById(button.dataset.plays));
    if (!media) return;
    const first = button.textContent;
    const gone = () => {
      const told = media.parentElement?.querySelector("[role=status]");
      if (told) told.textContent = media.dataset.barrier ? GONE : GONE + IN_WORDS;
      button.hidden = true;
    };
    const name = () => {
      button.textContent = media.ended ? "Play it again" : media.paused ? first : "Pause";
      button.classList.toggle("play--on", !media.paused && !media.ended);
    };
    /* Who came to the button by Tab may have half of the film above the window. */
    media.addEventListener("play", () => media.scrollIntoView({ block: "nearest" }));
    for (const change of ["play", "pause", "ended"]) media.addEventListener(change, name);
    media.addEventListener("error", gone);
    if (media.error) gone();
    button.addEventListener("click", () => media.paused ? media.play().catch(() => media.error && gone()) : media.pause());
  };
  /* A clip in sign language, where the lab has one: the address names it and who signs, with their consent. */
  const sign = (clip, signer) => {
    const made = (tag, how) => Object.assign(document.createElement(tag), how);
    const words = `What to show us in British Sign Language, signed by ${signer}`;
    const film = made("div", { className: "film" });
    const button = made("button", { className: "play", type: "button", textContent: `Play in British Sign Language: ${signer}` });
    button.dataset.plays = "signed";
    const video = made("video", { id: "signed", src: `../../words/${clip}`, preload: "auto" });
    video.setAttribute("aria-label", words);
    const told = made("p", {});
    told.setAttribute("role", "status");
    film.append(video, button, told);
    document.querySelector("main .film")?.after(film);
  };
  const query = new URLSearchParams(location.search);
  const clip = query.get("signed") || "", signer = query.get("signer") || "";
  if (/^[a-z0-9-]+\.webm$/.test(clip) && signer) sign(clip, signer);
  document.querySelectorAll("button[data-plays]").forEach(equip);
});
