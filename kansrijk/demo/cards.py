"""What buddies show of themselves to a participant who looks at cards."""

from datetime import timedelta

from buddies.models import Card
from kansrijk.demo.texts import TEXTS, Deck

NO_CARD = {("oost", 9), ("zuid", 4)}
NOT_YET = {("west", 5)}  # wrote a card and did not agree to show it
FULL = {("west", 0)}  # whom everybody looks at first
AFTER = 20  # days after the training


def add_card(story, key, helper):
    """Add the card of most who help now; some show a part, and the first name is always there."""
    buddy, dice = helper.buddy, story.dice("card", *key)
    if key in NO_CARD or buddy.left_on or not buddy.trained_on:
        return
    shows = [True] * 4 if key in FULL else [dice.random() < 0.8 for _ in range(4)]
    likes = Deck(dice, TEXTS["likes"])
    agreed_on = min(buddy.trained_on + timedelta(days=AFTER), story.today)
    story.add(
        Card,
        buddy=buddy,
        lived=dice.choice(TEXTS["lived"][helper.themes[0]]) if shows[0] else "",
        likes=f"{likes.deal()} {likes.deal()}" if shows[1] else "",
        shows_languages=shows[2],
        shows_themes=shows[3],
        agreed_on=None if key in NOT_YET else agreed_on,
    )
