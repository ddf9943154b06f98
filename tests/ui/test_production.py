"""The settings of production, tried on a running server behind a proxy."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from shutil import copy

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
SERVE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "kansrijk.settings"
from wsgiref.simple_server import make_server
from kansrijk.wsgi import application
make_server("127.0.0.1", int(os.environ["PORT"]), application).serve_forever()
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory, request):
    """Ask the production server for a page; `proxied` is what a proxy in front would say."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if k not in ("DEMO", "DATABASE_URL")}
    folder = str(tmp_path_factory.mktemp("var"))
    env = kept | {"SECRET_KEY": "p" * 64, "VAR": folder, "PORT": str(port)}
    if connection.vendor == "sqlite":  # migrated already, and that takes longest
        copy(request.getfixturevalue("migrated"), f"{folder}/kansrijk.sqlite3")
    for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"]):
        manage = [sys.executable, "manage.py", *command, "-v0"]
        subprocess.run(manage, env=env, cwd=ROOT, check=True)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE], env=env, cwd=ROOT, stderr=subprocess.DEVNULL
    )

    def get(path, *, proxied=True):
        for _ in range(100):
            try:
                connection = HTTPConnection("127.0.0.1", port)
                headers = {"X-Forwarded-Proto": "https"} if proxied else {}
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                answer.body = answer.read().decode()
                connection.close()
            except ConnectionRefusedError:
                time.sleep(0.1)
            else:
                return answer
        raise AssertionError("the server did not start")

    yield get
    server.terminate()
    server.wait()


@pytest.mark.parametrize("path", ["/inloggen/", "/bestaat-niet/", "/vandaag/", "/gezond/", "/%00"])
def test_transport_is_strict_on_every_answer(ask, path):
    answer = ask(path)

    assert answer.getheader("Strict-Transport-Security") == (
        "max-age=31536000; includeSubDomains; preload"
    )
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("Cache-Control") == "no-store, private"


def test_plain_http_is_sent_to_https_but_monitoring_is_not(ask):
    assert ask("/inloggen/", proxied=False).getheader("Location").startswith("https://")
    assert ask("/gezond/", proxied=False).status == 200


def test_cookies_belong_to_this_host_alone(ask):
    cookies = ask("/inloggen/").headers.get_all("Set-Cookie")

    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert flag in cookie


def test_static_files_carry_their_hash_and_stay(ask):
    page = ask("/inloggen/").body
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]

    answer = ask(path)

    assert answer.status == 200
    assert "immutable" in answer.getheader("Cache-Control")
    assert answer.getheader("Strict-Transport-Security")
