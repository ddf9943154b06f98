from django.urls import include, path

from participants.views import (
    board,
    consents,
    intake,
    keys,
    matches,
    offers,
    proposals,
    referrals,
    stressors,
    votes,
)

match_pages = [
    path("", board.board, name="board"),
    path("lijst/", matches.match_list, name="list"),
    path("<int:pk>/", matches.match_detail, name="detail"),
    path("<int:pk>/afspreken/", matches.match_introduce, name="introduce"),
    path("<int:pk>/kennisgemaakt/", matches.match_meet, name="meet"),
    path("<int:pk>/intrekken/", matches.match_withdraw, name="withdraw"),
    path("<int:pk>/beeindigen/", matches.match_end, name="end"),
    path("<int:pk>/afwijzen/", matches.match_refuse, name="refuse"),
]
proposal_pages = [
    path("", proposals.proposal_list, name="list"),
    path("kaart/", proposals.proposal_add, name="add"),
]
offer_pages = [
    path("", offers.offer_detail, name="detail"),
    path("kennisgemaakt/", offers.offer_meet, name="meet"),
]
vote_pages = [  # the participant's own pages, without signing in
    path("", votes.code, name="code"),
    path("vraag/", votes.answer, name="answer"),
    path("bewijs/", votes.receipt, name="receipt"),
    path("<str:token>/", votes.link, name="link"),
]
referral_pages = [
    path("", referrals.referral_list, name="list"),
    path("nieuw/", referrals.referral_add, name="add"),
    path("<int:pk>/", referrals.referral_detail, name="detail"),
    path("<int:pk>/wijzigen/", referrals.referral_edit, name="edit"),
    path("<int:pk>/uitnodigen/", referrals.referral_invite, name="invite"),
    path("<int:pk>/aannemen/", referrals.referral_accept, name="accept"),
    path("<int:pk>/afwijzen/", referrals.referral_decline, name="decline"),
    path("<int:pk>/intrekken/", referrals.referral_withdraw, name="withdraw"),
]
intake_pages = [
    path("", intake.intake_overview, name="overview"),
    path("gegevens/", intake.intake_person, name="person"),
    path("huishouden/", intake.intake_household, name="household"),
    path("woont-samen/", intake.intake_housemate, name="housemate"),
    path("stress/", stressors.stressor_list, name="stressors"),
    path("stress/<int:stressor>/", stressors.stressor_edit, name="stressor"),
    path("stress/<int:stressor>/verplaatsen/", stressors.stressor_move, name="move"),
    path("stress/<int:stressor>/weghalen/", stressors.stressor_remove, name="remove"),
    path("wens/", intake.intake_wish, name="wish"),
    path("buddy/", intake.intake_preference, name="preference"),
    path("toestemmingen/", consents.consent_list, name="consents"),
    path("toestemmingen/<slug:kind>/", consents.consent_ask, name="consent"),
    path("toestemmingen/<slug:kind>/intrekken/", consents.consent_withdraw, name="withdraw"),
]
key_pages = [
    path("koppelingen/<int:pk>/stemcode/", keys.match_key, name="match"),
    path("koppelingen/<int:pk>/stemcode/intrekken/", keys.match_revoke, name="match_revoke"),
    path("koppelingen/<int:pk>/papieren-kaart/", keys.match_paper, name="match_paper"),
    path("deelnemers/<int:pk>/stemcode/", keys.cards_key, name="cards"),
    path("deelnemers/<int:pk>/stemcode/intrekken/", keys.cards_revoke, name="cards_revoke"),
    path("deelnemers/<int:pk>/papieren-kaart/", keys.cards_paper, name="cards_paper"),
]

urlpatterns = [
    path("", include((key_pages, "keys"))),
    path("koppelingen/", include((match_pages, "matches"))),
    path("deelnemers/<int:pk>/buddy-zoeken/", include((proposal_pages, "proposals"))),
    path("voorstel/<int:pk>/", include((offer_pages, "offers"))),
    path("stem/", include((vote_pages, "votes"))),
    path("weg/", votes.away, name="away"),
    path("aanmeldingen/", include((referral_pages, "referrals"))),
    path("deelnemers/<int:pk>/kennismaking/", include((intake_pages, "intake"))),
]
