"""How a vote stands now, in words for who cast it; without names, and never what they chose."""

from django.utils.translation import gettext_lazy as _

from participants.models.states import Side, State

SAID = {
    State.INTRODUCED: _("De kennismaking is afgesproken."),
    State.MET: _("Er is nog niets besloten. Wil je opnieuw stemmen? Vraag om een nieuwe code."),
    State.CHOSEN: _("De buddy denkt nog na."),
    State.AGREED: _("De buddy is klaar. Nu kijkt WIJ nog."),
    State.ACTIVE: _("Het gaat door. Jullie jaar is begonnen."),
    State.ENDED: _("Jullie tijd samen is klaar."),
    State.DECLINED: _("Het gaat niet door. We zoeken samen met jou verder."),
}


def standing(votes):
    """The sentences about the matches that these votes are about, each once."""
    return list(dict.fromkeys(line(vote.match) for vote in votes))


def line(found):
    """A sentence about where one match stands, and the reason where somebody had to give one."""
    match found.state, found.declined_by:
        case State.PROPOSED, _side:
            if found.picked_on:
                return _("De projectleider regelt nu een kennismaking."), ""
            return _("De projectleider weet het. Er is nog niets afgesproken."), ""
        case State.DECLINED, Side.WIJ:
            return _("WIJ zei nee. Het gaat niet door."), found.declined_why
        case State.DECLINED, Side.LEAD:
            return _("Het voorstel is ingetrokken. Het gaat niet door."), found.declined_why
        case State.DECLINED, Side.BUDDY:
            return _("De buddy zei nee. We zoeken samen met jou verder."), ""
    return SAID[found.state], ""
