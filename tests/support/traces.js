// Plants a trace in every place that a browser has for one, or looks which of them are there; the title tells.
const KEPT = "planted";
const patience = () => new Promise((done) => { setTimeout(done, 10_000); });
const quietly = async (look) => {
  try { return await Promise.race([look(), patience()]); } catch { return undefined; }
};
const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
const folder = () => navigator.storage.getDirectory();

const PLACES = {
  cookie: { plant: () => { document.cookie = `${KEPT}=1; max-age=99999`; }, look: () => document.cookie.includes(KEPT) },
  "local storage": { plant: () => localStorage.setItem(KEPT, "1"), look: () => localStorage.getItem(KEPT) },
  "session storage": { plant: () => sessionStorage.setItem(KEPT, "1"), look: () => sessionStorage.getItem(KEPT) },
  "window name": { plant: () => { window.name = KEPT; }, look: () => window.name === KEPT },
  history: { plant: () => history.pushState(KEPT, "", "#before"), look: () => history.length > 1 },
  "indexed database": {
    plant: () => new Promise((done) => { indexedDB.open(KEPT).onsuccess = done; }),
    look: async () => (await databases()).includes(KEPT),
  },
  "cache storage": {
    plant: async () => (await caches.open(KEPT)).put("/kept", new Response(KEPT)),
    look: () => caches.has(KEPT),
  },
  "service worker": {
    plant: async () => { await navigator.serviceWorker.register("/worker.js"); await navigator.serviceWorker.ready; },
    look: async () => (await navigator.serviceWorker.getRegistrations()).length,
  },
  "private files": {
    plant: async () => (await folder()).getFileHandle(KEPT, { create: true }),
    look: async () => quietly(async () => (await folder()).getFileHandle(KEPT)),
  },
  "shared worker": {
    plant: () => new Promise((done) => { const { port } = new SharedWorker("/shared.js"); port.onmessage = done; port.postMessage(1); }),
    look: () => new Promise((done) => {
      const { port } = new SharedWorker("/shared.js");
      port.onmessage = ({ data }) => done(data > 1);
      port.postMessage(1);
    }),
  },
  lock: {
    plant: () => new Promise((done) => { navigator.locks.request(KEPT, () => { done(); return new Promise(() => {}); }); }),
    look: async () => (await navigator.locks.query()).held.length,
  },
  permission: {
    plant: () => quietly(() => Notification.requestPermission()),
    look: async () => (await navigator.permissions.query({ name: "notifications" })).state === "granted",
  },
  "lasting storage": { plant: () => navigator.storage.persist(), look: () => navigator.storage.persisted() },
};

const told = [];
const isLooking = location.search === "?look";
for (const [name, { plant, look }] of Object.entries(PLACES)) {
  if (isLooking) {
    if (await quietly(look)) told.push(name);
  } else {
    await quietly(plant);
    if (!(await quietly(look))) told.push(name);
  }
}
await quietly(() => fetch("/box"));
document.title = `${isLooking ? "found" : "not planted"}: ${told.join(", ")}`;
