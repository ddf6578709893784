"use strict";
/* Style sheets of the lab's own on a document, from the isolated world, where no content policy stops them. */
globalThis.labStyles ??= (() => {
  const switched = new Map();

  const sheetOf = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  };
  const add = (sheet) => { document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; };

  return {
    wear: (css) => add(sheetOf(css)),
    /** Put a sheet on, or take it off again. */
    turn(css, isOn) {
      const sheet = switched.get(css) ?? sheetOf(css);
      switched.set(css, sheet);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      if (isOn) add(sheet);
    },
  };
})();
