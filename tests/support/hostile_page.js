"use strict";
/* A page that tries everything a form has no business to do. */
document.addEventListener("do", (event) => {
  const deeds = {
    open: () => window.open("https://example.org/"),
    alert: () => { alert("hello"); document.title = "after alert"; },
    confirm: () => { document.title = "confirm " + confirm("sure?"); },
    prompt: () => { document.title = "prompt " + prompt("who?"); },
    geolocation: () => navigator.geolocation.getCurrentPosition(() => {}, (e) => { document.title = "no place"; }),
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }).catch(() => { document.title = "no camera"; }),
    away: () => { location.href = "https://example.org/"; },
    file: () => { location.href = "file:///etc/passwd"; },
    stay: () => { addEventListener("beforeunload", (e) => { e.preventDefault(); e.returnValue = "stay"; }); },
    fetch: () => fetch("https://example.org/").catch(() => { document.title = "no fetch"; }),
    image: () => {
      const image = new Image();
      image.onerror = () => { document.title = "no image"; };
      image.src = "https://example.org/x.png";
    },
    loop: () => { for (;;) ; },
    flood: () => {
      for (let i = 0; i < 100000; i++) document.dispatchEvent(new CustomEvent("lab:submit", { detail: "{}" }));
    },
    print: () => { for (;;) console.log("x"); },
    rename: () => { for (let i = 0; ; i++) document.title = String(i); },
    grow: () => {
      const paragraph = () => Object.assign(document.createElement("p"), { textContent: "x".repeat(1600) });
      document.body.append(...Array.from({ length: 60000 }, paragraph));
      document.title = "grown";
    },
    words: () => {
      const ids = [{ id: "my secret words" }, { id: "ok-id" }, [1], { id: 5 }].map((value) => JSON.stringify(value));
      for (const detail of [...ids, "no json"]) document.dispatchEvent(new CustomEvent("lab:barrier", { detail }));
    },
    errors: () => document.dispatchEvent(new CustomEvent("lab:errors", { detail: JSON.stringify({ count: 3 }) })),
    done: () => { document.body.dataset.outcome = "completed"; },
  };
  deeds[event.detail]();
});
