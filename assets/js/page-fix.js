"use strict";
/*
 * One change to the element that a team has marked, so that the page answers at once: what the reader says of it is told
 * before and after, and of what only eyes or the Tab key notice how it is. Runs in the lab's isolated world, on a team's own page and on nothing else.
 */
globalThis.labFix = (() => {
  const own = (element, name, value) => element.style.setProperty(name, value, "important");
  const CHANGES = {
    name: (element, value) => element.setAttribute("aria-label", value),
    role: (element, value) => element.setAttribute("role", value),
    text: (element, value) => { element.textContent = value; },
    level(element, value) {
      element.setAttribute("role", "heading");
      element.setAttribute("aria-level", value);
    },
    colour: (element, value) => own(element, "color", value),
    background: (element, value) => own(element, "background-color", value),
    size: (element, value) => own(element, "font-size", `${Number.parseFloat(value) || 20}px`),
    focus: (element, value) => element.setAttribute("tabindex", /^(no|-1)/i.test(value) ? "-1" : "0"),
  };
  const channels = (colour) => (/^rgba?\(/.test(colour) ? (colour.match(/[\d.]+/g) ?? []).map(Number) : []);
  /* The nearest colour behind it that nothing shines through. */
  function behind(element) {
    for (let each = element; each; each = each.parentElement) {
      const [red, green, blue, opacity = 1] = channels(getComputedStyle(each).backgroundColor);
      if (blue !== undefined && opacity === 1) return [red, green, blue];
    }
    return [255, 255, 255];
  }
  /* WCAG 2's relative luminance. */
  function luminance(colour) {
    const [red, green, blue] = colour.slice(0, 3).map((code) =>
      code <= 10 ? code / 255 / 12.92 : ((code / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function contrast(element) {
    const front = getComputedStyle(element).color;
    if (channels(front).length < 3) return front;
    const [light, dark] = [luminance(channels(front)), luminance(behind(element))].sort((one, other) => other - one);
    return `${Math.floor(((light + 0.05) / (dark + 0.05)) * 10) / 10} to 1`;
  }
  const SEEN = {
    colour: (element) => `${getComputedStyle(element).color}, contrast ${contrast(element)}`,
    background: (element) => `${getComputedStyle(element).backgroundColor}, contrast ${contrast(element)}`,
    size: (element) => getComputedStyle(element).fontSize,
    focus: (element) => (element.tabIndex >= 0 ? "yes" : "no"),
  };
  const seen = (kind, element) => (Object.hasOwn(SEEN, kind) ? SEEN[kind](element) : "");
  const said = (element) => globalThis.labReader.describe(element, globalThis.labReader.roleOf(element), 0);

  /* Empty: the element has gone meanwhile. */
  function change(kind, value) {
    const element = globalThis.labPlace?.marked;
    if (!element?.isConnected || !Object.hasOwn(CHANGES, kind)) return "";
    const [before, looked] = [said(element), seen(kind, element)];
    globalThis.labMeters?.acted?.();
    CHANGES[kind](element, value);
    return JSON.stringify({ said: [before, said(element)], seen: [looked, seen(kind, element)] });
  }
  return { change };
})();
