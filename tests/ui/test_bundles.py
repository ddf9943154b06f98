"""What a first visit fetches: few files, and not heavy."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.urls import reverse

from kansrijk.ui import bundles


def test_a_bundle_holds_its_parts_in_their_order_as_they_are_now(tmp_path, settings, monkeypatch):
    settings.VAR = tmp_path
    monkeypatch.setattr(bundles, "BUNDLES", {"css/two.css": ["css/tokens.css", "css/print.css"]})
    first, last = (
        Path(finders.find(f"css/{name}.css")).read_text() for name in ("tokens", "print")
    )
    assert bundles.made("css/two.css").read_text() == f"{first}\n{last}"

    monkeypatch.setattr(bundles, "BUNDLES", {"css/two.css": ["css/print.css"]})
    assert bundles.made("css/two.css").read_text() == last


def test_a_first_visit_is_five_requests_of_45_kb(client, noor, rania):
    page = client.wear(noor).get(reverse("today")).content
    names = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page.decode()))
    files = [Path(finders.find(name)).read_bytes() for name in names]

    assert len([page, *files]) == 5
    assert sum(len(gzip.compress(each)) for each in [page, *files]) < 45_000
