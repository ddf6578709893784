// Tries every way out that the platform has. The address says where to: web=127.0.0.1:80 and a place of its own for each
// way that asks for nothing when it gets there. The title says "tried" when every way has come to its end.
"use strict";
(() => {
  const to = Object.fromEntries(new URLSearchParams(location.search));
  const web = (name) => `http://${to.web}/${name}`;
  // Longer than any way takes that is answered or refused; what is neither is dropped by the engine itself.
  const PATIENCE_MS = 2000;
  const ended = (what, ...names) => new Promise((end) => { for (const name of names) what["on" + name] = end; });

  const put = (tag, facts) => {
    const el = Object.assign(document.createElement(tag), facts);
    const end = ended(el, "load", "error", "loadedmetadata", "abort");
    document.body.append(el);
    return end;
  };
  const link = (rel, href, more = {}) => {
    const el = Object.assign(document.createElement("link"), { rel, href, ...more });
    const end = ended(el, "load", "error");
    document.head.append(el);
    // No event tells of these.
    return /^(dns-prefetch|preconnect|manifest|icon)$/.test(rel) ? undefined : end;
  };
  const style = (css) => { const el = document.createElement("style"); el.textContent = css; document.head.append(el); };
  const socket = (address) => ended(new WebSocket(address), "open", "error");
  const worker = (Kind, address) => ended(new Kind(address), "error", "message");
  const script = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const submit = () => {
    const frame = document.createElement("iframe");
    frame.name = "answer";
    document.body.append(frame);
    const form = Object.assign(document.createElement("form"), { action: web("form"), method: "post", target: "answer" });
    document.body.append(form);
    form.submit();
  };
  const rtc = (server, isRelayed) => {
    const peer = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: isRelayed ? "relay" : "all" });
    peer.createDataChannel("x");
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    return new Promise((end) => {
      peer.onicegatheringstatechange = () => { if (peer.iceGatheringState === "complete") end(); };
    });
  };
  const rules = (kind) => {
    const el = Object.assign(document.createElement("script"), { type: "speculationrules" });
    el.textContent = JSON.stringify({ [kind]: [{ source: "list", urls: [web(`rules-${kind}`)], eagerness: "immediate" }] });
    document.head.append(el);
  };

  const ways = {
    preconnect: () => link("preconnect", `http://${to.preconnect}`),
    "preconnect-tls": () => link("preconnect", `https://${to["preconnect-tls"]}`),
    "dns-prefetch": () => link("dns-prefetch", "//ways.invalid"),
    prefetch: () => link("prefetch", web("prefetch")),
    preload: () => link("preload", web("preload"), { as: "script" }),
    modulepreload: () => link("modulepreload", web("modulepreload")),
    css: () => link("stylesheet", web("css")),
    icon: () => link("icon", web("icon")),
    manifest: () => link("manifest", web("manifest")),
    "css-image": () => style(`body { background: url(${web("css-image")}) }`),
    "css-import": () => style(`@import "${web("css-import")}";`),
    font: () => new FontFace("Far", `url(${web("font")})`).load(),
    img: () => put("img", { src: web("img") }),
    "input-image": () => put("input", { type: "image", src: web("input-image") }),
    script: () => put("script", { src: web("script") }),
    frame: () => put("iframe", { src: web("frame") }),
    object: () => put("object", { data: web("object") }),
    embed: () => put("embed", { src: web("embed") }),
    video: () => put("video", { src: web("video"), preload: "auto" }),
    audio: () => put("audio", { src: web("audio"), preload: "auto" }),
    poster: () => { put("video", { poster: web("poster") }); },
    "data-frame": () => put("iframe", { src: `data:text/html,<script>
      fetch("${web("data-frame-fetch")}"); new WebSocket("ws://${to.web}/data-frame-socket")</scr` + `ipt>` }),
    "refresh-frame": () => put("iframe", { srcdoc: `<meta http-equiv="refresh" content="0;url=${web("refresh")}">` }),
    fetch: () => fetch(web("fetch"), { mode: "no-cors" }),
    keepalive: () => fetch(web("keepalive"), { mode: "no-cors", keepalive: true }),
    xhr: () => { const asked = new XMLHttpRequest(); asked.open("GET", web("xhr")); asked.send(); return ended(asked, "loadend"); },
    beacon: () => { navigator.sendBeacon(web("beacon"), "x"); },
    events: () => ended(new EventSource(web("events")), "open", "error"),
    socket: () => socket(`ws://${to.web}/socket`),
    "socket-tls": () => socket(`wss://${to["socket-tls"]}/`),
    worker: () => worker(Worker, script(
      `fetch("${web("worker-fetch")}").catch(() => 0); const s = new WebSocket("ws://${to.web}/worker-socket");
       s.onopen = s.onerror = () => postMessage(0); importScripts("${web("worker-import")}");`)),
    "far-worker": () => worker(Worker, web("far-worker")),
    "shared-worker": () => { new SharedWorker(script(`fetch("${web("shared-worker-fetch")}")`)); },
    "service-worker": () => navigator.serviceWorker.register("/worker.js" + location.search)
      .then(() => navigator.serviceWorker.ready).then((there) => there.active && new Promise((end) => {
        navigator.serviceWorker.onmessage = end; there.active.postMessage(0); })),
    form: submit,
    ping: () => {
      const el = Object.assign(document.createElement("a"), { href: "#here", ping: web("ping") });
      document.body.append(el);
      el.click();
    },
    window: () => { window.open(web("window")); },
    "rules-prefetch": () => rules("prefetch"),
    "rules-prerender": () => rules("prerender"),
    stun: () => rtc({ urls: `stun:${to.stun}` }, false),
    turn: () => rtc({ urls: `turn:${to.turn}?transport=tcp`, username: "a", credential: "b" }, true),
    quic: () => new WebTransport(`https://${to.quic}/`).ready,
    "redirect-img": () => put("img", { src: "/redirect-img" + location.search }),
    "redirect-frame": () => put("iframe", { src: "/redirect-frame" + location.search }),
    "redirect-fetch": () => fetch("/redirect-fetch" + location.search, { mode: "no-cors" }),
  };

  const tried = [];
  const attempt = (name) => {
    try { return Promise.resolve(ways[name]()).catch(() => 0).then(() => tried.push(name)); } catch { tried.push(name); }
  };
  // A reader waits for a page to come to rest: this one does not before every way has been tried.
  const restless = setInterval(() => { document.body.dataset.at = Math.random(); }, 5);
  const patience = new Promise((end) => setTimeout(end, PATIENCE_MS));
  Promise.race([Promise.all(Object.keys(ways).map(attempt)), patience]).then(() => {
    clearInterval(restless);
    document.body.dataset.open = Object.keys(ways).filter((name) => !tried.includes(name)).join(" ");
    document.title = "tried";
  });
})();
