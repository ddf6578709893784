"use strict";
/* The keyboard focus, moved by the lab itself. */
globalThis.labFocus = { to: (id) => document.getElementById(id)?.focus() };
