from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from kansrijk.audit.diagram import diagram
from kansrijk.audit.models import AuditEvent
from kansrijk.audit.steps import StepRefused
from participants.models import Match
from participants.models.states import State
from plans.models import Obstacle, Review
from tests import make

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def agreed(noor):
    return make.match(to=noor.user.buddy, state=State.AGREED)


def test_a_step_leaves_one_line_with_its_name(agreed, wouter):
    agreed.approve(by=wouter)

    event = AuditEvent.objects.get()
    assert (event.step, event.subject_id, event.actor_id) == ("approve", agreed.pk, wouter.user_id)
    assert event.fields == ["started_on", "state"]


@pytest.mark.parametrize("who", ["noor", "lies", "bea", "tess"])
def test_only_wij_approves(who, agreed, request):
    with pytest.raises(PermissionDenied):
        agreed.approve(by=request.getfixturevalue(who))

    agreed.refresh_from_db()
    assert agreed.state == State.AGREED
    assert not AuditEvent.objects.exists()


def test_a_stale_page_reads_how_it_stands_now(agreed, wouter):
    stale = Match.objects.get(pk=agreed.pk)
    agreed.approve(by=wouter)

    with pytest.raises(StepRefused, match="gestart"):
        stale.refuse(by=wouter, why="Te laat")


def test_a_refused_step_changes_nothing(agreed, wouter):
    with pytest.raises(Exception, match="Schrijf op waarom"):
        agreed.refuse(by=wouter, why="")

    agreed.refresh_from_db()
    assert agreed.state == State.AGREED
    assert not AuditEvent.objects.exists()


def test_the_diagram_in_docs_is_made_from_the_code():
    assert diagram(Match) in (DOCS / "matches.md").read_text()
    assert diagram(Obstacle) in (DOCS / "obstacles.md").read_text()
    assert diagram(Review) in (DOCS / "reviews.md").read_text()
