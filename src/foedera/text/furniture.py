"""Recognising what surrounds a report's own sentences: captions, link lists, credits, signatures, boilerplate."""

from __future__ import annotations

import re

_PICTURE = (
    r"(?:file\s+)?(?:photo(?:graph)?s?|image|picture|pic|video|illustration|graphic|infographic|map|chart|screenshot"
    r"|screengrab|caption|fig(?:ure|\.)(?:\s*+\d++)?|cover\s+photo|featured\s+image|(?:photo|image)\s+credit"
    r"|photo\s+caption)"
)
_AGENCY = r"(?:handout|file|getty(?:\s+images)?|pool|afp|reuters|ap|epa)"
_RELATED = r"related(?:\s+(?:articles?|stories|news|posts?|topics?|links?|content))?"
_CAPTION = re.compile(
    rf"[(\[]?\s*(?:{_PICTURE}\s*(?::|/|\||©|\s[-–—]\s|\bby\b|\bcourtesy\b|\bcredit\b|\bvia\b)"
    r"|(?:photo|image|video)s?\s*\([^)]*\)\s*:"
    r"|file\s*+(?:photo\s*+)?[-–—:]\s|\[\s*\d+\s*(?:/|of)\s*\d+\s*\]"
    r"|(?:in\s+)?this\s+(?:file\s+|handout\s+|undated\s+)?(?:photo|picture|image|video\s+grab|satellite\s+image)\b"
    r"[^.]{0,60}\b(?:shows?|taken|released|provided|made\s+available|dated))",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"(?:[(\[][^()\[\]]{0,60}\b(?:photo|image|handout|getty|afp|ap\s+photo|reuters|epa|xinhua|tass|via|file)\b"
    rf"[^()\[\]]{{0,40}}[)\]]|/\s*{_AGENCY}(?:\s+photo)?|\bpurchase\s+licensing\s+rights"
    rf"|(?:(?<=[.)”\"]\s){_AGENCY}|(?-i:\bREUTERS))/(?-i:[A-ZÀ-Ý])[^.,;]{{2,50}})\s*+\.?\s*+$",
    re.IGNORECASE,
)
# Each line is one kind of furniture; all are matched at the beginning of a paragraph, whatever the case.
_FURNITURE = re.compile(
    "|".join(
        (
            # links to other reports
            r"read\s+(?:more|also|next|the\s+(?:full|original)\b)|also\s+(?:read|in\b.{0,40}:)|see\s+also",
            rf"{_RELATED}\s*[:|]|{_RELATED}\s*$|(?:more|latest)\s+(?:on|from|in|news|stories)\b.{{0,60}}$",
            r"recommended|most\s+(?:read|popular)|trending|editors?.?s?\s+(?:picks?|choice)|you\s+(?:may|might)\s+also\s+like",
            r"don.?t\s+miss|up\s+next|watch\s*:|listen\s*:",
            # what the reader is asked to do, and buttons
            (
                r"(?:sign\s+up|subscribe|follow\s+(?:us|him|her|them|@)|join\s+(?:us|our)|click\s+here|tap\s+here"
                r"|share\s+(?:this|on)|get\s+our|download\s+our|support\s+our|donate|become\s+a)\b"
            ),
            (
                r"(?:(?:tweet|share|print|e-?mail|facebook|twitter|whatsapp|telegram|linkedin|comments?|advertisement|sponsored"
                r"|menu|home|search|save|copy\s+link|contact(?:\s+us)?|about\s+us|scroll\s+to\s+continue)[\s|•·,]*+)+$"
            ),
            # rights and rules
            r"copyright|©|\(c\)\s*\d{4}|all\s+rights\s+reserved|terms\s+(?:of|and)\s+(?:use|service|conditions)",
            r"privacy\s+policy|cookie|(?:we\s+use|this\s+(?:site|website)\s+uses)\s+cookies",
            # who made the report, when it was changed
            (
                r"[(\[]?(?:additional\s+)?(?:reporting|writing|edited|editing|compiled|translated|translation|produced|written"
                r"|graphics?)\s+(?:by|in)\b"
            ),
            r"[(\[]?with\s+(?:inputs?|files|reporting|additional\s+reporting)\s+(?:from|by)\b",
            (
                r"(?:this|the)\s+(?:story|article|report|piece|post|page|version|dispatch|copy)\s+(?:was|has\s+been|is|will\s+be)"
                r"\s+(?:last\s+|first\s+|originally\s+|also\s+)?(?:updated|corrected|published|amended|edited|translated"
                r"|produced|republished|removed|compiled|generated|adapted|syndicated)"
            ),
            (
                r"(?:updates?|updated|correct(?:s|ion|ed)|adds|recasts|clarification|editor.?s?.?\s+note"
                r"|note\s+to\s+(?:readers|editors))\b\s*(?::|[-–—]|with\b|\d|to\b|$)"
            ),
            (
                r"(?:the\s+)?(?:views|opinions)\s+expressed\b|disclaimer\b|about\s+the\s+authors?\b"
                r"|the\s+author\s+is\s+(?:an?|the)\b|this\s+(?:bulletin|newsletter)\s+is\b"
            ),
            (
                r"\d+\s*min(?:ute)?s?\s+(?:read|ago)|published\s++(?:(?:on|at|in)\s*+)?(?::\s*+)?\d"
                r"|(?:last\s+)?updated\s*+(?::\s*+)?\d"
            ),
            r"posted\s+(?:on|by|in|at)\b",
            # labelled data
            (
                r"(?:sources?|tags?|keywords?|topics?|filed\s+under|categories|category|contact|media\s+contacts?|press\s+contacts?"
                r"|for\s+(?:more|further)\s+information|for\s+media\s+enquiries|tel|phone|e-?mail|web|website)\s*:"
            ),
            r"currenc(?:y|ies)\s*:\s|\(?\$?1\s*=\s|exchange\s+rate\s*:",
            # addresses, embedded posts
            r"(?:https?://|www\.)\S+\s*$|pic\.twitter\.com/|@\w{2,20}\s*$|(?:\#\w+[\s,]*)+$",
            r"[—–-]{1,2}\s*[^.\n]{2,60}\(@\w{1,20}\)",
            # rules, page numbers, ends, signatures
            r"[-–—_*=~•·.\s]{3,}$|\#{3}\s*$|-?\s*(?:ends?|more|30)\s*-\s*$",
            r"page\s+\d+(?:\s+of\s+\d+)?\s*$|\d+\s*/\s*\d+\s*$|\d{1,4}\s*$",
            r"[(\[]\s*(?:[a-z]{2,4}(?:/[a-z]{2,4}){1,3}|ends?)\s*[)\]]\s*$",
        )
    ),
    re.IGNORECASE,
)
_RUBRIC = (
    r"(?:menu|home|news|world|nation(?:al)?|politics|business|econom(?:y|ics)|markets|sports?|opinions?|culture|arts|life(?:style)?"
    r"|tech(?:nology)?|science|health|travel|videos?|live|search|log\s?in|sign\s+in|subscribe|about(?:\s+us)?|contact(?:\s+us)?"
    r"|defen[cs]e|security|analysis|editorials?|latest|more)"
)
_MENU = re.compile(
    rf"(?:{_RUBRIC}\s*[|•·/,>]\s*){{2,}}{_RUBRIC}\s*$|(?:skip|jump)\s+to\s+(?:the\s+)?(?:main\s+)?(?:content|navigation)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:note\s+to\s+(?:readers|editors)|notes?\s+for\s+editors|editor.?s?.?\s+note|about\s+(?:the\s+authors?|us|this\s+\w+)"
    r"|disclaimer|footnotes?|references|endnotes|further\s+reading|contacts?|media\s+contacts?|boilerplate)\s*+:?\s*+$",
    re.IGNORECASE,
)
_LINK_LIST = re.compile(
    r"(?:read\s+(?:more|also|next)|also\s+read|see\s+also|related(?:\s+\w+)?|recommended|most\s+(?:read|popular)|trending"
    r"|more\s+(?:on|from)\b.{0,40}|latest\s+(?:news|stories)|you\s+(?:may|might)\s+also\s+like|don.?t\s+miss|tags?)"
    r"\s*+:?\s*+$",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Tell whether a paragraph is the caption or credit of a picture."""
    return _CAPTION.match(line) is not None or (len(line) < 400 and _CREDIT_END.search(line) is not None)


def is_furniture(line: str) -> bool:
    """Tell whether a paragraph is page furniture: a link, a credit, a signature, a rule, boilerplate."""
    return _FURNITURE.match(line) is not None or is_menu(line)


def is_menu(line: str) -> bool:
    """Tell whether a line lists the parts of a site, or leads past that list: "News | World | Sport"."""
    return _MENU.match(line) is not None


def opens_furniture(line: str) -> bool:
    """Tell whether everything after this heading is furniture (notes to editors, about the author)."""
    return _SECTION.match(line) is not None


def opens_link_list(line: str) -> bool:
    """Tell whether the titles that follow this line are links to other reports."""
    return _LINK_LIST.match(line) is not None
