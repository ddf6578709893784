"use strict";
/*
 * At a service of a team's own, for the probe: which field it is, how many errors are shown, and whether the service is
 * finished. Runs in the lab's isolated world after `labServiceWish`, what the task's file says of them. Places and
 * counts leave the page; its names, ids, values and words never do.
 */
globalThis.labService = (() => {
  const wish = globalThis.labServiceWish;
  const LOOK_EVERY_MS = 200;
  const LINKS = "a[href], area[href], [role=link]";
  const BUTTONS = "button, input[type=submit], input[type=button], input[type=reset], input[type=image], summary, [role=button]";
  const SUMMARIES = ".govuk-error-summary, .nhsuk-error-summary, [role=alert]";
  const HEADINGS = "h1, h2, h3, [role=heading]";

  /* One that no browser understands finds nothing. */
  function understood(selector) {
    try {
      document.createDocumentFragment().querySelector(selector || "none");
      return selector;
    } catch {
      return "";
    }
  }

  const { heading } = wish;
  const selector = understood(wish.selector);
  const fields = wish.fields.map((field) => ({ label: field.label, selector: understood(field.selector) }));

  const tidy = (words) => (words || "").replace(/\s+/g, " ").trim().replace(/[:*]+$/, "").trim().toLowerCase();
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });

  function deepAll(root, wanted) {
    const found = [...root.querySelectorAll(wanted)];
    for (const host of root.querySelectorAll("*")) if (host.shadowRoot) found.push(...deepAll(host.shadowRoot, wanted));
    return found;
  }

  /* Radio buttons of one name are one field. */
  const groupOf = (element) => (element.type === "radio" && element.name ? element.name : element);

  function placeOf(element, wanted) {
    const place = (all) => [...new Set(all.map(groupOf))].indexOf(groupOf(element)) + 1;
    return place([...document.querySelectorAll(wanted)]) || place(deepAll(document, wanted));
  }

  /* Its name as a reader says it, its labels as they stand, and the question that radio buttons answer. */
  function labelsOf(element) {
    const question = element.matches("[type=radio], [type=checkbox], [role=radio], [role=checkbox]")
      ? element.closest("fieldset, [role=radiogroup], [role=group]") : null;
    const legend = question?.querySelector("legend");
    const written = [...(element.labels || [])].map((label) => label.textContent);
    return [element.computedName, ...written, question?.computedName, legend?.textContent].map(tidy).filter(Boolean);
  }

  function namedOf(element) {
    const labels = labelsOf(element);
    const isMeant = (field) => (field.label && labels.includes(tidy(field.label)))
      || (field.selector && element.closest(field.selector));
    return fields.findIndex(isMeant);
  }

  function nameOf(element, wanted) {
    if (element.matches(wanted)) return { sort: "field", place: placeOf(element, wanted), named: namedOf(element) };
    for (const [sort, kind] of [["link", LINKS], ["button", BUTTONS]]) {
      if (element.matches(kind)) return { sort, place: placeOf(element, kind), named: -1 };
    }
    return { sort: "part", place: 0, named: -1 };
  }

  function errorsShown() {
    const invalid = [...document.querySelectorAll("[aria-invalid=true]")].filter(isSeen).length;
    const summaries = [...document.querySelectorAll(SUMMARIES)].filter((each) => isSeen(each) && tidy(each.textContent));
    const listed = summaries.map((each) => Math.max(1, each.querySelectorAll("a[href^='#']").length));
    return Math.max(invalid, 0, ...listed);
  }

  const isFinished = () => Boolean(
    (heading && [...document.querySelectorAll(HEADINGS)].some((each) => isSeen(each) && tidy(each.textContent) === tidy(heading)))
    || (selector && [...document.querySelectorAll(selector)].some(isSeen)),
  );

  /* What was shown at once is told once; where the page itself takes what was sent, what is still there is told again. */
  function watch(tell) {
    let timer = 0;
    let shown = 0;
    let wasFinished = false;
    function look() {
      timer = 0;
      const errors = errorsShown();
      if (errors > shown) tell("errors", { count: errors });
      shown = errors;
      if (!wasFinished && isFinished()) tell("finished", {});
      wasFinished = wasFinished || isFinished();
    }
    const lookSoon = () => { timer ||= setTimeout(look, LOOK_EVERY_MS); };
    document.addEventListener("submit", (event) => {
      tell("submit", {});
      setTimeout(() => {
        if (event.defaultPrevented) shown = 0;
        lookSoon();
      }, 0);
    }, true);
    new MutationObserver(lookSoon).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
  }

  return { nameOf, namedOf, watch };
})();
