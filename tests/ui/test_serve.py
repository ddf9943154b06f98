"""A reload of the server: nobody notices, and a version that does not start changes nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APP = """
import os, pathlib
pathlib.Path(__file__).with_name(f"{{os.getpid()}}.loaded").touch()

def app(environ, start_response):
    start_response("200 OK", [])
    return [b"{version}"]
"""


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def server(port, tmp_path):
    """A server with two workers of an app in `tmp_path`, which says its version."""
    write(tmp_path, APP.format(version="old"))
    command = [sys.executable, "-m", "kansrijk.serve", "--interface", "wsgi", "--workers", "2"]
    env = os.environ | {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        [*command, "--port", str(port), "said:app"], env=env, stderr=subprocess.DEVNULL
    )
    until(lambda: len(list(tmp_path.glob("*.loaded"))) == 2 and asked(port) == "old")
    yield process
    process.terminate()
    assert process.wait(10) == 0


def write(folder, text):
    folder.joinpath("said.py").write_text(text)


def workers(server):
    """The ids of the processes that a server started."""
    return set(Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())


def asked(port):
    """What a visitor on a new connection reads; None where nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().read().decode()
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def until(is_so):
    limit = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_a_reload_loses_no_visitor(server, port, tmp_path):
    write(tmp_path, "import time; time.sleep(.3)" + APP.format(version="new"))
    server.send_signal(signal.SIGHUP)
    read = []
    until(lambda: read.append(asked(port)) or read[-20:] == ["new"] * 20)

    assert set(read) == {"old", "new"}


def test_a_version_that_does_not_start_changes_nothing(server, port, tmp_path):
    old = workers(server)
    write(tmp_path, f"open({str(tmp_path / 'tried')!r}, 'w').close(); raise SystemExit")
    server.send_signal(signal.SIGHUP)
    until(lambda: (tmp_path / "tried").exists() and workers(server) == old)
    assert {asked(port) for _ in range(20)} == {"old"}

    write(tmp_path, APP.format(version="new"))
    server.send_signal(signal.SIGHUP)
    until(lambda: {asked(port) for _ in range(20)} == {"new"})
