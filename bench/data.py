"""Fill an empty database with so many times the programme of today, with COPY."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from bench.base import as_text, read, story_of
from bench.tiles import Chain, Tiled
from kansrijk.accounts.models import Hat, Role, User
from kansrijk.demo.people import DOMAIN
from kansrijk.places.models import District, Neighbourhood
from participants.models import CastVote, ChainHead

SHIPPED = [District, Neighbourhood, District.funders.through]  # their first tile is there already


def fill(scale, say=print):
    """Load `scale` tiles into an empty database; returns the tables, to `grow` further.

    A tile is 4 districts with 37 buddies and 5,000 meetings.
    """
    began = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if User.objects.exists():
        raise SystemExit("Deze database is niet leeg: de meting begint met een lege.")
    tables = prepare(story_of(timezone.localdate()))
    grow(tables, 0, scale, say)
    add_wide_lead()
    say(f"{scale}×: gevuld in {time.monotonic() - began:.0f} s")
    return tables


def grow(tables, first, until, say=print):
    """Load the tiles from `first` up to `until`."""
    load(tables, first, until, say)
    finish(tables)


def prepare(story):
    """Every table of the story and of the places, largest first, as something that gives tiles."""
    own = [*SHIPPED, *story.rows]
    told = as_text(story, story.rows) | {model: read(model) for model in SHIPPED}
    tables = [Tiled(model, told[model], set(own)) for model in own if model is not CastVote]
    tables.append(Chain(story.rows[CastVote]))
    return sorted(tables, key=lambda table: -len(told[table.model]))


def load(tables, first, until, say):
    """Copy all tables, two at a time: one makes text while the other waits for the database."""
    with ThreadPoolExecutor(2) as pool:
        for table, seconds in pool.map(lambda table: copy(table, first, until), tables):
            if seconds > 5:
                say(f"  {table.model._meta.db_table}: {seconds:.0f} s")


def copy(table, first, until):
    """Write these tiles of one table with one COPY; indexes and constraints stay on."""
    began, quote = time.monotonic(), connection.ops.quote_name
    meta = table.model._meta
    columns = ", ".join(quote(field.column) for field in meta.concrete_fields)
    first = max(first, 1) if table.model in SHIPPED else first
    with psycopg.connect(**address()) as own, own.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # foreign keys: checked after
        with cursor.copy(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN") as stream:
            for tile in range(first, until):
                stream.write(table.text(tile))
    return table, time.monotonic() - began


def address():
    """Where the database is, without the limits on time of the app."""
    told = connection.get_connection_params()
    return {
        key: told[key] for key in ("host", "port", "user", "password", "dbname") if told.get(key)
    }


def finish(tables):
    """Set what follows from the rows: the head of the chain, the counters, the statistics."""
    chain = next(table for table in tables if isinstance(table, Chain))
    head = ChainHead(pk=1, length=chain.length, hash=chain.last)
    head.lead_to(CastVote(number=chain.length, hash=chain.last))
    head.save()
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [t.model for t in tables]):
            cursor.execute(sql)
    with psycopg.connect(**address(), autocommit=True) as own:
        own.execute("VACUUM ANALYZE")
        own.execute("CHECKPOINT")


def add_wide_lead():
    """Add the one lead of the whole programme, whose dashboard counts everything."""
    user = User.objects.create_user(f"ilse.oefenveen@{DOMAIN}", "Ilse Oefenveen")
    Hat.objects.create(user=user, role=Role.LEAD, district=None)
