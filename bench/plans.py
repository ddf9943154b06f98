"""How the database finds the rows of a page: an index serves every large table."""

import json
from functools import cache

from django.db import connection

LARGE = 20_000  # rows; smaller tables are read whole as quickly as with an index


def whole_tables(statements):
    """Name the large tables that these statements read from the first row to the last."""
    large, found = large_tables(), set()
    with connection.cursor() as cursor:
        for sql in statements:
            if sql.startswith(("SELECT", "UPDATE", "WITH")):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
                plan = cursor.fetchone()[0]
                plan = json.loads(plan) if isinstance(plan, str) else plan
                found |= large.intersection(scanned(plan[0]["Plan"]))
    return sorted(found)


@cache
def large_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE reltuples >= %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def scanned(node, *, is_limited=False):
    """Yield the tables that are read from the first to the last row."""
    kind, table = node["Node Type"], node.get("Relation Name")
    is_limited = is_limited or kind == "Limit"
    is_index = kind in ("Index Scan", "Index Only Scan")
    is_whole = kind == "Seq Scan" or (is_index and "Index Cond" not in node and not is_limited)
    if table and is_whole:
        yield table
    for inner in node.get("Plans", ()):
        yield from scanned(inner, is_limited=is_limited)
