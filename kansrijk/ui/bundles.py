"""Static files that go over the line as one, so that a first visit is few requests."""

import os
from pathlib import Path
from typing import override

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

STYLE = [f"css/{name}.css" for name in ("tokens", "base", "layout", "parts", "votes", "print")]
PAGE = ["django_htmx/htmx-2.min.js", "js/settings.js", "js/kansrijk.js"]
PHONE = [f"js/{name}.js" for name in ("vault", "outbox", "waiting")]
BUNDLES = {"css/kansrijk.css": STYLE, "js/page.js": PAGE, "js/buddy.js": PAGE + PHONE}


class BundleFinder(finders.BaseFinder):
    """Finds the bundles, each made of its parts as they are now."""

    def check(self, **kwargs):
        return []

    @override
    def find(self, path, find_all=False):
        found = [str(made(path))] if path in BUNDLES else []
        return found if find_all else next(iter(found), found)

    def list(self, ignore_patterns):
        folder = FileSystemStorage(settings.VAR / "bundles")
        for name in BUNDLES:
            made(name)
            yield name, folder


def made(name):
    """Return the path of a bundle, written again where one of its parts changed."""
    path = settings.VAR / "bundles" / name
    content = b"\n".join(Path(finders.find(part)).read_bytes() for part in BUNDLES[name])
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(content)
        fresh.replace(path)  # at once: another process may be reading
    return path
