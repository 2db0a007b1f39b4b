"""Lists, profiles and numbers: every number leads to exactly what it counts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.record.making import claim_in, report_of
from tests.web.record.making import links, words
from tests.web.server.making import FIRST, THIRD, served

PAGES = (
    "/",
    "/events",
    "/events?year=2022",
    "/claims",
    "/saved",
    "/actors",
    "/actors/SRB",
    "/pairs/SRB/CHN",
    "/publishers",
    "/publisher?name=Danube+Review",
    "/publisher",
    "/reports",
    "/forecasts",
    "/forecasts/scores",
    "/timeline",
    "/map",
    "/network",
    "/balance",
    "/balance?subject=SRB&among=CHN,RUS",
    "/balance?subject=SRB&left_out=1",
    "/search?q=Hebei",
    "/search?q=%21",
    f"/events/e-{FIRST}",
    "/events/e-c-r-evil-exercise-occurred",
)


def counted(page: str) -> int:
    """Return how many events a list says that it has."""
    found = re.search(r'class="count[^"]*"[^>]*>\s*([\d,]+) event', page)
    assert found, "the list says how many there are"
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize(
    "path",
    [
        "/actors/SRB",
        "/actors/CHN",
        "/pairs/SRB/CHN",
        "/pairs/RUS/SRB",
        "/publishers",
        "/publisher?name=Belgrade+Courier",
    ],
)
def test_every_number_of_events_leads_to_as_many_events(reader: TestClient, path: str) -> None:
    shown = reader.get(path).text
    numbers = 0
    for link in links(shown):
        told = re.search(r": (\d+)(?: events?)?$", link.label) or re.match(r"\d{4}: (\d+) events?", link.text)
        number = told or (None if link.label else re.fullmatch(r"([\d,]+)(?: ?events?)?", link.text))
        if link.href.startswith("/events?") and number:
            numbers += 1
            assert counted(reader.get(link.href).text) == int(number[1].replace(",", "")), link.href
    assert numbers > 0


def test_every_facet_leads_to_as_many_events_as_it_says(reader: TestClient) -> None:
    shown = reader.get("/events").text
    facets = re.findall(r'<li><a href="(/events[^"]+)"[^>]*>.*?<span class="n">([\d,]+)</span>', shown, flags=re.DOTALL)
    assert len(facets) > 10
    for href, number in facets:
        assert counted(reader.get(href.replace("&amp;", "&")).text) == int(number), href


def test_every_number_of_a_balance_leads_to_its_events(reader: TestClient) -> None:
    shown = reader.get("/balance?subject=SRB&among=CHN,RUS").text
    cells = [link for link in links(shown) if "power=" in link.href]
    assert len(cells) >= 3
    for cell in cells:
        behind = reader.get(cell.href.partition("#")[0]).text
        told = re.search(r'id="behind"[^>]*>.*?: (\d+) event', behind, flags=re.DOTALL)
        assert told
        assert f": {told[1]} event" in cell.text
        assert behind.count('class="lead what"') == int(told[1])


@pytest.mark.parametrize("path", ["/queue", "/events", "/claims", "/reports", "/forecasts", "/publishers", "/balance"])
def test_the_navigation_leads_to_every_list_and_shows_which_is_open(reader: TestClient, path: str) -> None:
    """Reports are not shown as publishers."""
    page = reader.get(path).text
    assert re.findall(r'<a href="(/\w+)" aria-current="page">', page) == [path]
    assert f'<a href="{path}">' in reader.get("/").text


def test_filters_are_shown_and_can_be_taken_away(reader: TestClient) -> None:
    shown = reader.get("/events?country=SRB&country=CHN&type=exercise&since=2020&conflicts=").text
    chips = {
        link.text.removeprefix("Take away: ").rstrip(" ×"): link.href
        for link in links(shown)
        if link.text.endswith("×")
    }
    assert list(chips) == ["Serbia", "China", "exercise", "since 2020"]
    assert "country=CHN" in chips["Serbia"]
    assert "country=SRB" not in chips["Serbia"]


@pytest.mark.parametrize(
    ("order", "first"), [("when", "transfer"), ("-when", "exercise"), ("-voices", "exercise"), ("-claims", "exercise")]
)
def test_events_are_ordered_as_asked(reader: TestClient, order: str, first: str) -> None:
    shown = reader.get(f"/events?order={order}&country=CHN").text
    assert re.findall(r'class="sub"><span class="type g-\w+">(\w+)<', shown)[0] == first


def test_what_cannot_be_asked_is_told(reader: TestClient) -> None:
    for path in (
        "/events?order=password",
        "/events?since=soon",
        "/actors/Atlantis",
        "/forecasts?state=late",
        "/balance?subject=SRB&by=hour",
        "/forecasts?today=soon",
    ):
        answer = reader.get(path)
        assert answer.status_code == 400, path
        assert "Traceback" not in answer.text
    assert reader.get("/events/e-nothing").status_code == 404


def test_lists_beyond_their_end_and_without_a_hit_say_so(reader: TestClient) -> None:
    assert "No more events" in reader.get("/events?offset=500").text
    assert "No event fits all of these filters" in reader.get("/events?type=sanction").text
    assert "holds nothing on Japan" in reader.get("/actors/JPN").text
    assert "No event in which both take part" in reader.get("/pairs/JPN/SRB").text


def test_a_name_leads_to_the_address_of_its_code(reader: TestClient) -> None:
    assert reader.get("/actors/serbia").headers["location"] == "/actors/SRB"
    assert reader.get("/pairs/serbia/China").headers["location"] == "/pairs/SRB/CHN"
    assert reader.get("/pairs?left=Serbia&right=China").headers["location"] == "/pairs/SRB/CHN"


def test_pages_go_forth_and_back(reader: TestClient) -> None:
    first = reader.get("/events?limit=2").text
    onward = next(link.href for link in links(first) if link.text == "Next")
    second = reader.get(onward).text
    assert {link.href for link in links(first) if "/events/e-" in link.href}.isdisjoint(
        link.href for link in links(second) if "/events/e-" in link.href
    )
    assert "Previous" in second


def test_the_list_of_a_year_comes_as_a_file(reader: TestClient) -> None:
    answer = reader.get("/events.csv?year=2022&country=SRB")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert [(row["type"], row["when"]) for row in rows] == [("transfer", "2022")]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_that_a_report_says_becomes_markup(reader: TestClient, path: str) -> None:
    shown = reader.get(path)
    assert shown.status_code == 200
    for evil in ("<script>alert", "<img src=x", "<svg onload", "<b onmouseover", 'href="javascript:'):
        assert evil not in shown.text.lower()
    assert not re.search(r'<[^<>]+\s(style|on\w+)="', re.sub(r'="[^"]*"', '=""', shown.text))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events",
        "/claims",
        "/saved",
        "/actors",
        "/actors/SRB",
        "/pairs/SRB/CHN",
        "/publishers",
        "/publisher?name=X",
        "/reports",
        "/forecasts",
        "/forecasts/scores",
        "/timeline",
        "/map",
        "/network",
        "/balance",
        "/balance?subject=SRB",
        "/search?q=x",
    ],
)
def test_an_empty_record_has_something_to_say_everywhere(nothing: TestClient, path: str) -> None:
    shown = nothing.get(path)
    assert shown.status_code == 200
    assert 'class="empty"' in shown.text or path in ("/", "/search?q=x")
    assert path != "/" or "Read the made-up reports" in shown.text


def test_made_up_reports_never_mix_with_real_ones(reader: TestClient) -> None:
    assert reader.post("/demo").status_code == 400


def test_a_word_for_who_tells_of_it_and_an_id_lead_where_they_should(reader: TestClient) -> None:
    assert reader.get(f"/search?q=e-{THIRD}").headers["location"].startswith("/events/e-")
    assert reader.get("/search?q=Serbia").text.count('href="/actors/SRB"') == 1
    found = reader.get("/search?q=%22Peace+Guardian%22").text
    assert "<mark>Peace Guardian</mark>" in found
    assert "Hebei Post" in words(found)
    assert "No report holds these words" in reader.get("/search?q=zzzz").text


def test_the_page_of_an_actor_and_its_profile_for_programs_do_not_mix(client: TestClient) -> None:
    for page, api in (("/actors/SRB", "/api/actors/SRB"), ("/pairs/SRB/CHN", "/api/pairs?left=SRB&right=CHN")):
        assert client.get(page).status_code == 200
        assert "total" in client.get(api).json()
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/map?country=SRB", "/publisher?name=Hebei+Post"])
def test_every_file_that_a_page_offers_can_be_had(reader: TestClient, path: str) -> None:
    offered = re.findall(r'<li><a href="([^"]+)" download>', reader.get(path).text)
    for href in offered:
        answer = reader.get(href.replace("&amp;", "&"))
        assert answer.status_code == 200, href
        assert answer.content, href
    assert offered or path in ("/", "/saved", "/publisher", "/balance", "/search?q=%21")


def test_a_file_holds_exactly_what_the_page_shows(reader: TestClient) -> None:
    page = reader.get("/events?country=SRB&type=agreement").text
    rows = list(
        csv.DictReader(
            io.StringIO(reader.get("/api/events?country=SRB&type=agreement&format=csv").content.decode("utf-8-sig"))
        )
    )
    assert len(rows) == counted(page) == 2
    assert all(f"/events/{row['id']}" in page for row in rows)


def test_the_first_page_tells_when_an_event_without_a_date_was_reported(tmp_path: Path) -> None:
    text = "Serbia and Russia hold talks on an agreement."
    talk = claim_in("r-talk", text, type_="agreement", parties=("RUS", "SRB"))
    with served(tmp_path, report_of("r-talk", text, "2024-03-07", "Moscow Wire", talk)) as (client, _):
        shown = words(client.get("/").text)
    assert "reported 7 March 2024" in shown
    assert "no date" not in shown
