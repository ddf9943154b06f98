"""New workers while people are busy: how long it takes, and whether anybody notices."""

import threading
import time

from bench.client import Browser

VISITORS = 4  # half of them on a connection that stays open, half on a new one each time


def reloaded(server, cookie, path, limit=30):
    """Reload the server under requests; returns the seconds it took and the failed requests."""
    before, stop = set(server.workers()), threading.Event()
    counts = {"asked": 0, "failed": 0}

    def visit(stays):
        browser = Browser(server.port, cookie)
        while not stop.is_set():
            counts["asked"] += 1
            counts["failed"] += not is_answered(browser, path)
            if not stays:
                browser.close()
        browser.close()

    threads = [threading.Thread(target=visit, args=[each % 2]) for each in range(VISITORS)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    server.reload()
    while set(server.workers()) & before and time.monotonic() - began < limit:
        time.sleep(0.01)
    took = time.monotonic() - began
    time.sleep(0.5)
    stop.set()
    for thread in threads:
        thread.join()
    return {"seconds": took, **counts}


def is_answered(browser, path):
    try:
        return browser.get(path).status == 200
    except OSError:
        return False
