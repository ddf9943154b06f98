"""Everything at one size: fill, find the pages, count, time, load; the results as JSON."""

import argparse
import json
import logging
import os
import signal
import sys
from pathlib import Path

import django

OUT = Path(__file__).parents[1] / "var" / "bench"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, required=True)
    parser.add_argument("--filled", action="store_true")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijk.settings")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers that it started go too
    django.setup()
    logging.disable(logging.WARNING)  # a line for each page that is tried here would hide ours
    OUT.mkdir(parents=True, exist_ok=True)
    from bench.run import measured

    found = measured(options)
    (OUT / f"{options.scale}.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
