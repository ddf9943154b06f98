import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.values.text import check, fold, has_bsn, has_refused, tidy

BSN = "111222333"  # passes the eleven-test; given out to nobody


@pytest.mark.parametrize(
    "kept", ["Özgür 😀", "رانيا", "ጸሃይ", "e\u0301", "می\u200cخواهم", "a\nb\tc"]
)
def test_every_script_and_emoji_stay(kept):
    check(tidy(kept))


@pytest.mark.parametrize(
    "refused", ["a\0b", "a\x1bb", "\u202eabc", "\u2066x", chr(0xD800), "\ufffd"]
)
def test_broken_and_misleading_characters_are_refused(refused):
    with pytest.raises(ValidationError, match="onzichtbaar of kapot"):
        check(refused)


@given(st.text())
def test_tidy_text_stays_tidy(typed):
    assert tidy(tidy(typed)) == tidy(typed)


@given(st.text().filter(lambda typed: not has_refused(typed)))
def test_folding_twice_changes_nothing(typed):
    assert fold(fold(typed)) == fold(typed)


@pytest.mark.parametrize(
    ("name", "found"),
    [("Özgür", "ozgur"), ("Çiğdem", "cigdem"), ("Renée", "renee"), ("İ", "i"), ("A  b", "a b")],
)
def test_names_are_found_without_their_accents(name, found):
    assert fold(name) == found


@pytest.mark.parametrize(
    "typed",
    [
        BSN,
        f"bsn {BSN}.",
        f"bsn.{BSN}",
        f"ja,{BSN}",
        "1112.22.333",
        "111 222 333",
        "111-222-333",
        "111/222/333",
        "111\u00a0222  333",
        "111\n222\n333",
        "kamer 10 111 222 333",
        "12345672",
    ],
)
def test_a_bsn_is_noticed(typed):
    assert has_bsn(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "123456789",
        "NL91ABNA0417164300",
        "0612345678",
        "€ 111222,33",
        "2026-11-21",
        "21-11-2026",
        "",
    ],
)
def test_other_numbers_are_left_alone(typed):
    assert not has_bsn(typed)
