"""Clusters: judgements hold, nothing merges behind one's back, and the order of adding does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generator import generate
from foedera.events import Entry, Judgement, Link
from foedera.merge import Clustering, Profile, blocks, cluster, link, merge, pairs, profile, rank
from foedera.merge.unions import Unions
from tests.merge.made import made

POOL = [
    profile(Entry(claim, told.report.id, told.report.published, told.report.publisher, told.report.id))
    for told in generate(500, seed=7)
    for claim in told.report.claims
][::2]
IDS = sorted(claim.id for claim in POOL)
BY_ID = {claim.id: claim for claim in POOL}
Judged = dict[tuple[str, str], Judgement]
some_claims = st.lists(st.sampled_from(POOL), min_size=2, max_size=30, unique_by=lambda claim: claim.id)
judged = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(["same", "different", "unsure"]),
    max_size=6,
)


def event_of(clustering: Clustering) -> dict[str, tuple[str, ...]]:
    return {claim: event for event in clustering.events for claim in event}


class Growing:
    """What a record does: keeps blocks and links, and clusters only what an addition touches."""

    def __init__(self) -> None:
        self.claims: dict[str, Profile] = {}
        self.members: dict[str, dict[str, str]] = {}
        self.links: dict[tuple[str, str], Link] = {}
        self.events: dict[str, tuple[str, ...]] = {}

    def add(self, claims: Iterable[Profile]) -> None:
        """Take claims in, with the links that they bring and those that they push out."""
        touched: set[str] = set()
        before: dict[str, set[tuple[str, str]]] = {}
        for claim in claims:
            self.claims[claim.id] = claim
            for key in blocks(claim):
                before.setdefault(key, pairs(key, self.members.get(key, {})))
                self.members.setdefault(key, {})[claim.id] = rank(claim)
        for key, old in before.items():
            now = pairs(key, self.members[key])
            touched |= set(self.members[key])
            for pair in now - old:
                found = link(self.claims[pair[0]], self.claims[pair[1]])
                if found is not None:
                    self.links[pair] = found
            for pair in old - now:
                common = set(blocks(self.claims[pair[0]])) & set(blocks(self.claims[pair[1]]))
                if not any(pair in pairs(other, self.members[other]) for other in common):
                    self.links.pop(pair, None)
        self._recluster(touched)

    def _recluster(self, touched: set[str]) -> None:
        unions = Unions(self.claims)
        for pair in self.links:
            unions.join(*pair)
        heads = unions.heads()
        again = {heads[claim] for claim in touched}
        for head in again:
            part = [claim for claim in self.claims if heads[claim] == head]
            inside = [found for pair, found in self.links.items() if heads[pair[0]] == head]
            done = cluster([self.claims[claim] for claim in part], inside, {})
            self.events.update(event_of(done))


@settings(max_examples=25)
@given(some_claims, st.data())
def test_adding_in_any_order_and_portion_gives_what_merging_at_once_gives(
    claims: list[Profile], data: st.DataObject
) -> None:
    whole = merge(claims)
    record = Growing()
    left = list(data.draw(st.permutations(claims)))
    while left:
        size = data.draw(st.integers(1, len(left)))
        record.add(left[:size])
        left = left[size:]
    assert record.links == {(found.left, found.right): found for found in whole.links}
    assert record.events == event_of(whole.clustering)


@settings(max_examples=25)
@given(some_claims, judged, st.randoms())
def test_the_order_of_claims_links_and_judgements_does_not_matter(
    claims: list[Profile], judgements: Judged, draw: object
) -> None:
    assert hasattr(draw, "shuffle")
    whole = merge(claims, judgements)
    links, given_ = list(whole.links), list(judgements.items())
    draw.shuffle(claims)
    draw.shuffle(links)
    draw.shuffle(given_)
    turned: Judged = {(right, left): judgement for (left, right), judgement in given_}
    assert cluster(claims, links, turned) == whole.clustering


@settings(max_examples=25)
@given(some_claims, judged)
def test_judgements_are_kept_and_can_be_taken_back(claims: list[Profile], judgements: Judged) -> None:
    whole = merge(claims, judgements)
    event = event_of(whole.clustering)
    assert sorted(claim for part in whole.clustering.events for claim in part) == sorted(claim.id for claim in claims)
    clashes = {
        (doubt.link.left, doubt.link.right) for doubt in whole.clustering.doubts if doubt.link.judgement == "same"
    }
    for (left, right), judgement in judgements.items():
        if left in event and right in event:
            together = event[left] == event[right]
            assert not together if judgement != "same" else together or clashes
    assert merge(claims, {}).clustering == cluster(claims, whole.links, {})


@settings(max_examples=25)
@given(some_claims)
def test_component_by_component_equals_all_at_once(claims: list[Profile]) -> None:
    whole = merge(claims)
    unions = Unions(claim.id for claim in claims)
    for found in whole.links:
        unions.join(found.left, found.right)
    heads = unions.heads()
    parts: list[tuple[str, ...]] = []
    for head in set(heads.values()):
        inside = [claim for claim in claims if heads[claim.id] == head]
        parts += cluster(inside, [found for found in whole.links if heads[found.left] == head], {}).events
    assert sorted(parts) == list(whole.clustering.events)


def exercise(**more: str) -> Profile:
    return profile(made("exercise", {"participant": "SRB CHN"}, **more))  # type: ignore[arg-type]


def events_of(
    claims: Sequence[Profile], judgements: Mapping[tuple[str, str], Judgement] | None = None
) -> set[frozenset[str]]:
    return {frozenset(event) for event in merge(claims, judgements).clustering.events}


def test_two_editions_do_not_merge_through_a_claim_that_fits_both() -> None:
    first = exercise(name="Iron Lynx", when="2030-06-02/2030-06-09")
    second = exercise(name="Iron Lynx", when="2031-06-02/2031-06-09")
    both = exercise(name="Iron Lynx", published="2031-01-15")
    alone = {frozenset({first.id, both.id}), frozenset({second.id, both.id})}
    found = events_of([first, second, both])
    assert not any({first.id, second.id} <= event for event in found)
    assert len(found & alone) <= 1
    doubts = merge([first, second, both]).clustering.doubts
    assert all(doubt.why for doubt in doubts)


def test_same_joins_what_would_stay_apart_and_taking_it_back_parts_it_again() -> None:
    left = exercise(name="Iron Lynx", when="2030-06-02")
    right = exercise(name="Iron Lynx", when="2031-06-02")
    pair = (min(left.id, right.id), max(left.id, right.id))
    apart = events_of([left, right])
    assert apart == {frozenset({left.id}), frozenset({right.id})}
    assert events_of([left, right], {pair: "same"}) == {frozenset({left.id, right.id})}
    assert events_of([left, right], {}) == apart


def test_different_and_unsure_part_whole_events() -> None:
    claims = [exercise(name="Iron Lynx", when="2030-06-02", published=f"2030-06-0{day}") for day in range(3, 8)]
    everybody = frozenset(claim.id for claim in claims)
    assert events_of(claims) == {everybody}
    for judgement in ("different", "unsure"):
        first, second = sorted(everybody)[:2]
        found = events_of(claims, {(first, second): judgement})
        assert not any({first, second} <= event for event in found)
        assert len(found) == 2


def test_judgements_that_clash_are_told() -> None:
    claims = sorted(
        (exercise(name="Iron Lynx", when=f"203{year}-06-02") for year in range(3)), key=lambda claim: claim.id
    )
    a, b, c = (claim.id for claim in claims)
    clustering = merge(claims, {(a, b): "same", (b, c): "same", (a, c): "different"}).clustering
    assert len(clustering.events) == 2
    assert [doubt.link.judgement for doubt in clustering.doubts] == ["same"]


def test_claims_that_one_report_tells_apart_do_not_merge_through_others() -> None:
    patrol = made(
        "exercise", {"participant": "CHN RUS"}, report="r1", when="2031-08-03/2031-08-09", activities="patrol"
    )
    drill = made("exercise", {"participant": "CHN RUS"}, report="r1", when="2031-08", activities="live firing")
    other = made("exercise", {"participant": "CHN RUS"}, report="r2", when="2031-08-03/2031-08-09")
    found = events_of([profile(patrol), profile(drill), profile(other)])
    assert not any({patrol.id, drill.id} <= event for event in found)


def test_a_crowd_of_reports_on_one_happening_is_one_event() -> None:
    crowd = [
        exercise(name="Iron Lynx", when="2031-06-02/2031-06-09", published=f"2031-{month:02}-{day:02}")
        for month in range(6, 12)
        for day in range(1, 29)
    ]
    merging = merge(crowd)
    assert len(merging.clustering.events) == 1
    assert len(merging.links) < len(list(combinations(crowd, 2))) / 2


def test_made_up_reports_come_together_as_they_should() -> None:
    truth: dict[str, str] = {}
    claims: list[Profile] = []
    for told in generate(600, seed=21):
        for claim, event in zip(told.report.claims, told.events, strict=True):
            truth[claim.id] = event
            claims.append(profile(Entry(claim, told.report.id, told.report.published, None, told.report.id)))
    clustering = merge(claims).clustering
    true: dict[str, set[str]] = {}
    for claim_id, happening in truth.items():
        true.setdefault(happening, set()).add(claim_id)
    precision = recall = 0.0
    for members in map(set, clustering.events):
        for claim_id in members:
            both = len(members & true[truth[claim_id]])
            precision += both / len(members)
            recall += both / len(true[truth[claim_id]])
    assert precision / len(truth) > 0.93
    assert recall / len(truth) > 0.78
