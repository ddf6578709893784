"use strict";
/*
 * Save and come back: a button with `data-save` keeps what has been entered, also when the form is opened anew, and says so.
 * The page says again that it is all there when somebody comes back.
 */
(() => {
  const made = (tag, how, ...inside) => {
    const element = Object.assign(document.createElement(tag), how);
    element.append(...inside);
    return element;
  };

  function save() {
    labForm.gather();
    labForm.notes().isSaved = true;
    labForm.keep();
    const close = made("button", { type: "button", className: "button", textContent: "Go on where I was" });
    const heading = made("h2", { id: "saved", textContent: "Your answers are saved" });
    const words = made("p", { className: "lead", textContent: "You can close this page and come back when you like. Nothing is lost, and nothing is sent yet." });
    const saved = made("dialog", { className: "saved" }, heading, words, close);
    saved.setAttribute("aria-labelledby", heading.id);
    close.addEventListener("click", () => saved.close());
    saved.addEventListener("close", () => saved.remove());
    document.body.append(saved);
    saved.showModal();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button[data-save]")) button.addEventListener("click", save);
    if (!labForm.notes().isBack) return;
    const words = made("p", { className: "lead", textContent: "Welcome back. What you entered is still here." });
    words.setAttribute("role", "status");
    document.querySelector("main form")?.before(words);
    delete labForm.notes().isBack;
    labForm.keep();
  });
})();
