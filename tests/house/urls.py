"""All addresses of the site, made from the resolver: a new one is never forgotten."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver


@dataclass(frozen=True)
class Url:
    name: str
    path: str
    kwargs: tuple
    view: Any


def all_urls():
    return list(walk(get_resolver().url_patterns, "", ""))


def walk(patterns, prefix, namespace):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, path, inner)
        else:
            kwargs = tuple(kwargs_of(path))
            yield Url(f"{namespace}{pattern.name}", f"/{path}", kwargs, pattern.callback)


def kwargs_of(path):
    """The names of the variables in a path, also those of its prefixes."""
    return re.findall(r"<(?:\w+:)?(\w+)>", path)
