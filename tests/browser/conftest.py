"""A real browser against the real server: every complaint of a page fails its story."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import DESK, PHONE, started
from tests.browser.watch import Watch

HERE = Path(__file__).parent
PATIENCE = 20_000  # milliseconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    """The server has its own connection, so all stories need rows that are committed."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing is slow on purpose; here it would be most of the time that signing in takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def browser():
    with started() as browser:
        yield browser


@pytest.fixture
def expected():
    """The answers from 400 up, and the failures, that a story adds because it provokes them."""
    return set()


@pytest.fixture
def open_page(browser, live_server, expected):
    """Open a page in a browser of its own; at the end of the story nothing was wrong with it."""
    contexts, watch = [], Watch(expected)

    def opened(size, **options):
        options = {"base_url": live_server.url, "service_workers": "block"} | options
        context = browser.new_context(locale="nl-NL", **size, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    watch.settle()


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)


@pytest.fixture
def desk(open_page):
    return open_page(DESK)
