"""The words of an obstacle: its states, its causes, and how soon somebody must answer."""

from django.db import models


class Stuck(models.TextChoices):
    KEPT = "kept", "blijft bij jullie"
    NEW = "new", "nieuw"
    SEEN = "seen", "gezien"
    WORKING = "working", "bezig"
    SOLVED = "solved", "opgelost"
    CANNOT = "cannot", "kan niet"
    WITHDRAWN = "withdrawn", "niet meer nodig"


WITH_WIJ = [Stuck.NEW, Stuck.SEEN, Stuck.WORKING]
OVER = [Stuck.SOLVED, Stuck.CANNOT, Stuck.WITHDRAWN]


class MayKnow(models.TextChoices):
    """What the participant says when asked whether WIJ may know."""

    YES = "yes", "ja"
    UNNAMED = "unnamed", "ja, zonder naam"
    NO = "no", "nee"


class Cause(models.TextChoices):
    BENEFIT_WAIT = "allowance", "wachten op toeslag"
    DEBT_WAIT = "debt_help", "wachten op schuldhulp"
    INCOME = "income", "uitkering of inkomen"
    SEIZURE = "seizure", "beslag, boete of deurwaarder"
    HOUSING = "housing", "wonen of uit huis moeten"
    ENERGY = "energy", "energie of water"
    CARE_WAIT = "care", "wachten op zorg of hulp"
    CHILDCARE = "children", "kinderopvang of school"
    LANGUAGE = "language", "taal of tolk"
    DIGITAL = "digital", "computer, DigiD of formulieren"
    PAPERS = "papers", "verblijf, diploma of papieren"
    WORK = "work", "werk of opleiding"
    OTHER = "other", "iets anders"


class Urgency(models.TextChoices):
    NORMAL = "normal", "gewoon"
    SOON = "soon", "deze week"
    URGENT = "urgent", "spoed"


ANSWER_DAYS = {Urgency.NORMAL: 5, Urgency.SOON: 2, Urgency.URGENT: 1}  # working days
