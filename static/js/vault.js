// What waits on this phone, sealed. The phone knows only how to close: each entry is encrypted to the
// public key of the buddy who signed in here last. What opens it comes from the server, to a session
// of that buddy, and stays in the memory of the page.
const vault = (() => {
  const NAME = "kansrijk";
  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const memory = new Map(); // where a browser keeps nothing, this page still remembers
  const opens = new Map(); // our private keys, by their label
  const crypt = globalThis.crypto?.subtle;
  const bytes = (text) => new TextEncoder().encode(text);

  // ── The store: one record that says whose phone this is, and the sealed entries ──
  let opened;
  const database = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("owner");
        request.result.createObjectStore("entries", { keyPath: "id" });
      };
      request.onerror = () => {
        opened = undefined;
        reject(request.error);
      };
      request.onsuccess = () => {
        // Another tab signs out: let go, or it cannot wipe.
        request.result.onversionchange = () => close(request.result);
        resolve(request.result);
      };
    });
    return opened;
  };
  const close = (database) => {
    database.close();
    opened = undefined;
  };
  const within = async (store, mode, act) => {
    // Strict: what we call kept is on the disk, also when the battery dies now.
    const task = (await database()).transaction(store, mode, { durability: "strict" });
    const request = act(task.objectStore(store));
    return new Promise((resolve, reject) => {
      task.oncomplete = () => resolve(request?.result);
      task.onabort = () => reject(task.error);
    });
  };
  const owner = () => within("owner", "readonly", (store) => store.get("me")).catch(() => undefined);

  // ── Sealing: a throwaway key pair for each entry, so that even this page cannot open it again ──
  const secret = async (own, other, salt, use) => {
    const shared = await crypt.deriveBits({ name: "ECDH", public: other }, own, 256);
    const seed = await crypt.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt, info: bytes("kansrijk outbox") };
    return crypt.deriveKey(how, seed, { name: "AES-GCM", length: 256 }, false, [use]);
  };
  const seal = async (entry, me) => {
    const once = await crypt.generateKey(CURVE, false, ["deriveBits"]);
    const from = await crypt.exportKey("raw", once.publicKey);
    const to = await crypt.importKey("jwk", me.open, CURVE, false, []);
    const key = await secret(once.privateKey, to, from, "encrypt");
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: bytes(entry.id) };
    const sealed = await crypt.encrypt(how, key, bytes(JSON.stringify(entry)));
    return { id: entry.id, stamp: entry.stamp, key: me.keys[0], from, iv, sealed };
  };
  const open = async (row) => {
    if (row.entry) return row.entry;
    const { id, from, iv, sealed } = row;
    const other = await crypt.importKey("raw", from, CURVE, false, []);
    const key = await secret(opens.get(row.key), other, from, "decrypt");
    const how = { name: "AES-GCM", iv, additionalData: bytes(id) };
    return JSON.parse(new TextDecoder().decode(await crypt.decrypt(how, key, sealed)));
  };

  // ── What pages ask ──
  const learn = async (pairs) => {
    for (const { id, ...jwk } of pairs) {
      opens.set(id, await crypt.importKey("jwk", jwk, CURVE, false, ["deriveBits"]));
    }
    const { id, d, ...open } = pairs[0];
    const me = { keys: pairs.map((pair) => pair.id), open };
    await within("owner", "readwrite", (store) => store.put(me, "me"));
  };

  // Answers whether it is kept, also when the page closes. One at a time: the last text wins.
  let turn = Promise.resolve();
  const keep = (entry) => (turn = turn.then(() => put(entry)));
  const put = async (entry) => {
    try {
      const row = await seal(entry, await owner());
      await within("entries", "readwrite", (store) => store.put(row));
      memory.delete(entry.id);
      return true;
    } catch {
      memory.set(entry.id, { id: entry.id, stamp: entry.stamp, entry });
      return false;
    }
  };

  // Only what is ours: of what a colleague left here, not even the number.
  const waiting = async () => {
    await turn;
    const keys = (await owner())?.keys ?? [];
    const rows = (await all()).filter((row) => keys.includes(row.key) && !memory.has(row.id));
    return [...rows, ...memory.values()];
  };
  const all = () => within("entries", "readonly", (store) => store.getAll()).catch(() => []);

  // Without a stamp whatever stands there; with one only what was sent, never a newer text.
  const drop = async (id, stamp) => {
    await turn;
    if (!stamp || memory.get(id)?.stamp === stamp) memory.delete(id);
    const check = (store) => {
      const request = store.get(id);
      request.onsuccess = () => request.result && (!stamp || request.result.stamp === stamp) && store.delete(id);
    };
    await within("entries", "readwrite", check).catch(() => {});
  };

  // Answers whether entries of somebody else stay behind, which nobody here can read.
  const wipe = async () => {
    for (const { id } of await waiting()) await drop(id);
    memory.clear();
    opens.clear();
    if ((await all()).length) {
      await within("owner", "readwrite", (store) => store.clear());
      return true;
    }
    await database().then(close, () => {});
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
    return false;
  };

  // What only this page remembers is gone with it, so the browser asks first.
  addEventListener("beforeunload", (event) => memory.size && event.preventDefault());

  const has = (key) => opens.has(key);
  return { drop, has, keep, learn, open, owner, waiting, wipe };
})();
