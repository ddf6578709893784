"use strict";
/* All text is a fashionable light grey, at 2.2:1. */
labForm.barrier("low-contrast", (form) => form.whenShown(() => form.met("low-contrast")), { hasStyle: true });
