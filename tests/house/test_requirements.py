"""The requirements files say what pyproject.toml asks for; `./dev lock` writes them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
FILES = {"": [], "-pdf": ["pdf"], "-dev": ["dev"], "-browser": ["dev", "browser"]}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def locked(suffix):
    return (ROOT / f"requirements{suffix}.txt").read_text()


def blocks(suffix):
    """Yield each pin with the lines below it: its hashes and who asked for it."""
    return re.findall(r"^[a-z].*\n(?:[ ].*\n?)*", locked(suffix), re.MULTILINE)


def pin(block):
    return Requirement(block.splitlines()[0].rstrip(" \\"))


def asked(suffix):
    lines = [*PROJECT["dependencies"]]
    for extra in FILES[suffix]:
        lines += PROJECT["optional-dependencies"][extra]
    found = [Requirement(line) for line in lines]
    return {each.name.lower(): each for each in found if each.name != PROJECT["name"]}


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_pins_what_the_project_asks_for_and_nothing_else(suffix):
    direct = [pin(b) for b in blocks(suffix) if "kansrijk (pyproject.toml)" in b]
    wanted = asked(suffix)
    assert {each.name: each.extras for each in direct} == {
        name: each.extras for name, each in wanted.items()
    }, "pyproject.toml has changed: run ./dev lock"
    for each in direct:
        version = str(each.specifier).removeprefix("==")
        assert wanted[each.name].specifier.contains(version), f"{each}: run ./dev lock"


@pytest.mark.parametrize("suffix", FILES)
def test_every_pin_has_a_hash(suffix):
    assert all(" --hash=sha256:" in block for block in blocks(suffix))


@pytest.mark.parametrize("suffix", FILES)
def test_no_file_names_an_address(suffix):
    assert not re.search(r"://|index-url|find-links", locked(suffix))


def test_the_files_agree():
    pins = {suffix: {str(pin(block)) for block in blocks(suffix)} for suffix in FILES}
    assert pins[""] < pins["-dev"] < pins["-browser"]
    assert pins[""] < pins["-pdf"]
