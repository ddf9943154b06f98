"""One size, from an empty database to its figures."""

import os
import time
from contextlib import ExitStack
from io import StringIO

import psycopg
from django.core.management import call_command
from django.db import connection

from bench import check, data, pages
from bench.client import Browser
from bench.count import statements_of_save
from bench.load import MIX, SAVE, Load
from bench.measure import Item, in_rounds, meeting
from bench.plans import whole_tables
from bench.reload import reloaded
from bench.server import memory, serving
from bench.sessions import InProcess, cookie, stock_cookie

UNIT = [
    ("U", "/unit/"),
    ("admin meetings", "/admin/plans/meeting/"),
    ("admin participants", "/admin/participants/participant/"),
]
RATES = 20, 200  # requests a second
LARGER = 20  # times today: enough for the planner of the database to choose as it does later
AT_ONCE = 12  # people of each hat in the mixed load
SAVING = "meetings:log save buddy"


def measured(options, say=print):
    """Fill the database unless that was done, measure everything, and return it as plain data."""
    tables = None if options.filled else data.fill(options.scale, say)
    call_command("collectstatic", interactive=False, verbosity=0)
    began = time.monotonic()
    call_command("keep_figures", stdout=StringIO())  # as every night, and after each release
    say(f"geteld in {time.monotonic() - began:.0f} s")
    worn = pages.hats(options.scale // 2)
    clients = {who: InProcess(hat) for who, hat in worn.items()} | {"nobody": InProcess()}
    pages_found, closed, posts = pages.find(worn, clients)
    say(f"{len(pages_found)} pagina's gevonden")
    asked = {page.key: statements for page, statements in pages_found.items()}
    writer, log = pages.writer(worn["buddy"])
    asked[SAVING] = statements_of_save(writer, log, meeting())
    told = {
        "scale": options.scale, "closed": closed, "posts": posts, "sql": asked, "rows": sizes(),
        "statements": {key: len(statements) for key, statements in asked.items()},
    }  # fmt: skip
    connection.close()
    told |= on_servers(pages_found, worn, (writer, log), options, say)
    if options.smoke:
        told["misfits"] = check.misfits()
        data.grow(tables, options.scale, LARGER, say)
    return told | {"plans": {key: whole_tables(statements) for key, statements in asked.items()}}


def on_servers(found, worn, writing, options, say):
    """What can only be told with the servers up: time, load, memory, starting and reloading."""
    with ExitStack() as stack:
        app = stack.enter_context(serving())
        unit = stack.enter_context(serving("bench.unit.settings"))
        took = timed(app, unit, found, worn, writing, options)
        say("alle pagina's gemeten")
        return {
            "pages": took,
            "load": loaded(app, options),
            "memory": [memory(pid) for pid in app.workers()],
            "reload": reloaded(app, cookie(worn["buddy"]), "/vandaag/"),
            "cold_start": app.cold_start,
        }


def timed(app, unit, found, worn, writing, options):
    cookies = {who: cookie(hat) for who, hat in worn.items()} | {"nobody": ""}
    browsers = {who: Browser(app.port, value) for who, value in cookies.items()}
    items = [Item(page.key, browsers[page.who], page.path, app) for page in found]
    writer, log = writing
    items.append(Item(SAVING, Browser(app.port, cookie(writer)), log, app, save=True))
    stock = Browser(unit.port, stock_cookie(worn["admin"]))
    units = [Item(key, stock, path, unit) for key, path in UNIT]
    for item in [items[0], items[-1], *units]:
        item.browser.get(item.path)
    return in_rounds(items, units, options.rounds, backends)


def backends():
    """The processes of the database that serve the app, where it runs on this machine."""
    with psycopg.connect(**data.address()) as own:
        sql = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        pids = [pid for (pid,) in own.execute(sql)]
    return [pid for pid in pids if os.path.exists(f"/proc/{pid}/task")]


def loaded(app, options):
    people = crowd(options.scale)
    found = {"16 clients": Load(app.port, people).run(options.seconds)}
    for rate in () if options.smoke else RATES:
        found[f"{rate} a second"] = Load(app.port, people, rate).run(options.seconds / 2)
    return found


def crowd(scale):
    """People of every hat from several tiles, with the pages that they open under load."""
    tiles = sorted({scale * part // AT_ONCE for part in range(AT_ONCE)})
    urls = {url.name: url for url in pages.all_urls()}
    people = {who: [] for who in MIX}
    for worn in map(pages.hats, tiles):
        for who, actions in MIX.items():
            names = {"meetings:log" if name == SAVE else name for name, _ in actions}
            paths = {name: pages.guessed(urls[name], worn[who]) for name in names}
            people[who].append((cookie(worn[who]), paths))
    return people


def sizes():
    tables = (
        "places_district",
        "buddies_buddy",
        "participants_participant",
        "plans_meeting",
        "audit_auditevent",
    )
    with psycopg.connect(**data.address()) as own:
        return {name: own.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
