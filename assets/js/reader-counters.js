// Numbers that the engine draws and the DOM does not hold: those of list items, and the counters of style sheets
// (CSS Lists 3, CSS Counter Styles 3).
"use strict";
(function (reader) {
  const { all, attr, closest, contains, get, has, parent, rootOf, shows, tag } = reader.dom;

  // --- a number in words or letters ---
  const LETTERS = "abcdefghijklmnopqrstuvwxyz", GREEK = "αβγδεζηθικλμνξοπρστυφχψω";
  const ROMAN = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"],
    [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  // A page may ask for a style called "constructor".
  const SYSTEMS = {
    __proto__: null,
    cyclic: (value, symbols) => symbols.at((value - 1) % symbols.length),
    fixed: (value, symbols) => symbols[value - 1],
    symbolic: (value, symbols) => (value > 0 && value < 1000 ? symbols[(value - 1) % symbols.length].repeat(Math.ceil(value / symbols.length)) : undefined),
    numeric: (value, symbols) => (value === 0 ? symbols[0] : digits(value, symbols, 0)),
    alphabetic: (value, symbols) => (value > 0 ? digits(value, symbols, 1) : undefined),
  };
  function digits(value, symbols, first) {
    let text = "";
    for (let left = value; left > 0; left = Math.floor(left / symbols.length)) {
      left -= first;
      text = symbols[left % symbols.length] + text;
    }
    return text;
  }
  function roman(value) {
    if (value < 1 || value > 3999) return undefined;
    let text = "", left = value;
    for (const [worth, sign] of /** @type {[number, string][]} */ (ROMAN)) for (; left >= worth; left -= worth) text += sign;
    return text;
  }
  const BUILT_IN = {
    __proto__: null,
    "lower-alpha": (value) => SYSTEMS.alphabetic(value, LETTERS), "lower-greek": (value) => SYSTEMS.alphabetic(value, GREEK),
    "upper-alpha": (value) => SYSTEMS.alphabetic(value, LETTERS)?.toUpperCase(),
    "lower-roman": roman, "upper-roman": (value) => roman(value)?.toUpperCase(),
    "decimal-leading-zero": (value) => (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(2, "0"),
  };
  BUILT_IN["lower-latin"] = BUILT_IN["lower-alpha"];
  BUILT_IN["upper-latin"] = BUILT_IN["upper-alpha"];
  const BULLETS = /^(none|disc|circle|square|disclosure-open|disclosure-closed)$/;

  // Digits of any script are the same number; what has no sign for a number says it in digits too.
  function inStyle(value, style, root) {
    if (BULLETS.test(style)) return "";
    const own = sheetsOf(root).styles.get(style);
    const [system] = own ? own.system.split(" ") : [];
    if (own && SYSTEMS[system]) return SYSTEMS[system](value, stringsIn(own.symbols)) ?? String(value);
    return BUILT_IN[style]?.(value) ?? String(value);
  }

  const stringsIn = (text) => Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g), ([, quoted, bare]) => reader.unquoted(quoted ?? bare));

  // --- what the style sheets of a document or shadow tree have to do with counters ---
  const sheetsOf = (root) => reader.once(lookThrough, root);
  function lookThrough(root) {
    const found = { selectors: [], styles: new Map() };
    for (const sheet of [...(get(root, "styleSheets") ?? []), ...(get(root, "adoptedStyleSheets") ?? [])]) {
      try { readRules(sheet.cssRules, found); } catch { /* A sheet of another origin tells nothing. */ }
    }
    return found;
  }

  function readRules(rules, found) {
    for (const rule of rules) {
      if (rule instanceof CSSCounterStyleRule) found.styles.set(rule.name, rule);
      else if (rule.selectorText && /counter/.test(rule.cssText)) found.selectors.push(rule.selectorText.replace(/::?(before|after|marker)\b/g, ""));
      else if (rule.cssRules && !rule.selectorText) readRules(rule.cssRules, found);
    }
  }

  // --- the numbers of list items ---
  const isItem = (el) => getComputedStyle(el).display.includes("list-item");

  function numbersOf(list) {
    const items = Array.from(all(list, "li")).filter((item) => closest(parent(item), "ol,ul,menu") === list && isItem(item));
    const isBack = tag(list) === "ol" && has(list, "reversed");
    let value = tag(list) === "ol" && attr(list, "start") !== null ? list.start : isBack ? items.length : 1;
    const found = new Map();
    for (const item of items) {
      if (Number.isInteger(parseInt(attr(item, "value") ?? "", 10))) value = item.value;
      found.set(item, value);
      value += isBack ? -1 : 1;
    }
    return found;
  }

  function numberOf(item) {
    const list = closest(parent(item), "ol,ul,menu");
    return (list && reader.once(numbersOf, list).get(item)) ?? 1;
  }

  // What stands before a list item: its number, or signs of the author's. A bullet is only a mark.
  reader.markerOf = function (el, style) {
    const type = style.listStyleType;
    const written = reader.isGenerating ? reader.generatedText(el, "::marker") : "";
    if (written) return spoken(written);
    if (style.listStyleImage !== "none" || BULLETS.test(type)) return "";
    if (/^["']/.test(type)) return spoken(reader.unquoted(type.slice(1, -1)));
    const own = sheetsOf(rootOf(el)).styles.get(type);
    const text = inStyle(numberOf(el), type, rootOf(el));
    return spoken(own ? `${stringsIn(own.prefix).join("")}${text}${stringsIn(own.suffix || '". "').join("")}` : `${text}. `);
  };
  const spoken = (text) => (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? `${text.trimEnd()} ` : "");

  // --- counters ---
  // What counter() or counters() in the content of one side of an element comes to.
  reader.counterText = function (el, side, name, separator, style) {
    if (name === "list-item") return inStyle(numberOf(closest(el, "li") ?? el), style, rootOf(el));
    const root = rootOf(el);
    const values = reader.once(countThrough, root).get(el)?.[side]?.get(name) ?? [0];
    const shown = separator === null ? values.slice(-1) : values;
    return shown.map((value) => inStyle(value, style, root)).join(separator ?? "");
  };

  const countThrough = (root) => new Count(root).values;

  // Goes once through the elements that the style sheets count with. A counter lives in the parent of the element that
  // began it, from there on.
  class Count {
    constructor(root) {
      this.values = new Map();
      this.living = [];
      this.open = [];
      for (const el of counting(root)) {
        while (this.open.length && !contains(this.open.at(-1), el)) this.close(this.open.pop());
        if (!shows(el)) continue;
        this.living = this.living.filter((counter) => contains(counter.home, el));
        this.count(getComputedStyle(el), parent(el) ?? root);
        this.side(el, "::before");
        this.open.push(el);
      }
      while (this.open.length) this.close(this.open.pop());
    }

    close(el) {
      this.living = this.living.filter((counter) => contains(counter.home, el));
      this.side(el, "::after");
    }

    side(el, side) {
      const style = getComputedStyle(el, side);
      if (!/^(none|normal)?$/.test(style.content)) this.count(style, el);
      const values = new Map();
      for (const { name, value } of this.living) values.set(name, [...(values.get(name) ?? []), value]);
      this.values.set(el, { ...this.values.get(el), [side]: values });
    }

    count(style, home) {
      for (const [name, value] of pairs(style.counterReset, 0)) this.begin(name, value, home);
      for (const [name, value] of pairs(style.counterIncrement, 1)) this.of(name, home).value += value;
      for (const [name, value] of pairs(style.counterSet, 0)) this.of(name, home).value = value;
    }

    begin(name, value, home) {
      this.living = this.living.filter((counter) => counter.name !== name || counter.home !== home);
      this.living.push({ name, value, home });
    }

    of(name, home) {
      const found = this.living.findLast((counter) => counter.name === name);
      if (found) return found;
      this.begin(name, 0, home);
      return this.living.at(-1);
    }
  }

  function counting(root) {
    const selectors = [...sheetsOf(root).selectors, "[style*=counter]"].filter((selector) => CSS.supports(`selector(${selector})`));
    try { return all(root, selectors.join(",")); } catch { return []; }
  }

  const pairs = (text, usual) => (!text || text === "none" ? [] :
    Array.from(text.matchAll(/([^\s\d-][^\s]*|-[^\s\d][^\s]*)(?:\s+(-?\d+))?/g), ([, name, value]) => [name, value === undefined ? usual : Number(value)]));
})(globalThis.labReader);
