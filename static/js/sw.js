// Opens a page without internet. It keeps one page, about nobody, and the files of that page; what
// the server says to a person never passes through a cache. `kept` stands above, by the server.
const CACHE = `kansrijk-${kept.version}`;
const OFFLINE = /^\/(|vandaag\/|deelnemers\/\d+\/gesprek\/([\da-f-]{36}\/)?)$/;

const fill = async () => {
  const cache = await caches.open(CACHE);
  const take = async (url) => {
    const answer = await fetch(url, { credentials: "omit" }); // as nobody
    if (!answer.ok || answer.redirected) throw new Error(`${url} cannot be kept`);
    await cache.put(url, answer);
  };
  await Promise.all([kept.page, ...kept.files].map(take));
};
const clean = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
};
const found = async (url) => (await (await caches.open(CACHE)).match(url, { ignoreVary: true })) ?? Response.error();

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clean()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const wanted = request.mode === "navigate" ? OFFLINE.test(pathname) && kept.page : pathname;
  if (wanted !== kept.page && !kept.files.includes(wanted)) return;
  event.respondWith(fetch(request).catch(() => found(wanted)));
});
