"use strict";
/* A film says what is needed, and its captions are as a machine wrote them: beside its own, as NAME.auto.vtt. */
labForm.barrier("auto-captions", (form) => {
  document.querySelectorAll("main video").forEach((film) => {
    const tracks = /** @type {NodeListOf<any>} */ (film.querySelectorAll("track"));
    tracks.forEach((track) => {
      track.setAttribute("src", track.getAttribute("src").replace(/\.vtt$/, ".auto.vtt"));
      track.setAttribute("label", "English, by machine");
    });
    form.mark(film, "auto-captions").addEventListener("play", () => form.met("auto-captions"));
  });
  document.querySelectorAll("main .in-short, main .or-read, main .transcript").forEach((words) => words.remove());
});
