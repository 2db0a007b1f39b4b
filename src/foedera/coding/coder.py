"""Frames of one report's sentences become its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foedera.clock import ENDLESS, Clock
from foedera.codebook import Codebook
from foedera.coding.absences import Absences
from foedera.coding.actors import Actors
from foedera.coding.affirming import affirmed, is_promise
from foedera.coding.alongside import Alongside
from foedera.coding.at_home import between_states
from foedera.coding.avowals import only_owns_up, with_avowal
from foedera.coding.background import told, without_carriers
from foedera.coding.borrowed import BorrowedTimes
from foedera.coding.called_off import called_off, kept_up
from foedera.coding.charges import as_deed
from foedera.coding.civilians import are_others, is_in_ranks, is_relief_at_home
from foedera.coding.claimants import without_claimant
from foedera.coding.claims import to_claim
from foedera.coding.comers import without_comers
from foedera.coding.context import Context
from foedera.coding.continuing import Continued
from foedera.coding.contributors import with_contributors
from foedera.coding.denials import Denials
from foedera.coding.designations import with_whole_names
from foedera.coding.dividing import divided, with_whole_times
from foedera.coding.domestic import Domestic
from foedera.coding.drafts import Draft, Drafter, split_by
from foedera.coding.echoing import with_joining
from foedera.coding.editions import editions
from foedera.coding.effects import is_of_affecting, with_effect_apart
from foedera.coding.ellipsis import Gaps
from foedera.coding.encounters import meet_under_a_host
from foedera.coding.envoys import without_posts
from foedera.coding.exceptions import without_excepted
from foedera.coding.faint import apart, believed_at_home, is_of_terms, is_what_for, with_faint
from foedera.coding.formerly import without_former
from foedera.coding.freeing import is_only_let_go, let_go
from foedera.coding.gapping import gapped
from foedera.coding.gathering import gather
from foedera.coding.ground import turn_abroad
from foedera.coding.homonyms import as_told_before
from foedera.coding.inference import Inference
from foedera.coding.instalments import instalments
from foedera.coding.journeys import with_guest
from foedera.coding.kinship import without_relations
from foedera.coding.lists import with_all_items, with_all_partners, without_bringers, without_contents
from foedera.coding.naming import Naming
from foedera.coding.negated import is_of_none, without_negated
from foedera.coding.occasions import date_by_occasion, place_beside, place_by_occasion, place_by_speaker
from foedera.coding.pacts import as_members, bind_members, with_each
from foedera.coding.partners import (
    with_announcer,
    with_cosigner,
    with_doer,
    with_membership,
    with_other_side,
    with_partner,
)
from foedera.coding.people import People
from foedera.coding.places import Places
from foedera.coding.practised import with_practised, with_used
from foedera.coding.reference import References
from foedera.coding.remainder import Remainder
from foedera.coding.remote import leave_nowhere
from foedera.coding.repeats import without_repeats
from foedera.coding.respective import respective
from foedera.coding.rightness import is_sure_enough, weigh
from foedera.coding.sequels import start_after
from foedera.coding.sightings import is_no_meeting
from foedera.coding.somebody import Told, names_somebody
from foedera.coding.sources import Sources
from foedera.coding.spans import tidy
from foedera.coding.standing import brought_about, mark_declined, mark_under_way
from foedera.coding.subject import is_at_play, is_elsewhere, speaks_of_arms
from foedera.coding.taking_up import take_up
from foedera.coding.territory import of_land
from foedera.coding.timing import mark_endings, settle, with_days_of_others
from foedera.coding.turns import Turns
from foedera.coding.valued import as_valued, is_valued_elsewhere, with_owner_of_issue
from foedera.coding.watchers import with_watchers
from foedera.coding.whereabouts import place_by_others
from foedera.gazetteer import Gazetteer
from foedera.types import Claim, Frame, Report, Sentence

LEAST = 0.4
"""Least probability of being right, from which a claim is shown: where F1 on reports is about best."""


def code(  # noqa: PLR0913 - each is something that a caller may wish
    report: Report,
    sentences: tuple[Sentence, ...],
    codebook: Codebook,
    gazetteer: Gazetteer,
    *,
    least: float = LEAST,
    domestic: bool = False,
    inference: type[Inference] = Inference,
    clock: Clock = ENDLESS,
) -> tuple[Claim, ...]:
    """Return the claims of one report, in the order of their first evidence.

    Pure: the same report, codebook and gazetteer give the same claims.

    Args:
        sentences: The report's parsed sentences with their frames, in order.
        least: Least confidence of a claim, 0 to 1.
        domestic: Whether what happens inside a state counts, between its own people.
        inference: What fills the parts that are left open; another one notes what it does.
        clock: When to give up.

    Raises:
        LateError: It took too long.
    """
    if not any(sentence.frames for sentence in sentences) or (domestic and is_at_play(sentences)):
        return ()
    context = Context(report, sentences, gazetteer, codebook, clock)
    gathered, actors = happenings(context, domestic=domestic)
    if domestic:
        _settle_at_home(gathered, context, actors)
    else:
        # Learned on how states deal with each other: of robberies it knows nothing.
        context.of_conflict = weigh(gathered, context) and len(context.salient) > 1
    joined = with_each(gathered, context)
    if not domestic and not speaks_of_arms(sentences, context.mentions):
        joined = [draft for draft in joined if not codebook.types[draft.type].armed]
    likely = told((draft for draft in joined if is_sure_enough(draft, least, context)), context, domestic=domestic)
    named = [names_somebody(draft, context, actors, domestic=domestic) for draft in likely]
    acted = [draft for draft, somebody in zip(likely, named, strict=True) if somebody]
    if not domestic and is_elsewhere(sentences, (draft.score for draft in acted)):
        return ()
    sure = Told(acted, context)
    joined = [draft for draft, somebody in zip(likely, named, strict=True) if somebody or sure.goes_on(draft)]
    filling = inference(context, actors, acted, domestic=domestic)
    _complete(joined, gathered, filling, context, actors)
    if not domestic:
        filling.reconsider(joined)
        joined = without_comers(without_repeats(joined, context), context)
    claims = [claim for draft in joined if (claim := to_claim(draft, context, domestic=domestic)) is not None]
    if not domestic:
        claims = between_states(claims, context)
    claims.sort(key=lambda c: (c.evidence[0].start, c.triggers[0].start if c.triggers else 0))
    return tuple(_with_own_ids(claims))


def _settle_at_home(drafts: list[Draft], context: Context, actors: Actors) -> None:
    """Give those who act inside a state that state."""
    take_up(drafts, context)
    at_home = Domestic(context, actors)
    for draft in drafts:
        at_home.settle(draft)
    at_home.agree(drafts)


def _complete(joined: list[Draft], gathered: list[Draft], filling: Inference, context: Context, actors: Actors) -> None:
    """Fill what the drafts that become claims leave open; `gathered`: unsure ones too, which have names to give."""
    turns, times = Turns(context, actors), BorrowedTimes(context)
    remainder, places, sources = Remainder(context), Places(context), Sources(context, actors)
    for draft in joined:
        context.clock.check()
        times.complete(draft)
        date_by_occasion(draft, context)
        settle(draft, context)
        # Again, if its tense spoke against all its times: "a plan for 2027 was signed".
        date_by_occasion(draft, context)
        turns.complete(draft)
        sources.settle(draft)
        sources.add_faint(draft)
        sources.add_mouth_after(draft)
        remainder.complete(draft)  # before the parts: a place half marked goes before the host's country
        place_by_occasion(draft, context)
        place_by_speaker(draft, context)
        places.settle(draft)  # whose ground it is depends on what "there" means
        filling.complete(draft)
        sources.split_found(draft)
        places.complete(draft)
        place_beside(draft, context)
        places.settle(draft)
        turn_abroad(draft, context)
        meet_under_a_host(draft, context.codebook.types[draft.type], context)
        leave_nowhere(draft)
    with_days_of_others(joined, context)
    place_by_others(joined, context)
    start_after(joined, context)
    naming = Naming(context, gathered)
    for draft in joined:
        context.clock.check()
        naming.complete(draft)
        bind_members(draft, context)
        as_members(draft, context)


def happenings(context: Context, *, domestic: bool = False) -> tuple[list[Draft], Actors]:
    """Return a draft for every happening that a report may tell of, in order, and who acts in it.

    Args:
        domestic: Whether what happens inside a state counts; then of what the networks only half believe some types do,
            and who agrees to something tells of an agreement as well.
    """
    told, half_told, actors = mentions(context)
    if domestic:
        return gather(believed_at_home(told, half_told, context.codebook.types, LEAST), context, domestic=True), actors
    joined = gather(without_carriers(told, context), context)
    return with_faint(joined, half_told, context), actors


def mentions(context: Context) -> tuple[list[Draft], list[Draft], Actors]:
    """Return a draft for every frame of a report, in order, one for every faint frame, and who acts in it."""
    people = People(context)
    references = References(context, people)
    actors = Actors(context, people, references)
    sources = Sources(context, actors)
    references.speaker, references.quoted = sources.speakers.speaker_at, sources.speakers.quoted
    drafter = Drafter(context, actors)
    drafts: list[Draft] = []
    faint: list[Draft] = []
    for number, sentence in enumerate(context.sentences):
        context.clock.check()
        for frame in sorted(sentence.frames, key=lambda f: f.start):
            drafts += _drafts_of(frame, number, drafter, context)
        for frame in sorted(apart(sentence), key=lambda f: f.start):
            faint += _drafts_of(frame, number, drafter, context)
    for draft in (*drafts, *faint):
        context.clock.check()
        sources.complete(draft)
        mark_endings(draft, context)
        mark_under_way(draft, context)
        mark_declined(draft, context)
    drafts = as_told_before(drafts, context)
    drafts = with_watchers(Continued(context).told(Gaps(context, actors).filled(drafts, faint)), context)
    drafts = with_contributors(with_practised(drafts, context), context)
    drafts = Alongside(context, actors, people, sources.speakers.quoted).told(drafts)
    return Denials(context, actors).retold(Absences(context, actors).told(drafts)), faint, actors


def _drafts_of(frame: Frame, number: int, drafter: Drafter, context: Context) -> Iterator[Draft]:
    """Yield a draft for each happening that a frame of a sentence tells of."""
    sentence = context.sentences[number]
    frame = as_deed(sentence, of_land(sentence, frame, context.codebook), context.codebook)
    kind = context.codebook.types.get(frame.type)
    if (
        kind is None
        or is_what_for(sentence, frame, kind)
        or is_of_terms(sentence, frame)
        or is_of_none(sentence, frame, kind)
        or are_others(sentence, frame, kind)
        or is_no_meeting(sentence, frame, kind)
        or only_owns_up(sentence, frame, kind)
        or is_valued_elsewhere(sentence, frame, kind)
        or is_of_affecting(sentence, frame, kind)
    ):
        return
    tree = context.tree(number)
    if (
        is_promise(tree, frame, kind)
        or is_only_let_go(sentence, tree, frame, kind)
        or is_in_ranks(sentence, frame, kind, context.named[number])
    ):
        return
    if is_relief_at_home(frame, number, kind, context):
        return
    frame = brought_about(sentence, affirmed(sentence, tree, frame, kind))
    frame = let_go(sentence, tree, kept_up(sentence, tree, frame, kind))
    frame = without_claimant(sentence, without_relations(sentence, frame, kind, context.text), kind)
    frame = with_effect_apart(sentence, frame, kind)
    frame = with_owner_of_issue(sentence, as_valued(sentence, with_avowal(sentence, frame, kind), kind), kind)
    clean = without_former(sentence, tidy(sentence, with_joining(sentence, frame, kind), kind), kind, context.text)
    clean = with_used(sentence, with_whole_names(sentence, with_whole_times(sentence, clean)), kind)
    clean = without_contents(sentence, without_bringers(sentence, clean, kind), kind)
    clean = without_posts(sentence, clean, kind, context.text)
    whole = with_all_items(sentence, clean, kind, context.gazetteer)
    whole = without_negated(sentence, tree, without_excepted(sentence, whole, kind, context.text))
    whole = with_other_side(sentence, with_all_partners(sentence, with_cosigner(sentence, whole, kind), kind), kind)
    whole = with_doer(sentence, with_announcer(sentence, with_partner(sentence, whole, kind), kind), kind)
    whole = with_guest(sentence, with_membership(sentence, whole, kind), kind)
    parts = respective(sentence, tree, whole, kind) or divided(sentence, tree, whole, kind, context.codebook)
    if len(parts) == 1:
        frame = parts[0].frame
        parts = called_off(sentence, tree, frame, kind, context.codebook.grammar)
        parts = parts or gapped(sentence, frame, kind) or instalments(sentence, frame, kind)
        parts = parts or editions(sentence, tree, frame, kind, context.report.published)
    for part in parts:
        draft = drafter.draft(number, part.frame, is_cast=part.is_cast)
        if draft is not None:
            draft.others = list(part.others)
            draft.cells = [c for c in draft.cells if c.field != "when" or c.span not in part.elsewhere]
            yield from split_by(draft, kind.join.one_per, context.text)


def _with_own_ids(claims: list[Claim]) -> list[Claim]:
    """Number apart claims that would share an id."""
    seen: dict[str, int] = {}
    out = []
    for claim in claims:
        count = seen.get(claim.id, 0)
        seen[claim.id] = count + 1
        out.append(replace(claim, id=f"{claim.id}-{count + 1}") if count else claim)
    return out
