"""Numbers in reports: how many of what, how much in which currency, and how sure the report is of the number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from foedera.text.numberwords import (
    CURRENCY_CODES,
    GLUED_SCALES,
    GROUPS,
    HEDGES,
    LETTER_SYMBOLS,
    MONEY,
    ORDINAL_SCALES,
    ORDINAL_UNITS,
    QUALIFIERS,
    SCALES,
    SMALL,
    SUFFIX_QUALIFIERS,
    SYMBOLS,
    TENS,
)
from foedera.types import Quantity

_TOKEN = re.compile(
    r"[0-9]{1,3}(?:[,\u00a0\u202f'’][0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?|"
    r"[A-Za-z.]{0,4}[$¥]|[€£₹₨₩₽₺₴₫฿₱₪₦₵₸₼₾֏៛₭₮%+&]|[^\W\d_]+(?:\.[^\W\d_]+)*|[-–—,;:()]"
)
_ORDINAL_FIGURES = re.compile(r"([0-9]{1,6})(?:st|nd|rd|th)\b")
_DOTTED_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_FIGURES = "0123456789"
_LONGEST_FIGURES = 18
_LONGEST_PHRASE = 400
_UNIT_WORDS = 3
_LINKS = frozenset({"to", "and", "or", "-", "–", "—"})
_DROPPED_FROM_UNIT = frozenset(
    "of the more additional further other new extra odd strong a an its their such so-called".split()
)
_UNIT_ENDS = frozenset(
    "in on at by to from for with and or who which that were was are is had has have will would as including worth "
    "per over under of after before during than into against near".split()
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    printed: str
    glued: bool
    """No space stands before it."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with the position after it."""

    number: Decimal
    after: int
    scaled: bool
    """A word for a thousand or more multiplied it."""


def parse_quantity(phrase: str) -> Quantity | None:
    """Return the first number that a phrase gives, None where it gives none ("dozens", "several hundred").

    `qual` is one of the contract's five; "fewer than" counts as `up to`. `unit` is the noun after the number as
    printed, without the names and nationalities before it; whose they are (`of`) is left to the caller.

    Example:
        >>> parse_quantity("about 1,331 Cambodian troops")
        Quantity(n=1331, qual='about', of=None, unit='troops', currency=None)
        >>> parse_quantity("US$ 1.2 million").currency, parse_quantity("nearly three dozen").n
        ('USD', 36)
    """
    found = parse_quantities(phrase)
    return found[0] if found else None


def parse_quantities(phrase: str) -> list[Quantity]:
    """Return every number that a phrase gives, in order; both ends of a range, and the members of a list.

    What stands once for all of them (scale, currency, unit, the word before a range) goes to each.

    Example:
        >>> [(found.n, found.unit) for found in parse_quantities("30,000 to 35,000 troops")]
        [(30000, 'troops'), (35000, 'troops')]
    """
    reader = _Reader(_cut(phrase[:_LONGEST_PHRASE]))
    found: list[tuple[Quantity, _Amount]] = []
    index = 0
    linked = False
    while index < len(reader.tokens):
        read = reader.quantity(index)
        if read is None:
            linked = reader.text(index) in _LINKS and bool(found) and found[-1][1].after == index
            index += 1
            continue
        quantity, amount = read
        if linked:
            found[-1] = _share(found[-1], quantity, amount)
        found.append((quantity, amount))
        index = max(amount.after, index + 1)
        linked = False
    return _share_units([quantity for quantity, _ in found])


def parse_ordinal(phrase: str) -> int | None:
    """Return the number of the first ordinal of a phrase, in figures or words; None without one.

    Example:
        >>> parse_ordinal("the seventh"), parse_ordinal("11th"), parse_ordinal("twenty-first"), parse_ordinal("seven")
        (7, 11, 21, None)
    """
    folded = phrase[:_LONGEST_PHRASE].casefold()
    figures = _ORDINAL_FIGURES.search(folded)
    if figures:
        return int(figures[1])
    total = 0
    for word in re.findall(r"[^\W\d_]+", folded):
        if word in ORDINAL_UNITS:
            return total + ORDINAL_UNITS[word]
        if word in ORDINAL_SCALES:
            return max(1, total) * ORDINAL_SCALES[word]
        if word in TENS or word in SMALL:
            total += TENS.get(word, SMALL.get(word, 0))
        elif word in ("hundred", "thousand"):
            total = max(1, total) * (100 if word == "hundred" else 1000)
        elif word != "and":
            total = 0
    return None


class _Reader:
    """Reads quantities from the tokens of one phrase."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens

    def text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].glued

    def quantity(self, index: int) -> tuple[Quantity, _Amount] | None:
        """Read one number with the words around it."""
        qualifier, index = self._qualifier(index)
        while self.text(index) in HEDGES:
            index += 1
        currency, start = self._currency_before(index)
        amount = self._amount(start, money=currency is not None)
        if amount is None or (self.text(index) in LETTER_SYMBOLS and start > index and not amount.scaled):
            return None
        after = amount.after
        if currency is None:
            currency, after = self._currency_after(after)
        suffix, after = self._suffix(after)
        unit, end = (None, after) if currency else self._unit(after)
        if suffix is None and unit:
            suffix, end = self._suffix(end)
        number = int(amount.number) if amount.number == amount.number.to_integral_value() else float(amount.number)
        return Quantity(number, suffix or qualifier, None, unit, currency), replace(amount, after=after)

    def _qualifier(self, index: int) -> tuple[str | None, int]:
        found = None
        while True:
            size = next(
                (size for size in (5, 4, 3, 2, 1) if tuple(self.texts(index, size)) in QUALIFIERS),
                0,
            )
            if not size:
                return found, index
            found = found or QUALIFIERS[tuple(self.texts(index, size))]
            index += size

    def texts(self, index: int, size: int) -> list[str]:
        return [self.text(position) for position in range(index, index + size)]

    def _suffix(self, index: int) -> tuple[str | None, int]:
        start = index + (self.text(index) == "-")
        for wording, qualifier in SUFFIX_QUALIFIERS.items():
            if tuple(self.texts(start, len(wording))) == wording:
                return qualifier, start + len(wording)
        return None, index

    def _currency_before(self, index: int) -> tuple[str | None, int]:
        text = self.text(index)
        if text in SYMBOLS:
            after = index + 1
            after += self.text(after) == "." and self.text(after - 1) == "rs"
            return SYMBOLS[text], after
        if text in ("us", "u.s", "usd") and self.text(index + 1) == "$":
            return "USD", index + 2
        if text.upper() in CURRENCY_CODES and self.tokens[index].printed.isupper():
            return text.upper(), index + 1
        if text in LETTER_SYMBOLS and self.glued(index + 1) and self.text(index + 1)[:1].isdigit():
            return LETTER_SYMBOLS[text], index + 1
        return None, index

    def _currency_after(self, index: int) -> tuple[str | None, int]:
        start = index + (self.text(index) in ("-", "of"))
        if (
            start < len(self.tokens)
            and self.text(start).upper() in CURRENCY_CODES
            and (self.tokens[start].printed.isupper())
        ):
            return self.text(start).upper(), start + 1
        if self.text(start) in ("€", "£", "$", "₽", "kč", "zł"):
            return SYMBOLS[self.text(start)], start + 1
        for words in (3, 2, 1, 0):
            noun = self.text(start + words)
            if noun not in MONEY:
                continue
            default, by_adjective = MONEY[noun]
            adjective = " ".join(self.texts(start, words)).rstrip(".")
            if words == 0 and self.text(start + 1) == "sterling":
                return "GBP", start + 2
            if words == 0 or adjective in by_adjective:
                return by_adjective.get(adjective, default), start + words + 1
        return None, index

    def _amount(self, index: int, *, money: bool) -> _Amount | None:
        """Read a number in figures or words with its scales."""
        text = self.text(index)
        if text in ("a", "an") and self._is_counting_noun(index + 1):
            return self._scaled(Decimal(1), index + 1, money=money)
        if text in ("half", "quarter"):
            return self._fraction(index)
        if text in GROUPS and not text.endswith("s") and index == 0:
            return self._scaled(Decimal(1), index, money=money)
        figures = self._figures(index)
        if figures is not None:
            return self._scaled(figures, index + 1, money=money)
        words = self._words(index)
        return self._scaled(Decimal(words[0]), words[1], money=money) if words else None

    def _is_counting_noun(self, index: int) -> bool:
        text = self.text(index)
        return text == "hundred" or text in SCALES or text in GROUPS or text == "half"

    def _figures(self, index: int) -> Decimal | None:
        text = self.text(index)
        if text[:1] not in _FIGURES or not text or len(text) > _LONGEST_FIGURES:
            return None
        if self._in_name(index):
            return None
        plain = re.sub(r"[,\u00a0\u202f'’]", "", text)
        following = self.text(index + 1)
        if _DOTTED_THOUSANDS.fullmatch(plain) and following not in SCALES and following not in GLUED_SCALES:
            plain = plain.replace(".", "")
        return Decimal(plain)

    def _in_name(self, index: int) -> bool:
        """Tell the figures of a name ("Su-35", "K2", "2S1") from a count."""
        before, after = self.text(index - 1), self.text(index + 1)
        if self.glued(index + 1) and after[:1].isalpha() and after not in SCALES and after not in GLUED_SCALES:
            return True
        if index == 0 or not self.glued(index):
            return False
        if before == "-":
            return self.glued(index - 1) and not self.text(index - 2)[:1].isdigit()
        money = before in SYMBOLS or before in LETTER_SYMBOLS or before.upper() in CURRENCY_CODES
        return before[:1].isalpha() and not money

    def _words(self, index: int) -> tuple[int, int] | None:
        """Read a number in words below a thousand: "twenty-four", "a hundred and twenty" without its "a"."""
        total = current = 0
        start = index
        while True:
            text = self.text(index)
            if text in SMALL and (
                current % 100 == 0 or (current % 10 == 0 and SMALL[text] < 10 and current % 100 >= 20)
            ):
                current += SMALL[text]
            elif text in TENS and current % 100 == 0:
                current += TENS[text]
            elif text == "hundred" and 0 < current < 100:
                current *= 100
            else:
                break
            total, index = current, index + 1
            joins = self.text(index) == "-" or (self.text(index) == "and" and current % 100 == 0)
            if joins and (self.text(index + 1) in SMALL or self.text(index + 1) in TENS):
                index += 1
        if index > start and self.text(index - 1) in ("-", "and"):
            index -= 1
        return (total, index) if index > start else None

    def _scaled(self, number: Decimal, index: int, *, money: bool) -> _Amount | None:
        """Multiply by the scales that follow, adding lower parts ("two thousand three hundred")."""
        scaled = False
        if self.text(index) == "and" and self.texts(index + 1, 2) == ["a", "half"]:
            number, index = number + Decimal("0.5"), index + 3
        for _ in range(4):
            start = index + (self.text(index) == "-")
            text = self.text(start)
            if text in SCALES:
                number, index, scaled = number * SCALES[text], start + 1, True
                number, index = self._lower_part(number, index, SCALES[text])
            elif text in GLUED_SCALES and (self.glued(start) or money) and self._ends_word(start):
                number, index, scaled = number * GLUED_SCALES[text], start + 1, True
            elif text == "hundred":
                number, index = number * 100, start + 1
                number, index = self._lower_part(number, index, 100)
            elif text in GROUPS:
                number, index = number * GROUPS[text], start + 1 + (self.text(start + 1) == "of")
            else:
                break
        return _Amount(number, index, scaled)

    def _ends_word(self, index: int) -> bool:
        """Tell the m of "$301 m" from that of metres: money only, or written to the figures."""
        return self.text(index + 1) not in ("$", "€")

    def _lower_part(self, number: Decimal, index: int, scale: int) -> tuple[Decimal, int]:
        """Read the "three hundred and fifty" of "two thousand three hundred and fifty"."""
        start = index + (self.text(index) == "and")
        words = self._words(start)
        if words is None or words[0] >= scale or self.text(words[1]) in SCALES:
            return number, index
        return number + words[0], words[1]

    def _fraction(self, index: int) -> _Amount | None:
        """Read "half a million", "half a dozen", "a quarter of a million"."""
        part = Decimal("0.5") if self.text(index) == "half" else Decimal("0.25")
        start = index + 1
        while self.text(start) in ("-", "of", "a", "an"):
            start += 1
        if start == index + 1 or not (self.text(start) in SCALES or self.text(start) in GROUPS):
            return None
        return self._scaled(part, start, money=False)

    def _unit(self, index: int) -> tuple[str | None, int]:
        """Read the noun after a number as printed: the plain words after names and nationalities."""
        if self.texts(index, 2) == ["per", "cent"] or self.text(index) == "%":
            size = 1 if self.text(index) == "%" else 2
            return " ".join(self.texts(index, size)), index + size
        words: list[str] = []
        position = index
        for position in range(index, min(index + 8, len(self.tokens))):
            token = self.tokens[position]
            named = token.printed[:1].isupper() or token.printed[:1].isdigit() or self._joined_to_name(position)
            if not words and (named or token.text in _DROPPED_FROM_UNIT or token.text == "-"):
                continue
            if named or token.text in _UNIT_ENDS or not token.text[:1].isalpha() or len(words) == _UNIT_WORDS:
                break
            if tuple(self.texts(position, 2)) in SUFFIX_QUALIFIERS:
                break
            words.append(token.printed)
        else:
            position = min(index + 8, len(self.tokens))
        return " ".join(words) or None, position

    def _joined_to_name(self, index: int) -> bool:
        """Tell the "class" of "Virginia-class boats", which belongs to the name."""
        return self.text(index - 1) == "-" and self.glued(index) and self.tokens[index - 2].printed[:1].isupper()


def _cut(phrase: str) -> list[_Token]:
    tokens, last = [], 0
    for match in _TOKEN.finditer(phrase):
        tokens.append(_Token(match[0].casefold(), match[0], match.start() == last))
        last = match.end()
    return tokens


def _share(first: tuple[Quantity, _Amount], second: Quantity, amount: _Amount) -> tuple[Quantity, _Amount]:
    """Give the start of a range the currency and scale that only its end prints ("1.5 to 2 billion euros")."""
    quantity, own = first
    number = quantity.n
    if amount.scaled and not own.scaled and number < 1000 and second.n >= 1000:
        scale = max(scale for scale in SCALES.values() if second.n >= scale)
        number = number * scale
    return replace(
        quantity, n=int(number) if number == int(number) else number, currency=quantity.currency or second.currency
    ), own


def _share_units(found: list[Quantity]) -> list[Quantity]:
    """Give numbers without a noun of their own the noun after the last of them."""
    unit = next((quantity.unit for quantity in reversed(found) if quantity.unit), None)
    qualifier = found[0].qual if found else None
    return [
        replace(
            quantity,
            unit=quantity.unit or (None if quantity.currency else unit),
            qual=quantity.qual or (qualifier if len(found) > 1 and qualifier == "about" else None),
        )
        for quantity in found
    ]
