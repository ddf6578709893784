"use strict";
/* News of the council run along above the form and cannot be stopped. Who asked for less motion is spared. */
labForm.barrier("ticker", (form) => {
  const TOO_LONG_MS = 5000;
  const NEWS = "Road works on Mill Lane until Friday  •  New opening hours at Eastgate Library  •  "
    + "Have your say on the market square  •  Garden waste stops for the winter  •  ";
  const heading = document.querySelector("main h1, main .like-h1");
  if (!heading || document.body.dataset.outcome || form.isStill) return;
  const line = form.mark(Object.assign(document.createElement("p"), { className: "ticker" }), "ticker");
  line.append(Object.assign(document.createElement("span"), { className: "ticker__news", textContent: NEWS + NEWS }));
  heading.after(line);
  form.whenShown(() => form.after(TOO_LONG_MS, () => form.met("ticker")));
}, { hasStyle: true });
