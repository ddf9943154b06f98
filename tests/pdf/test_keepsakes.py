"""The PDF says what the page says, is tagged for who listens, and tells nothing about anybody."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.urls import reverse
from pypdf import PdfReader

from kansrijk.audit.models import AuditEvent
from kansrijk.ui.pdf import fetcher
from tests import make
from tests.client import HouseClient
from tests.plans.test_keepsakes import days_ago, told_look


@pytest.fixture
def year(rania):
    make.consent(of=rania)
    return rania.trajectories.get()


@pytest.fixture
def client(noor):
    return HouseClient().wear(noor)


def read(answer):
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def words_of(text):
    """All words in order; hyphens at the end of a line and signs of lists are no words."""
    return re.findall(r"\w+", text)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pdf.pages)


def tags_of(pdf):
    """Every tag of the document in the order in which it is read, with its alternative text."""

    def below(element):
        element = element.get_object()
        if not isinstance(element, dict):
            return
        if "/S" in element:
            yield element["/S"], element.get("/Alt", "")
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from below(kid)

    return list(below(pdf.trailer["/Root"]["/StructTreeRoot"]))


def test_the_pdf_says_what_the_page_says(client, year):
    told_look(year)
    make.success(of=year, text="ik belde de corporatie", happened_on=year.started_on)

    found = words_of(text_of(read(client.get(address("reviews:pdf", year, "start")))))
    page = client.get(address("reviews:print", year, "start")).text
    sheet = re.sub(r"<svg.*?</svg>", " ", page[page.index('id="sheet">') + 11 :], flags=re.DOTALL)
    said = words_of(unescape(re.sub(r"<[^>]+>", " ", sheet[: sheet.index("</article>")])))

    assert [word for word in said if word not in found] == []
    assert "bladzijde 1 van" in " ".join(found)  # the style sheet was read
    assert " ".join(found).index("Ik belde zelf") > " ".join(found).index("In mijn woorden")


def address(name, year, *args):
    return reverse(name, args=[year.participant_id, *args])


def test_it_is_tagged_for_who_listens(client, year):
    told_look(year)
    pdf = read(client.get(address("reviews:pdf", year, "start")))
    root = pdf.trailer["/Root"]
    tags = tags_of(pdf)

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert [tag for tag, _ in tags if tag in ("/H1", "/H2")][:2] == ["/H1", "/H2"]
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= {tag for tag, _ in tags}
    figures = [words for tag, words in tags if tag == "/Figure"]
    assert all(figures)
    assert "Thuissituatie: begin 2, waar ik wil komen 4." in figures[0]


def test_neither_name_nor_title_tells_who_it_is(client, noor, year):
    told_look(year)
    answer = client.get(address("reviews:pdf", year, "start"))
    pdf = read(answer)

    assert answer["Content-Disposition"] == 'attachment; filename="kijkmoment.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert pdf.metadata.title == "Mijn kijkmoment"
    assert year.participant.first_name not in text_of(pdf)
    assert noor.user.name not in text_of(pdf)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.step, event.subject) == ("look", "save_pdf", "plans.review")


def test_the_year_is_a_pdf_too(client, year):
    told_look(year, held_on=days_ago(50))
    make.goal(of=year, opened_on=days_ago(40), ended_on=days_ago(3), ending="reached")

    answer = client.get(address("years:pdf", year) + "?vorm=ster")

    assert 'filename="jaar.pdf"' in answer["Content-Disposition"]
    text = " ".join(text_of(read(answer)).split())
    assert "Mijn jaar" in text
    assert "1 doel gelukt" in text
    assert "Ik belde zelf." in text


def test_words_in_other_scripts_and_long_words_stay_whole(client, year):
    found = make.review(of=year, finished=False)
    make.score(of=found, words="أريد بيتا هادئا 😀 " + "w" * 200 + " <b>x</b>")
    year.reviews.filter(pk=found.pk).update(state="finished")

    text = text_of(read(client.get(address("reviews:pdf", year, "start"))))

    assert text.replace("\n", "").count("w" * 20)
    assert "<b>x</b>" in text


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hostname", "http://127.0.0.1/", "static:../kansrijk/settings.py", "data:,x"],
)
def test_a_document_fetches_nothing_but_our_own(url):
    assert fetcher().fetch("static:pdf/paper.css")
    with pytest.raises((ValueError, SuspiciousFileOperation)):
        fetcher().fetch(url)
