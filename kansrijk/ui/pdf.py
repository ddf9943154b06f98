"""PDF, where the extra `pdf` is installed; imported when first asked for, since it is heavy."""

from functools import cache
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path

import structlog
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string

OWN = "static:"  # how a document names a file of ours; nothing else is ever fetched
STYLE = f"{OWN}pdf/paper.css"


@cache
def is_installed():
    """Whether pages may offer a PDF."""
    return find_spec("weasyprint") is not None


def write_pdf(template, context, *, style=STYLE):
    """Return a template as a tagged PDF (PDF/UA-1), or None where this machine cannot make one."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # without the extra; or with it, and Pango is not there
        structlog.get_logger().exception("no_pdf")
        return None
    html = render_to_string(template, context | {"style": style})
    document = HTML(string=html, base_url=OWN, url_fetcher=fetcher())
    return document.write_pdf(pdf_variant="pdf/ua-1")


def fetcher():
    """Return what fetches for a document: static files of ours by name, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            name = url.removeprefix(OWN)
            found = finders.find(name) if url.startswith(OWN) else None
            if found is None:
                raise ValueError("a document may hold only static files of ours")
            kind, _ = guess_type(found)  # without it a style sheet is not read as one
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})

    return OwnFiles()


def as_file(content, name):
    """Answer with a PDF to keep; its name says nothing about anybody."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)
