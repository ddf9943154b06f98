"""Take the pictures of the README, of a demo that is gone afterwards: ./dev screenshots."""

import json
import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.chromium import DESK, PHONE, started

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "screenshots"
SHOWN = [("vandaag", "buddy", PHONE), ("gebied", "lead", DESK)]  # page, hat, screen
PATIENCE = 180  # seconds that filling the demo may take
HEAVIEST = 200_000  # bytes


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as var, demo(var) as (address, people), started() as browser:
        for name, hat, screen in SHOWN:
            page = browser.new_context(base_url=address, color_scheme="light", **screen).new_page()
            sign_in(page, people[hat])
            page.goto(f"/{name}/")
            picture = page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
            assert len(picture) < HEAVIEST, f"{name}.png weighs {len(picture)} bytes"


@contextmanager
def demo(var):
    """Run the demo in this folder; give its address and one sign-in a hat."""
    outside = ("DATABASE_URL", "SECOND_FACTOR", "SECRET_KEY")
    own = {name: value for name, value in os.environ.items() if name not in outside} | {"VAR": var}
    port = free_port()
    server = subprocess.Popen(
        ["./dev", "demo", "--port", str(port)], cwd=ROOT, env=own, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(server, f"http://127.0.0.1:{port}/gezond/")
        told = subprocess.check_output(["./dev", "demo", "--sign-ins"], cwd=ROOT, env=own)
        people = {line["hat"]: line for line in reversed(json.loads(told))}
        yield f"http://127.0.0.1:{port}", people
    finally:
        server.terminate()
        server.wait()


def free_port():
    with create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_for(server, address):
    """Return when the address answers; raise when the server ended or takes too long."""
    ends_at = time.monotonic() + PATIENCE
    while time.monotonic() < ends_at and server.poll() is None:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.5)
    raise TimeoutError("The demo did not start.")


def sign_in(page, person):
    page.goto("/inloggen/")
    page.fill("[name=login]", person["email"])
    page.fill("[name=password]", person["password"])
    page.press("[name=password]", "Enter")
    page.locator(".menu").wait_for()


if __name__ == "__main__":
    main()
