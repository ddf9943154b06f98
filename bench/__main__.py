"""`./dev bench`: measure the app at one or more sizes, and write what was found."""

import argparse
import os
import subprocess
import sys
from contextlib import nullcontext

from bench import postgres

SIZES = [1, 100, 1000]


def options():
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--scale", type=int, nargs="+", default=SIZES, help="hoeveel keer vandaag")
    parser.add_argument("--smoke", action="store_true", help="kort, zonder tijden te eisen")
    parser.add_argument(
        "--rounds", type=int, default=30, help="keer dat elke pagina wordt gevraagd"
    )
    parser.add_argument("--seconds", type=int, default=60, help="duur van de gemengde belasting")
    parser.add_argument("--filled", action="store_true", help="DATABASE_URL is al gevuld")
    parser.add_argument("--renew", action="store_true", help="met --smoke: schrijf budgets.json")
    parser.add_argument("--report", action="store_true", help="schrijf alleen results.md opnieuw")
    return parser.parse_args()


def main():
    chosen = options()
    if chosen.smoke:
        chosen.scale, chosen.rounds, chosen.seconds = [1], 1, 8
    for scale in () if chosen.report else chosen.scale:
        given = os.environ.get("DATABASE_URL")
        with nullcontext(given) if given else postgres.throw_away() as url:
            measure(scale, url, chosen)
    finish = ["bench.smoke"] if chosen.smoke else ["bench.report"]
    finish += ["--renew"] if chosen.renew else []
    sys.exit(subprocess.run([sys.executable, "-m", *finish], check=False).returncode)


def measure(scale, url, chosen):
    """Measure one size in a process of its own, so that nothing of another size is in memory."""
    more = [f"--{name}" for name in ("filled", "smoke") if getattr(chosen, name)]
    numbers = ["--scale", scale, "--rounds", chosen.rounds, "--seconds", chosen.seconds]
    command = [sys.executable, "-m", "bench.one", *map(str, numbers), *more]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=True)


if __name__ == "__main__":
    main()
