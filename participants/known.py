"""Who may be known already, and what a lead may hear of that."""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from participants.models.referrals import known_like

LETTERS = str.maketrans("0123456789", "ghijklmnop")  # no digits that look like a BSN


@dataclass(frozen=True)
class Known:
    """People who may be the same person, as far as this lead may know."""

    files: list  # participants whose file this lead may open
    referrals: list  # open referrals that this lead may open
    is_here: bool  # somebody else where this lead works, whom this lead may not open
    is_elsewhere: bool  # somebody in another district: never which, never who
    mark: str  # tells the same people from others, without saying who they are

    def __bool__(self):
        return bool(self.files or self.referrals or self.is_here or self.is_elsewhere)


def seen(people, hat):
    return list(people.visible_to(hat).select_related("district").order_by("pk"))


def known_to(hat, name, birth_year, *, besides=None):
    """Look in all districts for somebody with this name and year of birth (see known_like)."""
    found, own = known_like(name, birth_year, besides=besides), hat.district_id
    rows = [list(people.values_list("pk", "district_id")) for people in found]
    files, referrals = (seen(people, hat) for people in found)
    opened = [{each.pk for each in people} for people in (files, referrals)]
    hidden = [where for seen, all_of in zip(opened, rows, strict=True)
              for pk, where in all_of if pk not in seen]  # fmt: skip
    mark = salted_hmac("kansrijk.known", str([sorted(pks) for pks in rows]), algorithm="sha256")
    return Known(
        files,
        referrals,
        is_here=any(own in (None, where) for where in hidden),
        is_elsewhere=any(own not in (None, where) for where in hidden),
        mark=mark.hexdigest()[:16].translate(LETTERS),
    )
