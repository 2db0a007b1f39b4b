"""Recognising what surrounds a report's own sentences: captions, link lists, credits, signatures, boilerplate."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r"""[(\[]?\s*
    (?: (?:file\s+)?(?:photo(?:graph)?s?|image|picture|pic|video|illustration|graphic|infographic|map|chart|screenshot|screengrab|caption
          |figure\s*\d*|fig\.\s*\d*|cover\s+photo|featured\s+image|photo\s+credit|image\s+credit|photo\s+caption)
        \s*(?::|/|\||©|\s[-–—]\s|\bby\b|\bcourtesy\b|\bcredit\b|\bvia\b)
      | (?:photo|image|video)s?\s*\([^)]*\)\s*:
      | file\s*(?:photo)?\s*[-–—:]\s
      | (?:in\s+)?this\s+(?:file\s+|handout\s+|undated\s+)?(?:photo|picture|image|video\s+grab|satellite\s+image)\b[^.]{0,60}\b
        (?:shows?|taken|released|provided|made\s+available|dated)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT_END = re.compile(
    r"""(?: [(\[][^()\[\]]{0,60}\b(?:photo|image|handout|getty|afp|ap\s+photo|reuters|epa|xinhua|tass|via|file)\b[^()\[\]]{0,40}[)\]]
      | /\s*(?:handout|file|getty\s+images|pool|afp|reuters|ap|epa)(?:\s+photo)?
    )\s*\.?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE = re.compile(
    r"""(?: read\s+(?:more|also|next|the\s+(?:full|original)\b)|also\s+(?:read|in\b.{0,40}:)|see\s+also|related(?:\s+(?:articles?|stories|news|posts?|topics?|links?|content))?\s*[:|]
      |related(?:\s+(?:articles?|stories|news|posts?|topics?|links?|content))?\s*$
      | (?:more|latest)\s+(?:on|from|in|news|stories)\b.{0,60}$
      | (?:recommended|most\s+(?:read|popular)|trending|editors?.?s?\s+(?:picks?|choice)|you\s+(?:may|might)\s+also\s+like|don.?t\s+miss|up\s+next|watch\s*:|listen\s*:)
      | (?:sign\s+up|subscribe|follow\s+(?:us|him|her|them|@)|join\s+(?:us|our)|click\s+here|tap\s+here|share\s+(?:this|on)|get\s+our|download\s+our|support\s+our|donate|become\s+a)\b
      | (?:tweet|share|print|e-?mail|facebook|twitter|whatsapp|telegram|linkedin|comments?|advertisement|sponsored|menu|home|search|contact(?:\s+us)?|about\s+us)\s*$
      | (?:copyright|©|\(c\)\s*\d{4}|all\s+rights\s+reserved|terms\s+(?:of|and)|privacy\s+policy|cookie)
      | [(\[]?(?:additional\s+)?(?:reporting|writing|edited|editing|compiled|translated|translation|produced|written|graphics?)\s+(?:by|in)\b
      | [(\[]?(?:with\s+(?:inputs?|files|reporting|additional\s+reporting)\s+(?:from|by))\b
      | (?:this|the)\s+(?:story|article|report|piece|post|page|version|dispatch|copy)\s+(?:was|has\s+been|is|will\s+be)\s+
        (?:last\s+|first\s+|originally\s+|also\s+)?(?:updated|corrected|published|amended|edited|translated|produced|republished|removed|compiled|generated|adapted|syndicated)
      | (?:updates?|updated|correct(?:s|ion|ed)|adds|recasts|clarification|editor.?s?.?\s+note|note\s+to\s+(?:readers|editors))\b\s*(?::|[-–—]|with\b|\d|to\b|$)
      | (?:the\s+)?(?:views|opinions)\s+expressed\b|disclaimer\b|about\s+the\s+authors?\b|the\s+author\s+is\b|this\s+(?:bulletin|newsletter)\s+is\b
      | (?:source|sources|tags?|keywords?|topics?|filed\s+under|categories|category|contact|media\s+contacts?|press\s+contacts?|for\s+(?:more|further)\s+information|for\s+media\s+enquiries|tel|phone|e-?mail|web|website)\s*:
      | (?:\d+\s*(?:min(?:ute)?s?)\s+(?:read|ago))|published\s+(?:on|at|in)?\s*:?\s*\d|(?:last\s+)?updated\s*:?\s*\d|posted\s+(?:on|by|in|at)\b
      | currenc(?:y|ies)\s*:\s|\(?\$?1\s*=\s|exchange\s+rate\s*:
      | (?:https?://|www\.)\S+\s*$|pic\.twitter\.com/|@\w{2,20}\s*$|(?:\#\w+[\s,]*)+$
      | [—–-]{1,2}\s*[^.\n]{2,60}\(@\w{1,20}\)
      | [-–—_*=~•·.\s]{3,}$|\#{3}\s*$|-?\s*(?:ends?|more|30)\s*-\s*$|page\s+\d+(?:\s+of\s+\d+)?\s*$|\d+\s*/\s*\d+\s*$|\d{1,4}\s*$
      | [(\[]\s*(?:[a-z]{2,4}(?:/[a-z]{2,4}){1,3}|END|ends|tca/[a-z]+)\s*[)\]]\s*$
      | (?:we\s+use|this\s+(?:site|website)\s+uses)\s+cookies
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SECTION = re.compile(
    r"(?:note\s+to\s+(?:readers|editors)|notes?\s+for\s+editors|editor.?s?.?\s+note|about\s+(?:the\s+authors?|us|this\s+\w+)|disclaimer|footnotes?|references|endnotes|"
    r"further\s+reading|contacts?|media\s+contacts?|boilerplate)\s*:?\s*$",
    re.IGNORECASE,
)
_LINK_LIST = re.compile(
    r"(?:read\s+(?:more|also|next)|also\s+read|see\s+also|related(?:\s+\w+)?|recommended|most\s+(?:read|popular)|trending|more\s+(?:on|from)\b.{0,40}|latest\s+(?:news|stories)|"
    r"you\s+(?:may|might)\s+also\s+like|don.?t\s+miss|tags?)\s*:?\s*$",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Tell whether a paragraph is the caption or credit of a picture."""
    return _CAPTION.match(line) is not None or (len(line) < 400 and _CREDIT_END.search(line) is not None)


def is_furniture(line: str) -> bool:
    """Tell whether a paragraph is page furniture: a link, a credit, a signature, a rule, boilerplate."""
    return _FURNITURE.match(line) is not None


def opens_furniture(line: str) -> bool:
    """Tell whether everything after this heading is furniture (notes to editors, about the author)."""
    return _SECTION.match(line) is not None


def opens_link_list(line: str) -> bool:
    """Tell whether the titles that follow this line are links to other reports."""
    return _LINK_LIST.match(line) is not None
