"use strict";
/* Style sheets of the lab's own on a document, from the isolated world, where no content policy stops them. */
globalThis.labStyles = {
  wear(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  },
};
