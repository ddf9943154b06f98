"""A buddy's phone: what it keeps, how it is killed, and how an answer gets lost."""

import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.browser.chromium import PHONE, QUIET, find

OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
LOST = "net::ERR_FAILED"
# All that lies in the browser, as text: also the bytes of what is sealed.
KEPT = """async () => {
  const text = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return new TextDecoder("latin1").decode(value);
    if (value && typeof value === "object")
      return JSON.stringify(Object.entries(value).map(([name, inner]) => [name, text(inner)]));
    return String(value);
  };
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const found = { entries: [], caches: [], words: JSON.stringify([localStorage, sessionStorage]) };
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = await done(database.transaction(store).objectStore(store).getAll());
      if (store === "entries") found.entries = rows.map((row) => row.id);
      found.words += text(rows);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.caches.push(new URL(request.url).pathname);
      found.words += await (await cache.match(request)).text();
    }
  }
  return found;
}"""
READY = "navigator.serviceWorker.ready.then(() => true)"


def kept(page):
    """What lies in this browser: ids of entries, addresses in caches, and all of it as text."""
    return page.evaluate(KEPT)


def lose_the_answer(page, path):
    """The server gets the next request for this address, and its answer never arrives."""

    def lose(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route(path, lose, times=1)


@contextmanager
def switched_on(browser, folder, **options):
    """A phone that remembers: the same folder is the same phone, also after it was killed."""
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=find(), args=QUIET, locale="nl-NL", **PHONE, **options
    )
    context.set_default_timeout(20_000)
    yield context
    kill(folder)


def kill(folder):
    """End the browser of this folder at once, as a phone does that needs its memory.

    Until it is gone it holds what it stored, and the next one would find nothing there.
    """
    for _ in range(100):
        if not (running := list(browsers(folder))):
            return
        for number in running:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.1)
    raise TimeoutError(f"still running: {running}")


def browsers(folder):
    """The numbers of the processes that have this folder open; one that has ended has no command."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (process / "cmdline").read_bytes()
            if f"--user-data-dir={folder}".encode() in command.split(b"\0"):
                yield int(process.name)
