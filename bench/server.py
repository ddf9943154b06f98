"""The app as in production: `./dev serve`, and what its processes cost."""

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEALTH = "/gezond/"


class Server:
    """One `./dev serve` on a port of this machine."""

    def __init__(self, port, settings):
        self.port = port
        env = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
        command = ["./dev", "serve", "--port", str(port)]
        log = (ROOT / "var" / "bench").joinpath(f"{settings}.log").open("w")
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=log, stdout=log)
        self.cold_start = self.wait_until_ready()  # seconds from the start of granian itself

    def wait_until_ready(self):
        """Wait for the first answer; the time counts from when migrating and collecting is done."""
        began, limit = None, time.monotonic() + 120
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                raise SystemExit(f"De server op poort {self.port} is gestopt: zie var/bench.")
            if began is None:
                began = time.monotonic() if is_granian(self.process.pid) else None
            elif self.answers():
                return time.monotonic() - began
            time.sleep(0.005)
        raise SystemExit("De server antwoordt niet.")

    def answers(self):
        try:
            return get(self.port, HEALTH) < 500
        except OSError:
            return False

    def workers(self):
        """The processes that answer: the children of granian that run Python."""
        return children(self.process.pid)

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def serving(settings="kansrijk.settings"):
    server = Server(free_port(), settings)
    try:
        yield server
    finally:
        server.stop()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def get(port, path):
    """The status of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise ConnectionError from error
    finally:
        connection.close()


def is_granian(pid):
    return b"kansrijk.serve" in Path(f"/proc/{pid}/cmdline").read_bytes()


def children(pid):
    """The processes that this one started, without helpers that only keep count."""
    pids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    commands = {int(each): Path(f"/proc/{each}/cmdline").read_bytes() for each in pids}
    return [each for each, command in commands.items() if b"resource_tracker" not in command]


def cpu_ms(pids):
    """The processor time that these processes used until now, all their threads, in ms."""
    total = 0
    for pid in pids:
        with suppress(OSError):  # a connection that was closed meanwhile costs nothing any more
            for task in Path(f"/proc/{pid}/task").iterdir():
                total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


def memory(pid):
    """RSS and PSS of a process, in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {"rss": round(sizes["Rss"]), "pss": round(sizes["Pss"])}
