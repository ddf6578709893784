"use strict";
/* What has the focus in a form, as anybody watching the screen could tell: a scripted participant's eyes. */
globalThis.labDemo ??= (() => {
  let isShown = false;

  /* As the form's own `whenShown`, and a turn later: what a page plans when it is seen is planned by then. */
  const seeSoon = () => {
    if (document.visibilityState !== "visible") document.addEventListener("visibilitychange", seeSoon, { once: true });
    else requestAnimationFrame(() => setTimeout(() => setTimeout(() => { isShown = true; })));
  };
  if (document.readyState === "complete") seeSoon();
  else addEventListener("load", seeSoon, { once: true });

  /* The page goes by the clock of the hands from now on; whether it stays. */
  const isStillHere = (handsMs) =>
    document.dispatchEvent(new CustomEvent("lab:hands", { cancelable: true, detail: JSON.stringify(handsMs) }));

  const besideOf = (field) => (field.getAttribute("placeholder") || field.previousElementSibling?.textContent
    || [...field.parentNode?.childNodes ?? []].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" "))
    .trim().slice(0, 80);

  return {
    // A page may be asked before its body is there: an error here would be taken for one of the form.
    look(handsMs) {
      const isThere = handsMs === null || (isShown && isStillHere(handsMs));
      const at = /** @type {Field | null} */ (document.activeElement);
      const owner = at?.closest("[data-field]");
      const label = at?.labels?.[0];
      const hint = document.getElementById(at?.getAttribute("aria-describedby")?.split(" ")[0] ?? "");
      const parts = at?.matches("input[inputmode=numeric]") && owner ? [...owner.querySelectorAll("input")] : [];
      return JSON.stringify({
        page: (isThere && document.body?.dataset.page) || "", tag: at ? at.tagName.toLowerCase() : "", type: at?.type || "",
        field: owner?.dataset.field || at?.id || "", part: parts.findIndex((part) => part === at),
        words: ((label ?? at)?.textContent ?? "").trim().slice(0, 80),
        value: at?.matches("select") ? at.selectedOptions[0]?.label ?? "" : at && "value" in at ? String(at.value) : "", isChecked: Boolean(at?.checked),
        isSubmit: Boolean(at?.form && at.type === "submit"), isError: Boolean(at?.closest(".error-summary")),
        isPlayer: Boolean(at?.matches("button.play")),
        hint: (hint?.textContent ?? "").trim().slice(0, 80),
        isPressed: Boolean(at?.matches("button, input[type=button], [role=button]")),
        named: at && globalThis.labService ? globalThis.labService.namedOf(at) : -1, beside: label || !at ? "" : besideOf(at),
      });
    },

    /** The middles, in CSS pixels, of an answer that can only be dragged and of where it is to be dropped; "" where there is none. */
    findDragged(field, words) {
      const parts = [...document.querySelectorAll(`[data-field="${CSS.escape(field)}"] div`)].filter((part) => !part.childElementCount);
      const [answer, place] = [parts.find((part) => part.textContent.trim() === words), parts.find((part) => /^drag /i.test(part.textContent))];
      if (!answer || !place) return "";
      place.scrollIntoView({ block: "center" });
      const middle = (part) => (({ x, y, width, height }) => [x + width / 2, y + height / 2])(part.getBoundingClientRect());
      return JSON.stringify([middle(answer), middle(place)]);
    },
  };
})();
