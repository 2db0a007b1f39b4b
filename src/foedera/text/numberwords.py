"""The words of numbers and money."""

from __future__ import annotations

SMALL: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS: dict[str, int] = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES: dict[str, int] = {
    "thousand": 10**3,
    "thousands": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "milliard": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "crore": 10**7,
    "crores": 10**7,
    "lakh": 10**5,
    "lakhs": 10**5,
}
"""What multiplies all that stands before it."""
GLUED_SCALES: dict[str, int] = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
"""Short scales, read only behind a currency sign ("$301 m") or written to the figures ("€14.8m")."""
GROUPS: dict[str, int] = {"dozen": 12, "dozens": 12, "score": 20, "pair": 2, "couple": 2, "trio": 3, "quartet": 4}
"""Nouns that stand for a number after "a" or another number."""
ORDINAL_UNITS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), start=2
    )
}
ORDINAL_SCALES: dict[str, int] = {"hundredth": 100, "thousandth": 1000}

QUALIFIERS: dict[tuple[str, ...], str] = {
    tuple(wording.split()): qualifier
    for qualifier, wordings in {
        "about": "about|around|some|roughly|approximately|approx|circa|an estimated|estimated|in the region of|"
        "in the order of|something like|a total of about",
        "over": "more than|over|above|upwards of|in excess of|well over|just over|a little over|slightly more than|"
        "greater than|exceeding",
        "nearly": "nearly|almost|close to|closer to|just under|just short of|not quite|virtually",
        "up to": "up to|as many as|as much as|at most|no more than|not more than|a maximum of|fewer than|less than|"
        "under|below|to a maximum of",
        "at least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum",
    }.items()
    for wording in wordings.split("|")
}
"""Words before a number; those of several words are tried first."""
SUFFIX_QUALIFIERS: dict[tuple[str, ...], str] = {
    ("or", "so"): "about",
    ("or", "thereabouts"): "about",
    ("odd",): "about",
    ("or", "more"): "at least",
    ("at", "least"): "at least",
    ("at", "most"): "up to",
    ("plus",): "over",
    ("+",): "over",
}
HEDGES = frozenset({"another", "further", "additional", "all", "the", "other", "these", "its", "their", "only", "just"})
"""Words that may stand before a number and change nothing in it."""

SYMBOLS: dict[str, str] = {
    "us$": "USD",
    "u.s.$": "USD",
    "usd$": "USD",
    "$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "cdn$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "f$": "FJD",
    "fj$": "FJD",
    "r$": "BRL",
    "j$": "JMD",
    "tt$": "TTD",
    "g$": "GYD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "cn¥": "CNY",
    "rmb¥": "CNY",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
    "₨": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₫": "VND",
    "฿": "THB",
    "₱": "PHP",
    "₪": "ILS",
    "₦": "NGN",
    "₵": "GHS",
    "₸": "KZT",
    "₼": "AZN",
    "₾": "GEL",
    "֏": "AMD",
    "zł": "PLN",
    "kč": "CZK",
    "rmb": "CNY",
    "sdr": "XDR",
    "k$": "USD",
    "៛": "KHR",
    "₭": "LAK",
    "₮": "MNT",
}
"""Signs before (a few also after) an amount, folded."""
LETTER_SYMBOLS: dict[str, str] = {"r": "ZAR", "p": "PHP"}
"""Single letters that are a currency only where a scale follows ("R211m", "P18.9-billion")."""

CURRENCY_CODES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BHD BIF BND BOB BRL BTN BWP BYN CAD CDF CHF CLP CNY COP "
    "CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VES VND VUV WST XAF XDR XOF XPF YER ZAR ZMW ".split()
)

_MONEY = """
dollar dollars = USD; us u.s american=USD australian=AUD canadian=CAD new-zealand=NZD hong-kong=HKD
    singapore=SGD taiwan=TWD taiwanese=TWD new-taiwan=TWD fiji=FJD fijian=FJD jamaican=JMD
    namibian=NAD liberian=LRD brunei=BND guyanese=GYD
euro euros = EUR;
pound pounds = GBP; british=GBP sterling=GBP egyptian=EGP lebanese=LBP syrian=SYP sudanese=SDG
    south-sudanese=SSP
sterling = GBP;
yen = JPY;
yuan renminbi = CNY;
won = KRW; south-korean=KRW korean=KRW north-korean=KPW
rouble roubles ruble rubles = RUB; russian=RUB belarusian=BYN
rupee rupees = INR; indian=INR pakistani=PKR pakistan=PKR nepali=NPR nepalese=NPR sri-lankan=LKR
    mauritian=MUR seychellois=SCR
rupiah rupiahs = IDR;
ringgit ringgits = MYR;
baht = THB;
dong = VND;
riel riels = KHR;
kip = LAK;
kyat kyats = MMK;
taka takas = BDT;
rufiyaa = MVR;
ngultrum = BTN;
afghani afghanis = AFN;
tugrik tugriks togrog = MNT;
tenge = KZT;
som soms = KGS; kyrgyz=KGS uzbek=UZS
sum sums soum = UZS;
somoni = TJS;
manat manats = AZN; azerbaijani=AZN turkmen=TMT
lari = GEL;
dram drams = AMD;
hryvnia hryvnias hryvnya hryvnyas = UAH;
leu lei = RON; romanian=RON moldovan=MDL
lev leva = BGN;
lek leks = ALL;
denar denars = MKD;
dinar dinars = ; serbian=RSD iraqi=IQD kuwaiti=KWD jordanian=JOD algerian=DZD tunisian=TND
    libyan=LYD bahraini=BHD macedonian=MKD
zloty zlotys zlotych = PLN;
forint forints = HUF;
crown crowns koruna korunas = CZK; czech=CZK swedish=SEK danish=DKK norwegian=NOK icelandic=ISK
krona kronor kronas = SEK; swedish=SEK icelandic=ISK
krone kroner = ; danish=DKK norwegian=NOK
franc francs = ; swiss=CHF cfa=XOF west-african-cfa=XOF central-african-cfa=XAF congolese=CDF
    rwandan=RWF djiboutian=DJF guinean=GNF burundian=BIF comorian=KMF
mark marks = ; german=DEM deutsche=DEM convertible=BAM bosnian=BAM
lira liras = TRY; turkish=TRY
shekel shekels = ILS;
riyal riyals = SAR; saudi=SAR qatari=QAR omani=OMR yemeni=YER iranian=IRR
rial rials = IRR; iranian=IRR omani=OMR yemeni=YER
dirham dirhams = AED; emirati=AED uae=AED moroccan=MAD
peso pesos = ; mexican=MXN philippine=PHP filipino=PHP argentine=ARS chilean=CLP colombian=COP
    cuban=CUP uruguayan=UYU dominican=DOP
real reais reals = BRL;
sol soles = PEN;
boliviano bolivianos = BOB;
guarani guaranis = PYG;
bolivar bolivars bolívares = VES;
quetzal quetzals quetzales = GTQ;
lempira lempiras = HNL;
cordoba cordobas = NIO;
gourde gourdes = HTG;
rand rands = ZAR;
naira nairas = NGN;
cedi cedis = GHS;
shilling shillings = ; kenyan=KES ugandan=UGX tanzanian=TZS somali=SOS
birr = ETB;
kwanza kwanzas = AOA;
kwacha kwachas = ; zambian=ZMW malawian=MWK
metical meticals meticais = MZN;
pula = BWP;
ariary = MGA;
ouguiya ouguiyas = MRU;
dalasi dalasis = GMD;
kina = PGK;
"""


def _read_money(table: str) -> dict[str, tuple[str | None, dict[str, str]]]:
    """Return for each noun its currency alone and those of the adjectives before it."""
    money = {}
    for line in table.replace("\n    ", " ").strip().splitlines():
        nouns, _, rest = line.partition("=")
        default, _, adjectives = rest.partition(";")
        codes = {
            name.replace("-", " "): code for pair in _pairs(adjectives) for names, code in [pair] for name in names
        }
        for noun in nouns.split():
            money[noun] = (default.strip() or None, codes)
    return money


def _pairs(adjectives: str) -> list[tuple[list[str], str]]:
    """Split "us american=USD australian=AUD": names without a code share the next one."""
    pairs: list[tuple[list[str], str]] = []
    names: list[str] = []
    for word in adjectives.split():
        name, equals, code = word.partition("=")
        names.append(name)
        if equals:
            pairs.append((names, code))
            names = []
    return pairs


MONEY = _read_money(_MONEY)
"""Noun -> its currency where nothing more is said (None where that is unclear), and by the adjective before it."""
