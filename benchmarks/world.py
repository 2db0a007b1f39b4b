"""An invented history of real states: what happens between them, so that reports can be made up and held against it.

Everything is drawn from one seed. The words for names, goods and causes are this file's own; what merging knows of
translations is no part of it, and some of the names here are in no table anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foedera.gazetteer import load
from foedera.types import CellValue, Place, Quantity

FIRST_DAY = date(2012, 1, 1)
DAYS = 365 * 14

STATES = (
    "USA CHN RUS GBR FRA DEU IND TUR IRN JPN KOR AUS ITA POL UKR PAK SAU ARE EGY ISR SRB IDN VNM PHL THA BRA ZAF "
    "KAZ GRC ROU HUN NLD SWE NOR ESP CAN MEX NGA ETH KEN MAR DZA QAT IRQ AZE GEO ARM BLR BGR HRV MYS SGP MMR KHM "
    "LAO BGD LKA NPL MNG UZB TKM KGZ TJK FIN DNK EST LVA LTU CZE SVK AUT CHE PRT BEL IRL ALB MKD BIH MNE SVN CYP "
    "JOR KWT OMN BHR YEM SYR LBN SDN SSD TCD MLI NER SEN GHA CIV CMR AGO MOZ TZA UGA RWA ZMB ZWE ARG CHL PER COL "
    "VEN CUB NZL PNG FJI"
).split()
ADJECTIVES = tuple(
    tuple(row.split("/"))
    for row in (
        "Iron/Gvozdeni/Zhelezny Silent/Tihi/Tikhiy Golden/Zlatni/Zolotoy Northern/Severni/Severny "
        "Southern/Juzni/Yuzhny Brave/Hrabri/Khrabry Swift/Brzi/Bystry Red/Crveni/Krasny Peace/Mirni/Mirny "
        "Steel/Celicni/Stalnoy Joint/Zajednicki/Sovmestny Desert/Pustinjski/Pustynny Winter/Zimski/Zimny "
        "Blue/Plavi/Siniy Allied/Saveznicki/Soyuzny Friendly/Prijateljski/Druzhny"
    ).split()
)
NOUNS = tuple(
    tuple(row.split("/"))
    for row in (
        "Falcon/Soko/Sokol Eagle/Orao/Orel Shield/Stit/Shchit Sword/Mac/Mech Wolf/Vuk/Volk Storm/Oluja/Burya "
        "Guardian/Cuvar/Strazh Dawn/Zora/Zarya Lion/Lav/Lev River/Reka/Reka Brotherhood/Bratstvo/Bratstvo "
        "Sea/More/More Lynx/Ris/Rys Anvil/Nakovanj/Nakovalnya Compass/Kompas/Kompas Lantern/Fenjer/Fonar "
        "Bison/Bizon/Zubr Sentinel/Strazar/Chasovoy Trident/Trozubac/Trezubets Harvest/Zetva/Zhatva"
    ).split()
)
SUBJECTS = (
    "defence cooperation, free trade, visa-free travel, air services, a gas pipeline, nuclear energy, fisheries, "
    "mutual legal assistance, customs, railway construction, space research, intelligence sharing, cyber "
    "security, double taxation, agriculture, a currency swap, maritime boundaries, joint production of drones, "
    "health care, labour migration"
).split(", ")
ISSUES = (
    "human rights, missile tests, border fortifications, fishing in disputed waters, the jailing of journalists, "
    "steel tariffs, arms deliveries to rebels, the election law, cyber attacks, overflights, a new naval base, "
    "uranium enrichment, treatment of minorities, the dam upstream, a gas price rise"
).split(", ")
GOODS = (
    "armoured vehicles, field hospitals, generators, night-vision devices, demining equipment, patrol boats, "
    "ambulances, radios"
).split(", ")
ACTIVITIES = (
    "live firing, urban combat, boarding, air defence, mine clearance, river crossing, search and rescue"
).split(", ")
SYSTEM_KINDS = ("fighter, tank, air defence system, drone, frigate, helicopter, howitzer, missile, radar").split(", ")
GIVEN = (
    "Aldo Boris Cara Dario Elin Farid Goran Hana Ivo Jana Karim Lena Milo Nadia Omar Petra Qasim Rosa Stefan Tara "
    "Viktor Yuna Zoran"
).split()
SURNAMES = (
    "Abadi Brandt Castell Dimov Eriks Farkas Gruber Hadzic Ibarra Janda Kovar Lund Marek Novotny Okoro Petrak "
    "Quist Rados Sorel Tamm Ulvik Varga Wendt Yilmazer Zeman"
).split()
SYSTEMS = (
    "S-400, HQ-22, FK-3, Rafale, J-10, F-16, T-90, Leopard 2, HIMARS, Bayraktar TB2, CH-92A, Caesar, NASAMS, Su-35"
).split(", ")
"""Systems that the gazetteer knows; others are invented."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One true event."""

    id: str
    type: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    """Role and codes of those who play it."""
    start: date
    end: date
    names: tuple[str, ...] = ()
    """What it is called in several languages; the first is usual."""
    place: Place | None = None
    fields: tuple[tuple[str, CellValue], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    """Code and name of the persons who act for a state."""
    group: str | None = None
    """The series or deal it belongs to."""


class World:
    """Happenings drawn from a seed, in no particular order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a reproducible world, not a secret
        self._gazetteer = load()
        self._count = 0
        self._taken: set[tuple[str, ...]] = set()
        codes = [code for code in STATES if code in set(self._gazetteer.state_codes)]
        self._random.shuffle(codes)
        self._codes = codes
        self._weights = [1.0 / (place + 4) for place in range(len(codes))]
        self._people = {code: [self._person() for _ in range(4)] for code in codes}
        self._places = {code: self._places_of(code) for code in codes}
        self._systems = self._systems_of()

    def name(self, code: str) -> str:
        """Return a state's usual name."""
        return self._gazetteer.state(code).name

    def happenings(self) -> Iterator[Happening]:
        """Yield events without end: single ones, and the steps of series and deals one after another."""
        makers: list[tuple[Callable[[], Iterator[Happening]], float]] = [
            (self._series, 1.0),
            (self._deal, 2.5),
            (self._paper, 2.5),
            (self._meeting, 5.0),
            (self._aid, 1.5),
            (self._stay, 1.2),
            (self._sanction, 0.8),
            (self._position, 3.0),
            (self._drill, 1.5),
            (self._course, 1.0),
            (self._ties, 0.5),
        ]
        while True:
            make = self._random.choices([maker for maker, _ in makers], [weight for _, weight in makers])[0]
            yield from make()

    def _new(
        self, kind: str, sides: dict[str, tuple[str, ...]], start: date, end: date | None = None, **more: object
    ) -> Happening:
        self._count += 1
        return Happening(f"t{self._count:06}", kind, tuple(sides.items()), start, end or start, **more)  # type: ignore[arg-type]

    def _states(self, count: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[self._random.choices(self._codes, self._weights)[0]] = None
        return tuple(found)

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._random.randrange(DAYS))

    def _person(self) -> str:
        return f"{self._random.choice(GIVEN)} {self._random.choice(SURNAMES)}" + self._random.choice(
            ("", "ov", "sen", "i", "as")
        )

    def _places_of(self, code: str) -> list[Place]:
        """Return the capital and invented places around it."""
        capital = next(iter(self._gazetteer.state(code).capitals), self.name(code))
        known = self._gazetteer.place(capital, code)
        lat, lon = (known.lat, known.lon) if known and known.lat is not None and known.lon is not None else (0.0, 0.0)
        around = [
            Place(
                f"{self._random.choice(SURNAMES)}{ending}",
                code,
                round(lat + self._random.uniform(-3, 3), 2),
                round(lon + self._random.uniform(-3, 3), 2),
            )
            for ending in ("grad", "ville", " Range")
        ]
        return [Place(capital, code, lat, lon), *around]

    def _systems_of(self) -> list[tuple[str, str]]:
        """Return designations and kinds: some that the gazetteer knows, some invented."""
        systems = [(name, system.kind) for name in SYSTEMS if (system := self._gazetteer.system(name))]
        for _ in range(60):
            letters = "".join(self._random.choices("ABDKMNPQRSTVXZ", k=self._random.choice((1, 2, 2, 3))))
            systems.append((f"{letters}-{self._random.randrange(2, 900)}", self._random.choice(SYSTEM_KINDS)))
        return systems

    def _series(self) -> Iterator[Happening]:
        """A yearly exercise with a name."""
        states = self._states(self._random.choice((2, 2, 2, 3, 4, 9)))
        adjective, noun = self._random.choice(ADJECTIVES), self._random.choice(NOUNS)
        names = tuple(f"{a} {b}" for a, b in zip(adjective, noun, strict=True))
        month, first = self._random.randrange(1, 13), self._random.randrange(2012, 2024)
        self._count += 1
        group = f"s{self._count}"
        for edition in range(self._random.choice((1, 1, 2, 3, 5, 8))):
            start = date(first + edition, month, self._random.randrange(1, 20))
            host = states[edition % 2]
            yield self._new(
                "exercise",
                {"participant": states, "host": (host,)},
                start,
                start + timedelta(days=self._random.randrange(3, 15)),
                names=(*(f"{name}-{start.year}" if self._random.random() < 0.5 else name for name in names),),
                place=self._random.choice(self._places[host][1:]),
                group=group,
                fields=(
                    ("edition", edition + 1),
                    ("activities", self._random.choice(ACTIVITIES)),
                    ("domain", self._random.choice(("land", "naval", "air"))),
                ),
            )

    def _drill(self) -> Iterator[Happening]:
        """An exercise without a name of its own."""
        states, start = self._states(2), self._day()
        yield self._new(
            "exercise",
            {"participant": states, "host": (states[0],)},
            start,
            start + timedelta(days=self._random.randrange(1, 8)),
            place=self._random.choice(self._places[states[0]]),
            fields=(("activities", self._random.choice(ACTIVITIES)),),
        )

    def _deal(self) -> Iterator[Happening]:
        """One system from one state to another: talks, order, deliveries and service, not always all."""
        (supplier, recipient), (system, kind) = self._states(2), self._random.choice(self._systems)
        number = Quantity(self._random.choice((2, 4, 6, 8, 12, 18, 24, 36, 50, 100)))
        day = self._day()
        self._count += 1
        group = f"d{self._count}"
        for stage in ("negotiation", "order", "delivery", "in service"):
            if self._random.random() < 0.65:
                fields: tuple[tuple[str, CellValue], ...] = (
                    ("stage", stage),
                    ("equipment", kind),
                    ("quantity", number),
                )
                yield self._new(
                    "transfer",
                    {"supplier": (supplier,), "recipient": (recipient,)},
                    day,
                    names=(system,),
                    fields=fields,
                    group=group,
                )
            day += timedelta(days=self._random.randrange(60, 700))

    def _paper(self) -> Iterator[Happening]:
        parties, subject, day = (
            self._states(self._random.choice((2, 2, 2, 3))),
            self._random.choice(SUBJECTS),
            self._day(),
        )
        self._count += 1
        group = f"p{self._count}"
        for stage in ("negotiation", "signed", "ratified"):
            if stage == "signed" or self._random.random() < 0.3:
                yield self._new(
                    "agreement",
                    {"party": parties},
                    day,
                    group=group,
                    fields=(("subject", subject), ("stage", stage)),
                    place=self._places[parties[0]][0] if stage == "signed" else None,
                )
            day += timedelta(days=self._random.randrange(40, 400))

    def _meeting(self) -> Iterator[Happening]:
        (guest, host), day = self._states(2), self._day()
        rank = self._random.randrange(4)
        people = ((guest, self._people[guest][rank]), (host, self._people[host][self._random.choice((rank, rank, 0))]))
        level = ("head of state", "head of government", "minister", "military")[rank]
        yield self._new(
            "meeting",
            {"visitor": (guest,), "host": (host,)},
            day,
            day + timedelta(days=self._random.randrange(3)),
            people=people,
            place=self._places[host][0],
            fields=(("level", level), ("mode", "visit"), ("topics", self._random.choice(SUBJECTS))),
        )

    def _aid(self) -> Iterator[Happening]:
        donor, recipient = self._states(2)
        value = Quantity(self._random.choice((5, 10, 20, 45, 100, 250, 500)) * 1e6, None, None, None, "USD")
        fields: tuple[tuple[str, CellValue], ...] = (("item", self._random.choice(GOODS)), ("value", value))
        yield self._new("aid", {"donor": (donor,), "recipient": (recipient,)}, self._day(), fields=fields)

    def _stay(self) -> Iterator[Happening]:
        """Troops come and go."""
        (actor, host), start = self._states(2), self._day()
        forces = self._random.choice(("infantry", "warships", "fighter jets", "engineers", "air defence troops"))
        self._count += 1
        group = f"b{self._count}"
        for stage, day in (
            ("arrival", start),
            ("withdrawal", start + timedelta(days=self._random.randrange(200, 900))),
        ):
            yield self._new(
                "deployment",
                {"actor": (actor,), "host": (host,)},
                day,
                place=self._random.choice(self._places[host]),
                group=group,
                fields=(("stage", stage), ("forces", forces)),
            )

    def _course(self) -> Iterator[Happening]:
        (teacher, pupil), start = self._states(2), self._day()
        subject = self._random.choice(
            ("pilots", "demining", "snipers", "military police", "field medicine", "naval cadets")
        )
        yield self._new(
            "training",
            {"provider": (teacher,), "trainee": (pupil,)},
            start,
            start + timedelta(days=self._random.randrange(10, 90)),
            fields=(("subject", subject),),
        )

    def _sanction(self) -> Iterator[Happening]:
        actor, target = self._states(2)
        fields: tuple[tuple[str, CellValue], ...] = (
            ("issue", self._random.choice(ISSUES)),
            ("stage", self._random.choice(("imposed", "lifted"))),
        )
        yield self._new("sanction", {"actor": (actor,), "target": (target,)}, self._day(), fields=fields)

    def _position(self) -> Iterator[Happening]:
        actor, target = self._states(2)
        kind, issue = self._random.choice(("oppose", "support", "concern", "demand")), self._random.choice(ISSUES)
        if (kind, actor, target, issue) not in self._taken:  # a position is held once, however often it is told
            self._taken.add((kind, actor, target, issue))
            yield self._new(kind, {"actor": (actor,), "target": (target,)}, self._day(), fields=(("issue", issue),))

    def _ties(self) -> Iterator[Happening]:
        parties, start, domain = (
            self._states(2),
            self._day(),
            self._random.choice(("military", "economic", "political")),
        )
        if ("relations", *sorted(parties), domain) not in self._taken:
            self._taken.add(("relations", *sorted(parties), domain))
            fields = (("domain", domain), ("trend", self._random.choice(("deepening", "strained"))))
            yield self._new("relations", {"party": parties}, start, start + timedelta(days=300), fields=fields)
