"""The system's Chromium, started without anything that calls home."""

from contextlib import contextmanager
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

# The shell is the same engine without the windows around it, and a quarter quicker.
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
]
PLACES = [
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DESK = {"viewport": {"width": 1280, "height": 900}}


def find():
    """The path of the browser; without one, the error says what to install."""
    found = [*map(which, NAMES), *(place for place in PLACES if Path(place).exists())]
    if chosen := next(filter(None, found), None):
        return chosen
    raise FileNotFoundError("Chromium is missing: install it (on Debian: apt-get install chromium)")


@contextmanager
def started():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=QUIET)
        yield browser
        browser.close()
