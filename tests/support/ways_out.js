// Tries every way out that the platform has. The address says where to: web=127.0.0.1:80 and a place of its own for each
// way that asks for nothing when it gets there. The title says "tried" when every way has come to its end.
"use strict";
(() => {
  const to = Object.fromEntries(new URLSearchParams(location.search));
  const web = (name) => `http://${to.web}/${name}`;
  // Longer than any way takes that is answered or refused; what is neither is dropped by the engine itself.
  const PATIENCE_MS = to.ways === "usual" ? 2000 : 6000;
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

  const SVG = "http://www.w3.org/2000/svg";
  const RELS = ["alternate stylesheet", "apple-touch-icon", "compression-dictionary", "search", "prerender", "next", "import",
    "pingback", "monetization", "shortcut icon", "mask-icon", "expect"];
  const drawn = (inside) => {
    const el = document.createElementNS(SVG, "svg");
    el.innerHTML = inside;
    document.body.append(el);
    return el;
  };
  const xml = (text) => URL.createObjectURL(new Blob([text], { type: "text/xml" }));
  const click = (facts) => {
    const el = Object.assign(document.createElement("a"), facts);
    document.body.append(el);
    el.click();
  };
  const call = async (kind, place) => {
    const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
    one.createDataChannel("x");
    await one.setLocalDescription(await one.createOffer());
    await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription(await other.createAnswer());
    await one.setRemoteDescription({ type: "answer", sdp: other.localDescription.sdp.replace(/a=candidate.*\r\n/g, "") });
    const [host, port] = place.split(":");
    const tcp = kind === "tcp" ? " tcptype passive" : "";
    await one.addIceCandidate({ candidate: `candidate:1 1 ${kind} 2113937151 ${host} ${port} typ host${tcp}`, sdpMid: "0" });
    await new Promise((end) => setTimeout(end, 500));
  };

  const usual = {
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

  // Rarer ones, asked for with ways=rarer.
  const rarer = {
    // Styles and drawings that name other files.
    "image-set": () => style(`body { background: image-set("${web("image-set")}" 1x) }`),
    "css-font": () => { style(`@font-face { font-family: Far; src: url(${web("css-font")}) } h1 { font-family: Far }`); },
    "css-parts": () => style(["list-style-image", "cursor", "border-image-source", "mask-image", "shape-outside"].map((what) =>
      `h1, li { display: list-item; float: left; border: 1px solid; ${what}: url(${web(what)})${what === "cursor" ? ", auto" : ""} }`).join("")),
    "css-filter": () => style(`h1 { filter: url(${web("css-filter")}#f); clip-path: url(${web("css-clip")}#c) }
      h1::before { content: url(${web("css-content")}) }`),
    "svg-parts": () => { drawn(`<image href="${web("svg-image")}" width="9" height="9"/><use href="${web("svg-use")}#a"/>
      <filter id="f"><feImage href="${web("svg-filter")}"/></filter><rect width="9" height="9" filter="url(#f)"/>`); },
    "svg-script": () => {
      const el = document.createElementNS(SVG, "script");
      el.setAttribute("href", web("svg-script"));
      drawn("").append(el);
    },
    "xml-style": () => put("iframe", { src: xml(`<?xml-stylesheet href="${web("xml-style")}" type="text/css"?><a/>`) }),
    "xml-sheet": () => put("iframe", { src: xml(`<?xml-stylesheet href="${web("xml-sheet")}" type="text/xsl"?><a/>`) }),
    "xml-entity": () => put("iframe", { src: xml(`<!DOCTYPE a [<!ENTITY x SYSTEM "${web("xml-entity")}">]><a>&x;</a>`) }),
    "sheet-document": () => {
      const sheet = new DOMParser().parseFromString(`<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:import href="${web("sheet-import")}"/><xsl:template match="/"><b><xsl:copy-of select="document('${web("sheet-document")}')"/></b>
        </xsl:template></xsl:stylesheet>`, "text/xml");
      const maker = new XSLTProcessor();
      maker.importStylesheet(sheet);
      maker.transformToFragment(document, document);
    },
    // Sets of pictures, and what stands beside sound and film.
    srcset: () => put("img", { srcset: `${web("srcset")} 1x` }),
    "old-background": () => { document.body.setAttribute("background", web("old-background")); },
    track: () => {
      const film = document.createElement("video");
      const words = Object.assign(document.createElement("track"), { src: web("track"), kind: "captions", default: true });
      film.append(words);
      document.body.append(film);
      words.track.mode = "showing";
      return ended(words, "load", "error");
    },
    hls: () => put("video", { src: "data:application/vnd.apple.mpegurl," + encodeURIComponent(
      `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${web("hls")}\n#EXT-X-ENDLIST`), preload: "auto" }),
    // Scripts by other doors.
    "far-import": () => import(web("far-import")),
    "import-map": () => {
      const el = Object.assign(document.createElement("script"), { type: "importmap" });
      el.textContent = JSON.stringify({ imports: { far: web("import-map") } });
      document.head.append(el);
      return import("far");
    },
    worklet: () => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(web("worklet")),
    "paint-worklet": () => CSS.paintWorklet.addModule(web("paint-worklet")),
    "worker-in-worker": () => worker(Worker, script(`new Worker(URL.createObjectURL(new Blob([
      'fetch("${web("worker-in-worker")}").catch(() => 0).then(() => postMessage(0))']))).onmessage = () => postMessage(0)`)),
    "worker-events": () => worker(Worker, script(
      `const e = new EventSource("${web("worker-events")}"); e.onopen = e.onerror = () => postMessage(0)`)),
    "blob-frame": () => put("iframe", { src: URL.createObjectURL(new Blob([
      `<script>fetch("${web("blob-frame")}", { mode: "no-cors" })</scr` + `ipt>`], { type: "text/html" })) }),
    "inner-frame": () => put("iframe", { srcdoc: `<link rel="preconnect" href="${web("")}"><img src="${web("inner-frame")}">` }),
    "script-frame": () => put("iframe", { src: `javascript:'<img src="${web("script-frame")}">'` }),
    // What is sent later, or told to somebody else than the page.
    later: () => { fetchLater(web("later"), { activateAfter: 0 }); },
    "on-leaving": () => {
      const frame = document.createElement("iframe");
      frame.srcdoc = `<script>onpagehide = () => navigator.sendBeacon("${web("on-leaving")}")</scr` + `ipt>`;
      frame.onload = () => frame.remove();
      document.body.append(frame);
    },
    attribution: () => { put("img", { src: "data:,", attributionSrc: web("attribution") }); },
    "fetch-topics": () => fetch(web("fetch-topics"), { browsingTopics: true, mode: "no-cors" }),
    storage: () => sharedStorage.worklet.addModule(web("storage")),
    fenced: () => { document.body.append(Object.assign(document.createElement("fencedframe"), { config: web("fenced") })); },
    payment: () => new PaymentRequest([{ supportedMethods: web("payment") }], { total: { label: "a", amount: { currency: "GBP", value: "1" } } })
      .canMakePayment(),
    identity: () => navigator.credentials.get({ identity: { providers: [{ configURL: web("identity"), clientId: "a" }] } }),
    "pay-handler": () => navigator.registerProtocolHandler("web+far", web("pay-handler?%s")),
    put: () => fetch(web("put"), { method: "PUT", body: "x" }),
    "form-get": () => {
      const form = Object.assign(document.createElement("form"), { target: "answer-get" });
      const frame = Object.assign(document.createElement("iframe"), { name: "answer-get" });
      const button = Object.assign(document.createElement("button"), { formAction: web("form-get") });
      form.append(button);
      document.body.append(frame, form);
      form.requestSubmit(button);
    },
    download: () => put("iframe", { srcdoc: `<a download href="${web("download")}"></a><script>document.links[0].click()</scr` + `ipt>` }),
    "link-elsewhere": () => { click({ href: web("link-elsewhere"), target: "_blank", rel: "opener" }); },
    "area-ping": () => {
      const area = Object.assign(document.createElement("area"), { href: "#here", ping: web("area-ping") });
      document.body.append(area);
      area.click();
    },
    rels: () => { for (const rel of RELS) link(rel, web(`rel-${rel}`), { as: "fetch" }); },
    preloads: () => { for (const as of ["image", "font", "fetch", "style", "track", "document", "worker", "json"])
      link("preload", web(`preload-${as}`), { as, crossOrigin: "anonymous" }); },
    "refresh-header": () => put("iframe", { src: "/refresh-header" + location.search }),
    "redirect-thrice": () => put("img", { src: "/again" + location.search }),
    // A call whose other end is said to be somewhere.
    "call-udp": () => call("udp", to.calls),
    "call-tcp": () => call("tcp", to.callt),
    "turn-udp": () => rtc({ urls: `turn:${to.turnu}?transport=udp`, username: "a", credential: "b" }, true),
    "turn-tls": () => rtc({ urls: `turns:${to.turns}`, username: "a", credential: "b" }, true),
    "private-token": () => fetch(web("private-token"), { mode: "no-cors", privateToken: { version: 1, operation: "token-request" } }),
    "signed-fetch": () => fetch(web("signed-fetch"), { mode: "no-cors", integrity: "ed25519-AAAA" }),
    push: async () => (await navigator.serviceWorker.register("/worker.js" + location.search)).pushManager.subscribe({
      userVisibleOnly: true, applicationServerKey: new Uint8Array(65) }),
    "fetch-behind": async () => (await navigator.serviceWorker.register("/worker.js" + location.search)).backgroundFetch
      .fetch("a", [web("fetch-behind")]),
    present: () => new PresentationRequest([web("present")]).start(),
    "remote-play": async () => { (await put("video", { src: web("remote-play") })).remote.watchAvailability(() => {}); },
    "socket-stream": () => new WebSocketStream(`ws://${to.web}/socket-stream`).opened,
  };

  // Newer ones of the platform, and other words for an address, asked for with ways=newer.
  const port = to.web.split(":")[1];
  const inside = (html, facts = {}) => put("iframe", { srcdoc: html, ...facts });
  const code = (text) => `<script>${text}</scr` + `ipt>`;
  const host = (name, words) => put("img", { src: `http://${words}:${port}/${name}` });
  const fetched = (name) => `fetch("${web(name)}", { mode: "no-cors" }).catch(() => 0)`;
  const newer = {
    // Other words for this computer.
    "host-name": () => host("host-name", "localhost"),
    "host-below": () => host("host-below", "far.localhost"),
    "host-hex": () => host("host-hex", "0x7f000001"),
    "host-number": () => host("host-number", "2130706433"),
    "host-octal": () => host("host-octal", "0177.0.0.1"),
    "host-short": () => host("host-short", "127.1"),
    "host-nought": () => host("host-nought", "0.0.0.0"),
    "host-mapped": () => host("host-mapped", "[::ffff:127.0.0.1]"),
    "host-wide": () => host("host-wide", "\uff11\uff12\uff17.0.0.1"),
    "host-login": () => host("host-login", "127.0.0.1:80@127.0.0.1"),
    "six-web": () => put("img", { src: `http://${to.six}/` }),
    "six-stun": () => rtc({ urls: `stun:${to.sixudp}` }, false),
    "stun-tcp": () => rtc({ urls: `stun:${to.stuntcp}?transport=tcp` }, false),
    // Styles.
    "style-range": () => style(`@font-face { font-family: Near; src: url(${web("style-range")}); unicode-range: U+57 }
      h1 { font-family: Near }`),
    "style-layer": () => style(`@import url("${web("style-layer")}") layer(a) supports(display: grid) screen;`),
    "style-variable": () => style(`body { --far: url(${web("style-variable")}); background: var(--far) }`),
    "style-more": () => style(`h1 { offset-path: url(${web("style-offset")}#a); mask-border-source: url(${web("style-mask")});
      background: -webkit-cross-fade(url(${web("style-fade")}), url(data:,), 50%), src("${web("style-src")}");
      -webkit-box-reflect: below 0 url(${web("style-reflect")}); fill: url(${web("style-fill")}#a) }`),
    "style-counter": () => style(`@counter-style far { system: cyclic; symbols: url(${web("style-counter")}) } li { list-style: far }`),
    "style-adopted": async () => {
      const sheet = await new CSSStyleSheet().replace(`body { border-image: url(${web("style-adopted")}) 1; border: 1px solid }`);
      document.adoptedStyleSheets.push(sheet);
    },
    "style-module": () => import(web("style-module"), { with: { type: "css" } }),
    // Drawings.
    "drawing-set": () => { drawn(`<image width="9" height="9"><set attributeName="href" to="${web("drawing-set")}"/></image>`); },
    "drawing-parts": () => { drawn(`<defs><linearGradient id="g" href="${web("drawing-gradient")}#a"/><pattern id="p" href="${web("drawing-pattern")}#a"/>
      <marker id="m"/></defs><rect width="9" height="9" fill="url(#g)" stroke="url(#p)"/><text><textPath href="${web("drawing-path")}#a">a</textPath></text>
      <line x2="9" marker-end="url(${web("drawing-marker")}#m)"/><animateMotion><mpath href="${web("drawing-motion")}#a"/></animateMotion>`); },
    "drawing-inside": () => { drawn(`<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${web("drawing-inside")}"/></foreignObject>`); },
    "drawing-picture": () => put("img", { src: "data:image/svg+xml," + encodeURIComponent(
      `<svg xmlns="${SVG}"><image href="${web("drawing-picture")}" width="9" height="9"/></svg>`) }),
    "drawing-object": () => put("object", { data: "data:image/svg+xml," + encodeURIComponent(
      `<svg xmlns="${SVG}"><image href="${web("drawing-object")}" width="9" height="9"/><script>${fetched("drawing-script")}</scr` + `ipt></svg>`) }),
    // Elements that were not tried yet.
    "picture-source": () => { const el = document.createElement("picture");
      el.innerHTML = `<source srcset="${web("picture-source")}"><img alt="">`; document.body.append(el); },
    "preload-set": () => link("preload", "", { as: "image", imageSrcset: `${web("preload-set")} 1x` }),
    "film-source": () => { const el = document.createElement("video");
      el.innerHTML = `<source src="${web("film-source")}">`; document.body.append(el); el.load(); },
    "cell-background": () => { document.body.insertAdjacentHTML("beforeend", `<table><td background="${web("cell-background")}">a</table>`); },
    "base-address": () => inside(`<base href="${web("")}"><img src="base-address">`),
    frameset: () => inside(`<frameset><frame src="${web("frameset")}"></frameset>`),
    "shut-frame": () => inside(code(fetched("shut-frame")), { sandbox: "allow-scripts" }),
    "bare-frame": () => put("iframe", { src: web("bare-frame"), credentialless: true }),
    "written-frame": () => { const el = document.createElement("iframe"); document.body.append(el);
      el.contentDocument.write(`<img src="${web("written-frame")}">`); el.contentDocument.close(); },
    "frame-navigation": () => { const el = document.createElement("iframe"); document.body.append(el);
      return el.contentWindow.navigation.navigate(web("frame-navigation")).committed; },
    "frame-source": () => put("iframe", { src: "view-source:" + web("frame-source") }),
    portal: () => { document.body.append(Object.assign(document.createElement("portal"), { src: web("portal") })); },
    shadow: () => { const el = document.createElement("div"); document.body.append(el);
      el.setHTMLUnsafe(`<template shadowrootmode="open"><link rel="stylesheet" href="${web("shadow-style")}"><img src="${web("shadow")}"></template>`); },
    bundle: () => { const el = Object.assign(document.createElement("script"), { type: "webbundle" });
      el.textContent = JSON.stringify({ source: web("bundle"), resources: [web("bundle-part")] });
      document.head.append(el); return put("img", { src: web("bundle-part") }); },
    "print-file": () => put("embed", { type: "application/pdf", src: "data:application/pdf," + encodeURIComponent(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(${web("print-file")})>>>>endobj\n` +
      `2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>`) }),
    "whole-page-file": () => put("iframe", { src: URL.createObjectURL(new Blob([`MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"
\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<img src="${web("whole-page-file")}">\r\n--b--`], { type: "multipart/related" })) }),
    // Scripts and workers.
    "json-module": () => import(web("json-module"), { with: { type: "json" } }),
    "module-within": () => { const el = Object.assign(document.createElement("script"), { type: "module" });
      el.textContent = `import "${web("module-within")}";`; document.head.append(el); },
    "module-worker": () => ended(new Worker(script(`import "${web("module-worker")}";`), { type: "module" }), "error", "message"),
    "data-worker": () => worker(Worker, "data:text/javascript," + encodeURIComponent(`${fetched("data-worker")}.then(() => postMessage(0))`)),
    "worker-asking": () => worker(Worker, script(`const a = new XMLHttpRequest(); a.open("GET", "${web("worker-asking")}", false);
      try { a.send(); } catch { } postMessage(0);`)),
    "worker-transport": () => worker(Worker, script(`new WebTransport("https://${to.quic2}/", { serverCertificateHashes: [
      { algorithm: "sha-256", value: new Uint8Array(32) }] }).ready.catch(() => 0).then(() => postMessage(0))`)),
    assembly: () => WebAssembly.compileStreaming(fetch(web("assembly"))),
    "kept-answer": async () => (await caches.open("far")).add(web("kept-answer")),
    "sent-stream": () => fetch(web("sent-stream"), { method: "POST", duplex: "half",
      body: new ReadableStream({ start: (to) => { to.enqueue(new Uint8Array(9)); to.close(); } }) }),
    "near-fetch": () => fetch(web("near-fetch"), { mode: "no-cors", targetAddressSpace: "loopback" }),
    "straight-tcp": () => new TCPSocket("127.0.0.1", Number(to.straight.split(":")[1])).opened,
    "straight-udp": () => new UDPSocket({ remoteAddress: "127.0.0.1", remotePort: Number(to.straightudp.split(":")[1]) }).opened,
    // What shows, pays, signs in, advertises.
    "sound-cover": () => { navigator.mediaSession.metadata = new MediaMetadata({ title: "a", artwork: [{ src: web("sound-cover") }] });
      navigator.mediaSession.playbackState = "playing"; },
    "told-icon": () => { new Notification("a", { icon: web("told-icon"), image: web("told-image"), badge: web("told-badge") }); },
    "own-window": async () => { (await documentPictureInPicture.requestWindow()).document.body.innerHTML = `<img src="${web("own-window")}">`; },
    "identity-leave": () => IdentityCredential.disconnect({ configURL: web("identity-leave"), clientId: "a", accountHint: "a" }),
    auction: () => navigator.runAdAuction({ seller: `http://${to.web}`, decisionLogicURL: web("auction"), interestGroupBuyers: [] }),
    group: () => navigator.joinAdInterestGroup({ owner: `http://${to.web}`, name: "a", biddingLogicURL: web("group"), lifetimeMs: 9999 }),
    "shared-worklet": () => sharedStorage.createWorklet(web("shared-worklet")),
    "fenced-config": () => { const el = document.createElement("fencedframe"); el.config = new FencedFrameConfig(web("fenced-config"));
      document.body.append(el); },
    "attribution-link": () => { click({ href: "#here", attributionSrc: web("attribution-link") }); },
    "rules-document": () => {
      document.body.append(Object.assign(document.createElement("a"), { href: web("rules-document"), textContent: "a" }));
      const el = Object.assign(document.createElement("script"), { type: "speculationrules" });
      el.textContent = JSON.stringify({ prefetch: [{ source: "document", where: { href_matches: "*" }, eagerness: "immediate" }] });
      document.head.append(el);
    },
    // An allowed address that leads on.
    "redirect-beacon": () => { navigator.sendBeacon("/redirect-beacon" + location.search, "x"); },
    "redirect-style": () => link("stylesheet", "/redirect-style" + location.search),
    "redirect-events": () => ended(new EventSource("/redirect-events" + location.search), "open", "error"),
    "redirect-worker": () => worker(Worker, "/redirect-worker" + location.search),
    "redirect-film": () => put("video", { src: "/redirect-film" + location.search, preload: "auto" }),
    "redirect-module": () => import("/redirect-module" + location.search),
  };

  const ways = { usual, rarer, newer }[to.ways];
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
