"use strict";
/*
 * Behind the curtain: what was entered is painted without ink, so that a picture of the page can be shown to others.
 * Runs in the lab's isolated world before anything of the page. `painted` gives the frames made since, up to three:
 * by then no picture from before is on its way any more; -1 while everything is painted as it is.
 */
globalThis.labPrivate ??= (() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    input, textarea, select, select *, [contenteditable], [contenteditable] *, [data-answer], [data-answer] *, .fake-select__shown {
      -webkit-text-fill-color: transparent !important; text-shadow: none !important;
    }
    input[type=submit], input[type=button], input[type=reset] { -webkit-text-fill-color: currentcolor !important; }
    ::placeholder { -webkit-text-fill-color: #6b6b78 !important; }
  `);
  let frames = -1;
  const isWorn = () => document.adoptedStyleSheets.includes(sheet);
  const it = { painted: () => frames, on: () => {}, off: () => {} };

  const count = () => {
    if (frames < 0 || frames >= 3) return;
    frames += 1;
    requestAnimationFrame(count);
  };

  it.on = () => {
    if (isWorn()) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    frames = 0;
    requestAnimationFrame(count);
  };

  it.off = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    frames = -1;
  };
  return it;
})();
