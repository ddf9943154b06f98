"""A table of the base as a text to fill in: each tile is the same programme, of other people."""

from itertools import count

from django.db import models

from kansrijk.accounts.models import User, searchable
from kansrijk.audit.models import AuditEvent
from kansrijk.demo.names import FIRST, LAST
from kansrijk.places.models import District
from kansrijk.values.text import fold
from participants.models import CastVote, Participant, Referral, VoteKey
from participants.models.keys import ALPHABET
from participants.models.votes import FIRST as BEGIN
from participants.models.votes import sealed

STRIDE = 20_000  # between the keys of one tile and of the next, in every table
EMPTY = "\\N"
LATIN = [name for name in FIRST if fold(name).isascii()]
# Whole numbers that point to a row without being a foreign key.
POINTERS = {
    AuditEvent: {"actor_id", "subject_id", "participant_id"},
    CastVote: {"key_id", "by_id"},
}


def renamed(full, tile):
    """The name that somebody has in this tile: a second given name and a second family name."""
    if tile == 0:
        return full
    given, *rest = full.split(" ")
    family, middle = divmod(tile, len(LATIN))
    return f"{given} {LATIN[middle]} {' '.join(rest)}-{LAST[family % len(LAST)]}"


def slug(base):
    return lambda tile: f"{base}-{tile}" if tile and base else base


def name(base):
    return lambda tile: renamed(base, tile)


def search_name(row):
    return lambda tile: fold(renamed(row["name"], tile))[:200]


def email(base, tile):
    local, domain = base.split("@")
    return f"{local}.{tile}@{domain}" if tile else base


def user_search_name(row):
    def made(tile):
        address = email(row["email"], tile)
        # The line ends stand escaped, as COPY wants them.
        return searchable(renamed(row["name"], tile), "", address).replace("\n", "\\n")

    return made


def receipt(base, tile):
    """The proof of a vote, of the same length, with the tile in its last three characters."""
    size, digits = len(ALPHABET), []
    for _ in range(3):
        tile, digit = divmod(tile, size)
        digits.append(ALPHABET[digit])
    return base[:-3] + "".join(digits) if base else base


def hashed(base):
    """A secret that is stored as a hash: other first digits."""
    return lambda tile: f"{int(base[:8], 16) ^ tile:08x}{base[8:]}"


# How a column differs from tile to tile, from its row as a dictionary of texts.
VARIED = {
    (User, "name"): lambda row: name(row["name"]),
    (User, "email"): lambda row: lambda tile: email(row["email"], tile),
    (User, "search_name"): user_search_name,
    (District, "slug"): lambda row: slug(row["slug"]),
    (District, "name"): lambda row: lambda tile: f"{row['name']} {tile}",
    (Participant, "name"): lambda row: name(row["name"]),
    (Participant, "search_name"): search_name,
    (Referral, "name"): lambda row: name(row["name"]),
    (Referral, "search_name"): search_name,
    (AuditEvent, "district"): lambda row: slug(row["district"]),
    (VoteKey, "handle_hash"): lambda row: hashed(row["handle_hash"]),
    (VoteKey, "code_hash"): lambda row: hashed(row["code_hash"]),
    (VoteKey, "link_hash"): lambda row: hashed(row["link_hash"]),
}


class Tiled:
    """One table, of which `text` gives the rows of any tile, ready for COPY."""

    def __init__(self, model, rows, tiled):
        self.model, self.values = model, []
        fields = model._meta.concrete_fields
        moves = [self.moves(field, tiled) for field in fields]
        lines = []
        for row in rows:
            told = dict(zip([field.attname for field in fields], row, strict=True))
            cells = [self.cell(*each, told) for each in zip(fields, row, moves, strict=True)]
            lines.append("\t".join(cells) + "\n")
        self.template = "".join(lines)

    def moves(self, field, tiled):
        """Whether the number in this column is the key of a row that each tile has anew."""
        is_key = field.primary_key or field.name in POINTERS.get(self.model, ())
        return is_key or (field.is_relation and field.related_model in tiled)

    def cell(self, field, text, moves, row):
        """The text of one value, or a place in the template where its tile fills it in."""
        if text == EMPTY:
            return text
        if moves:
            self.values.append(int(text))
            return "%s"
        if isinstance(field, models.UUIDField):
            self.values.append(hashed(text))
            return "%s"
        if vary := VARIED.get((self.model, field.attname)):
            self.values.append(vary(row))
            return "%s"
        return text.replace("%", "%%")

    def text(self, tile):
        far = tile * STRIDE
        filled = [v + far if type(v) is int else v(tile) for v in self.values]
        return self.template % tuple(filled)


class Chain:
    """The votes: one chain through all tiles, so that `verify_votes` holds at every size."""

    model = CastVote

    def __init__(self, votes):
        self.votes = votes
        self.number, self.last = count(1), BEGIN

    def text(self, tile):
        return "".join(self.line(vote, tile) for vote in self.votes)

    def line(self, vote, tile):
        """The row of one vote; tiles must come in their order."""
        far = tile * STRIDE
        proof = receipt(vote.receipt, tile)
        self.length = next(self.number)
        match = vote.match
        key, by = (pk and pk + far for pk in (vote.key_id, vote.by_id))
        said = [vote.side, vote.question, vote.choice, vote.shares, vote.way]
        at = vote.cast_at.isoformat()
        of = [match.pk + far, match.participant_id + far, match.buddy_id + far]
        told = [self.length, *of, *said, key, by, proof, at, self.last]
        previous, self.last = self.last, sealed(told)
        row = {
            "id": vote.pk + far, "number": self.length, "match": of[0], "side": vote.side,
            "question": vote.question, "choice": vote.choice, "shares": vote.shares,
            "way": vote.way, "key_id": key, "by_id": by, "receipt": proof,
            "cast_at": at, "previous": previous, "hash": self.last,
        }  # fmt: skip
        cells = [row[field.name] for field in self.model._meta.concrete_fields]
        return "\t".join(EMPTY if cell is None else str(cell) for cell in cells) + "\n"
