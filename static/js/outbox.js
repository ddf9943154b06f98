// Sends what waits on this phone, each entry exactly once: the number that it got here is unique
// at the server, so sending it again after a lost answer does no harm.
const outbox = (() => {
  const { key, keys, worker, ...about } = document.currentScript.dataset;
  const PATIENCE = 30_000; // milliseconds that an answer may take
  const LATER = [15_000, 30_000, 60_000, 300_000]; // between two tries
  const headers = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  let token = headers()["x-csrftoken"];

  // ── Asking the server: one word for what came of it ──
  const ask = async (url, options) => {
    const more = { accept: "application/json", "x-outbox": key ?? "", "x-csrftoken": token ?? "" };
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const answer = await fetch(url, { redirect: "manual", headers: more, signal, ...options });
      const data = await answer.json().catch(() => ({}));
      return { outcome: meaning(answer), data };
    } catch {
      return { outcome: "away", data: {} };
    }
  };
  const meaning = ({ ok, status, type }) => {
    if (ok) return "kept";
    if (type === "opaqueredirect" || [401, 403].includes(status)) return "door";
    return status >= 500 || [408, 429].includes(status) ? "away" : "refused";
  };

  // A page from before the last sign-in has a stale token; a new one is for the same person only.
  const post = async (url, body) => {
    const send = () => ask(url, { method: "POST", body });
    const first = token ? await send() : { outcome: "door", data: { stale: true } };
    return first.data.stale && (await renew()) ? send() : first;
  };
  const renew = async () => {
    const { outcome, data } = await ask(keys);
    if (outcome !== "kept" || (key && data.key !== key)) return false;
    token = data.token;
    document.body.setAttribute("hx-headers", JSON.stringify({ ...headers(), "x-csrftoken": token }));
    return true;
  };

  // ── Sending one entry ──
  const draft = async ({ draft, body }, revision) => {
    const fields = new URLSearchParams(body);
    fields.set("revision", revision);
    const answer = await post(draft, fields);
    // The server has a later one of the same page: then that holds, and we are done.
    const isLater = answer.outcome === "refused" && answer.data.revision >= revision;
    return isLater ? { ...answer, outcome: "later" } : answer;
  };
  const deliver = async (entry) => {
    if (entry.wish !== "save") return draft(entry, entry.revision);
    const fields = new URLSearchParams(entry.body);
    // By the phone's own clock at both ends, so that a wrong clock cancels out.
    fields.set("ago", Math.max(0, Math.round((Date.now() - entry.written) / 1000)));
    const answer = await post(entry.url, fields);
    if (answer.outcome !== "refused") return answer;
    const kept = await draft(entry, entry.revision + 1);
    return kept.outcome === "kept" ? { outcome: "look", data: { ...answer.data, ...kept.data } } : kept;
  };
  // Stored before, with less in it: what came after gets a number of its own, as a draft.
  const renumbered = (entry) => {
    const id = crypto.randomUUID();
    const fields = new URLSearchParams(entry.body);
    fields.set("client_id", id);
    return { ...entry, id, draft: `${entry.url}${id}/`, body: `${fields}`, wish: "draft" };
  };

  // ── Sending all ──
  let tries = 0;
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, LATER[Math.min(tries++, LATER.length - 1)]);
  };
  const learn = async () => {
    const { outcome, data } = await post(keys);
    if (outcome === "kept") await vault.learn(data.pairs).catch(() => {});
    return outcome;
  };
  const all = async () => {
    const rows = await vault.waiting();
    if (!rows.length) return tell({ waiting: 0 });
    if (!navigator.onLine) return tell({ waiting: rows.length, outcome: "away" });
    const asked = rows.every((row) => row.entry || vault.has(row.key)) ? "kept" : await learn();
    let outcome = asked;
    for (const row of asked === "kept" ? rows : []) {
      outcome = await one(row);
      if (outcome === "away" || outcome === "door") break;
    }
    const left = (await vault.waiting()).length;
    if (left) later();
    else tries = 0;
    return tell({ waiting: left, outcome });
  };
  const one = async (row) => {
    const entry = await vault.open(row).catch(() => undefined);
    if (!entry) return "sealed"; // by a key that we are not given (any more)
    if (entry.wish !== "save" && entry.id === busy) return "busy";
    const { outcome, data } = await deliver(entry);
    if (data.stored && (outcome === "look" || entry.wish !== "save")) {
      const more = renumbered(entry);
      await vault.keep(more);
      await vault.drop(row.id, row.stamp);
      return one({ id: more.id, stamp: more.stamp, entry: more });
    }
    if (!["away", "door", "refused"].includes(outcome)) await vault.drop(row.id, row.stamp);
    const detail = { outcome, entry, errors: data.errors ?? [] };
    document.dispatchEvent(new CustomEvent("outbox:sent", { detail }));
    return outcome;
  };
  // Two tabs never send at once; whoever comes second has nothing left to do.
  const send = () =>
    navigator.locks ? navigator.locks.request("outbox", { ifAvailable: true }, (lock) => lock && all()) : all();

  const tell = (detail) => {
    document.dispatchEvent(new CustomEvent("outbox:told", { detail }));
    return detail;
  };

  // What is being written in this very page is sent by this very page.
  let busy;
  const writing = (id) => (busy = id);

  // ── Beginning: the phone learns whose it is, and sends what waited ──
  const install = () => worker && navigator.serviceWorker?.register(worker).catch(() => {});
  const begin = async () => {
    if (!document.querySelector("[data-state]")) install(); // a log opens first, it can wait
    if (key && (await vault.owner())?.keys[0] !== key && navigator.onLine) await learn();
    await send();
  };
  addEventListener("online", () => setTimeout(send, 500)); // a connection can flicker
  document.addEventListener("visibilitychange", () => document.hidden || send());

  return { ...about, begin, draft, install, send, writing, headers: () => ({ "x-outbox": key ?? "" }) };
})();
