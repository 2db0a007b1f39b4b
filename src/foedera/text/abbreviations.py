"""Words that bear on where a sentence ends, as written in English reports."""

from __future__ import annotations

BEFORE_NAME = frozenset(
    """mr mrs ms messrs mx dr prof rev fr hon st ste mt ft sen rep reps gov pres sec amb min del gen lt col maj
    capt cmdr cdr comdr cpl sgt pvt pfc adm radm vadm brig brig-gen maj-gen lt-gen lt-col wg sqn flt insp supt
    det spc sr.lt ret messieurs mme mlle hrh hms vs v cf viz approx ca""".split()
)
"""Titles and the like: a name or number always follows."""

BEFORE_ANY = frozenset("vs v cf viz approx ca spc".split())
"""Those of them that are written small."""

BEFORE_NUMBER = frozenset(
    "no nos art arts sec secs fig figs ch p pp vol par para paras rs ver op nr abs eq tab".split()
)
"""The stop is an abbreviation's only before a number."""

MONTHS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)

WITH_STOP = frozenset(
    """inc ltd corp co bros llc plc jr sr esq etc al dept div univ assn intl natl govt est ave blvd rd u.s u.k u.n
    e.u d.c a.m p.m am pm b.c a.d ph.d m.d b.a m.a u.s.a u.a.e d.p.r.k p.r.c r.o.c e.g i.e mil mln bn tn km kg
    lb lbs oz sq cu min max avg rpt i.e e.g""".split()
)
"""Abbreviations that may end a sentence: the next word decides."""

STARTERS = frozenset(
    """A An The This That These Those There Here He She It They We I You His Her Its Their Our My Your In On At By
    For From To With Within Without Under Over After Before Since Until During While When Where What Who Why How
    As If Although Though Because Unless But And Or Nor Yet So However Moreover Meanwhile Instead Still Then
    Thus Therefore Both Each Every Either Neither Some Many Most Several Few All Any No None Not One Two Three
    Four Five Six Seven Eight Nine Ten Such Other Others Another More Less Only Even Also Once Again Now Later
    Earlier Today Yesterday Tomorrow Last Next According Asked Among Amid Against Despite Given Following
    Besides Between Beyond Across Along Around About Like Unlike Nevertheless Nonetheless Finally First Second
    Third Having Being Speaking Citing Officials Analysts Experts Critics Is Are Was Were Has Have Had Do Does
    Did Will Would Can Could Should May Might Must Let Please""".split()
)
"""Capitalised words that begin sentences and hardly ever names."""

SPEECH = frozenset(
    """said says asked asks told tells wrote writes added adds replied replies declared declares announced insisted
    argued claimed demanded wondered quipped joked remarked noted observed explained stressed warned cried
    shouted tweeted posted exclaimed mused continued concluded answered inquired responded""".split()
)
