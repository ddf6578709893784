// How well words are seen: their colour against the nearest one behind them.
"use strict";
(function (cost) {
  const reader = globalThis.labReader, { rectOf } = reader.dom;
  const { MOST_UP } = cost, HARDLY_SEEN = 1.5;

  const channels = (colour) => (/^rgba?\(/.test(colour) ? (colour.match(/[\d.]+/g) ?? []).map(Number) : null);
  const backgrounds = new Map();
  function backgroundOf(el) {
    if (!el) return [255, 255, 255];
    if (!backgrounds.has(el)) {
      const style = getComputedStyle(el), own = channels(style.backgroundColor);
      const isPicture = style.backgroundImage !== "none";
      backgrounds.set(el, isPicture || !own ? null : own.length < 4 || own[3] === 1 ? own
        : mixed(own, backgroundOf(reader.up(el))));
    }
    return backgrounds.get(el);
  }
  const mixed = (over, below) => below && [0, 1, 2].map((index) => over[index] * over[3] + below[index] * (1 - over[3]));
  const light = (colour) => colour.slice(0, 3).map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
  function contrastOf(el) {
    const back = backgroundOf(el), found = ratioOn(el, back);
    const layer = back && found && found < HARDLY_SEEN ? layerBehind(el) : null;
    return layer ? ratioOn(el, layer) : found;
  }
  function ratioOn(el, back) {
    const own = channels(getComputedStyle(el).color);
    const ink = own && (own.length < 4 ? own : mixed(own, back));
    if (!back || !ink) return 0;
    const [bright, dark] = [light(ink), light(back)].sort((one, other) => other - one);
    return Math.round((bright + 0.05) / (dark + 0.05) * 100) / 100;
  }
  // Words that nobody would see may stand on a layer of its own: something beside them, or made by a style sheet.
  function layerBehind(el) {
    for (let up = el, steps = 0; up && steps < MOST_UP; up = reader.up(up), steps += 1) {
      for (const side of ["::before", "::after"]) {
        const style = getComputedStyle(up, side), found = style.content === "none" ? null : layerOf(style);
        if (found) return found;
      }
      for (let other = up.previousElementSibling; other; other = other.previousElementSibling) {
        const found = layerOf(getComputedStyle(other));
        if (found && covers(other, el)) return found;
      }
    }
    return null;
  }
  function layerOf(style) {
    const own = /absolute|fixed/.test(style.position) ? channels(style.backgroundColor) : null;
    return own && (own.length < 4 || own[3] === 1) ? own : null;
  }
  function covers(other, el) {
    const outer = rectOf(other), inner = rectOf(el), x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;
    return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
  }

  cost.contrastOf = contrastOf;
})(globalThis.labCost);
