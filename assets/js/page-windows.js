"use strict";
/*
 * In a team's own page, in the page's own world: `open` says that no window came, as it does where a browser keeps new
 * windows shut. The engine alone would give the page a window that never comes. Frames, and the page's own window, are
 * given as ever.
 */
(() => {
  const open = window.open;
  window.open = function (...wanted) {
    const made = Reflect.apply(open, this, wanted);
    return made?.top === window.top ? made : null;
  };
})();
