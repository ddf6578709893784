"use strict";
/* What the lab asks of any page: whether it has the keyboard focus, and whether its person wants nothing to move. */
globalThis.labState ??= {
  hasFocus: () => document.hasFocus(),
  wantsStillness: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
};
