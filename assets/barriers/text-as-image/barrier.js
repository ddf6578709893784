"use strict";
/* Heading and first words are a picture of text: it blurs when it grows, and takes no other colour, font or spacing. */
labForm.barrier("text-as-image", (form) => {
  const drawn = (element) => {
    const words = element.textContent.trim(), style = getComputedStyle(element);
    const size = parseFloat(style.fontSize), width = Math.max(240, Math.round(element.getBoundingClientRect().width)) || 600;
    const picture = document.createElement("canvas");
    const brush = /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d"));
    const font = `${style.fontWeight} ${size}px serif`;
    brush.font = font;
    const lines = [""];
    for (const word of words.split(/\s+/)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (brush.measureText(longer).width > width && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    Object.assign(picture, { width, height: Math.ceil(lines.length * size * 1.3), className: "text-as-image" });
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", words);
    brush.font = font;
    lines.forEach((line, index) => brush.fillText(line, 0, (index + 0.75) * size * 1.3));
    element.replaceChildren(form.mark(picture, "text-as-image"));
  };
  const texts = document.querySelectorAll("main :is(h1, .like-h1), main .lead");
  if (!texts.length || document.body.dataset.outcome) return;
  texts.forEach(drawn);
  form.whenShown(() => form.met("text-as-image"));
}, { hasStyle: true });
