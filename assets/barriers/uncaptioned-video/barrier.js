"use strict";
/* A film says what is needed. It has no captions, and what is said in it stands nowhere on the page. */
labForm.barrier("uncaptioned-video", (form) => {
  document.querySelectorAll("main video").forEach((film) => {
    film.querySelectorAll("track").forEach((track) => track.remove());
    film.setAttribute("aria-label", "Film");
    form.mark(film, "uncaptioned-video").addEventListener("play", () => form.met("uncaptioned-video"));
  });
  document.querySelectorAll("main .in-short, main .or-read, main .transcript").forEach((words) => words.remove());
});
