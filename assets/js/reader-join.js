// Runs of text, joined across inline elements, with the number of the list item that they begin.
"use strict";
(function (reader) {
  const { closest, parent } = reader.dom;

  reader.Joined = class {
    constructor(out) {
      this.out = out;
      this.isMixed = false;
      /** @type {ReaderRun | null} */
      this.run = null;
      /** @type {{ el: El; text: string } | null} */
      this.marker = null;
      /** @type {any[]} */
      this.parts = [];
      /** @type {[string, string][]} */
      this.spans = [];
      this.drop();
    }

    // Nothing of what has been joined is to be said.
    drop() {
      Object.assign(this, { run: null, parts: [], spans: [], marker: null });
    }

    // A list item: its number is said with the first thing in it.
    begin(el, style) {
      const text = reader.markerOf(el, style);
      this.marker = text ? { el, text } : null;
    }

    // A run is the thing that its first words are: a text node, or one side of an element.
    /** @param {string} data @param {string | null} side */
    add(data, node, parentId, lang, side = null) {
      if (!data) { this.parts.push(side ? [node, side] : node); return; }
      /** @type {ReaderRun} */
      const run = this.run ??= { parent: parentId, text: "", node, side, language: lang, hasWords: false };
      // Asked once a run: to look at what has been joined would cost more with every part.
      if (!run.hasWords && data.trim()) {
        Object.assign(run, { node, side, language: lang, hasWords: true });
        if (this.marker) this.join(run, this.marker.text, [this.marker.el, "::marker"], lang);
        this.marker = null;
      }
      this.join(run, data, side ? [node, side] : node, lang);
    }

    join(run, data, part, lang) {
      this.parts.push(part);
      run.text += data;
      if (this.isMixed) this.spans.push([data, lang]);
    }

    end() {
      const { run, parts, spans } = this;
      if (parts.length) Object.assign(this, { run: null, parts: [], spans: [] });
      if (!run) return;
      const name = reader.tidy(run.text), { node, side, language } = run;
      if (!name) return;
      /** @type {ReaderNode} */
      const told = { id: side ? reader.idOfSide(node, side) : reader.idOf(node), parent: run.parent, role: "text", name };
      if (language) told.language = language;
      // The form repeats here what a person has entered.
      if (closest(side ? node : parent(node), "[data-answer]")) told.isAnswer = true;
      const parted = spans.length ? reader.spansOf(spans, language) : null;
      if (parted) told.spans = parted;
      this.out.push(reader.isJoinedOf(told, parts));
    }

    // The number goes to what is no text.
    /** @param {ReaderNode} node */
    number(node) {
      node.marker = this.marker?.text.trimEnd();
      this.marker = null;
    }

    // Of a list item without anything in it the number is all there is.
    onlyNumber(el, parentId, lang) {
      if (!this.marker || this.marker.el !== el) return;
      const { text } = this.marker;
      this.marker = null;
      this.add(text, el, parentId, lang, "::marker");
      this.end();
    }
  };
})(globalThis.labReader);
