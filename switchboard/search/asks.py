"""What a question asks for, by its form: a price, a time, or whether something is so.

The words are those of question forms, a closed class, in the languages the assistant speaks best.
In other languages nothing is recognised, and nothing depends on it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from switchboard.search.function_words import FUNCTION_WORDS


class Asks(StrEnum):
    """What the answer has to contain."""

    PRICE = "price"
    TIME = "time"
    PLACE = "place"
    REPAIR = "repair"


_TIME = (
    r"how long|how many (?:working |business )?(?:days|hours|weeks|months|years|minutes)|when|"
    r"(?:at |by |until |till )?what (?:time|day|date)|how (?:fast|quick|quickly|soon|old)|"
    r"wie lange|bis wann|ab wann|wann|wie viele (?:tage|stunden|wochen|monate|jahre|werktage)\w*|"
    r"um wie ?viel uhr|wie schnell|"
    r"(?:hasta |desde )?cu[aá]ndo|cu[aá]nto (?:tiempo|tarda\w*|dura\w*)|"
    r"cu[aá]nt[oa]s (?:d[ií]as|horas|semanas|meses|a[nñ]os)|(?:hasta )?(?:a )?qu[eé] hora|"
    r"c[oó]mo de r[aá]pido|"
    r"quand|combien de (?:temps|jours|mois|semaines|ans)|[àa] quelle heure|"
    r"quanto tempo|quanti (?:giorni|mesi|anni)|a che ora|"
    r"quantos (?:dias|meses|anos)|a que horas|"
    r"wanneer|hoe lang|hoeveel (?:dagen|weken|maanden)|hoe laat"
)
_TIME_NOUN = (
    r"(?:opening|delivery) (?:hours|times)|deadline|öffnungszeit\w*|lieferzeit\w*|horarios?|"
    r"plazos?|horaires?|d[ée]lais?|orari[oi]?|prazo|openingstijden"
)
_PRICE = (
    r"how much(?: (?:is|are|do|does|would|will))?(?: it)?(?: cost| costs)?|costs?|prices?|"
    r"(?:do |would )?(?:you )?charge[sd]?|fees?|expensive|"
    r"(?:was|wie ?viel) kostet|was (?:würde|kosten)|kostet|kosten|preise?|teuer|gebühr(?:en)?|"
    r"wie hoch (?:ist|sind)|"
    r"cu[aá]nto (?:me )?(?:cuesta|costar[ií]a|cuestan|vale|valen|cobr\w+|es|son)|precios?|"
    r"cuestan?|costar[ií]a|costes?|tarifas?|qu[eé] vale|"
    r"combien (?:co[uû]te\w*|[cç]a)|prix|co[uû]te\w*|tarifs?|frais|"
    r"quanto (?:costa|costano|viene)|costo|costi|prezz[oi]|costa|"
    r"quanto (?:custa|custam|é)|pre[cç]os?|custa|custo|"
    r"hoeveel kost\w*|wat kost\w*|prijs|prijzen|kost|kosten"
)
_PRICE_NOUN = r"surcharge|extra charge|zuschlag|aufpreis|\w+kosten|\w+preise?|gastos|suplemento"
_PLACE = (
    r"where|address(?:es)?|wo|wohin|adresse|anschrift|(?:a )?d[oó]nde|direcci[oó]n|"
    r"o[uù]|adresse|dove|indirizzo|onde|endere[cç]o|waar|adres"
)
_WHAT = (
    r"how|what|when|where|who|whom|which|why|"
    r"wie|was|wann|wo|wohin|woher|wer|welche\w*|warum|wieso|bis wann|ab wann|um wie ?viel|"
    r"c[oó]mo|qu[eé]|(?:hasta |desde )?cu[aá]ndo|(?:a |de )?d[oó]nde|cu[aá]l\w*|cu[aá]nt\w*|"
    r"por qu[eé]|a qu[eé]|hasta qu[eé]|qui[eé]n|"
    r"comment|quand|o[uù]|quel\w*|combien|pourquoi|qui|come|quando|dove|qual[ei]?|quant[oaie]|"
    r"perch[eé]|chi|onde|qual|quais|quantos?|hoe|wat|wanneer|waar|welke?|waarom"
)
_WHETHER = (
    r"can|could|do|does|did|is|are|am|was|were|will|would|may|should|shall|have|has|must|"
    r"kann|können|könnt|kannst|könnte\w*|muss|müssen|habt|haben|hat|gibt|ist|sind|darf|dürfen|"
    r"soll|sollte|wird|werden|geht|\w{3,}t ihr|\w{3,}n sie|"
    r"puedo|puede|podemos|pod[eé]is|pueden|se puede|hay|es|son|est[aá]n?|tienen|ten[eé]is|"
    r"hac[eé]is|tengo|\w{2,}(?:[aá]is|[eé]is|[ií]s)|aceptan|env[ií]an|venden|hacen|"
    r"est-ce|pouvez|peut|puis-je|avez|faites|y a-t-il|posso|potete|avete|fate|c'[eè]|si pu[oò]|"
    r"podem|t[eê]m|h[aá]|kunnen|hebben|zijn|doen"
)
_REFERS = re.compile(
    r"\b(?:it|its|that|this|they|them|those|these|one|ones|there|then|"
    r"das|dies\w*|dafür|davon|damit|dazu|dort|es|er|sie|ihn|"
    r"eso|esto|esa|ese|ello|lo|allí|cela|ça|ci|ciò|questo|isso|isto|dat|dit|het)\b"
)
_JOINS = re.compile(
    r"^(?:and what about|and how about|and|or|but|so|what about|how about|"
    r"und was ist mit|und wie ist es mit|und|oder|aber|was ist mit|wie ist es mit|"
    r"wie sieht es (?:mit|bei) |wie sieht es mit|"
    r"y qu[eé] (?:hay|pasa|tal) (?:de|con)|qu[eé] (?:hay|pasa|tal) (?:de|con)|y|e|o|pero|"
    r"et|mais|ou|e se|ed|ma|mas|en|maar)\b\s*"
)
_KINDS = {
    kind: re.compile(rf"\b(?:{words})\b")
    for kind, words in ((Asks.TIME, _TIME), (Asks.PRICE, _PRICE), (Asks.PLACE, _PLACE))
}
_NOUNS = {
    kind: re.compile(rf"\b(?:{words})\b")
    for kind, words in ((Asks.TIME, _TIME_NOUN), (Asks.PRICE, _PRICE_NOUN))
}
"""Nouns that ask for a price or a time, and say what it is of as well."""

_BROKEN = re.compile(
    r"\b(?:broken|broke|torn|ripped|defective|faulty|kaputt\w*|defekt\w*|(?:zer|ge)?rissen|"
    r"gebrochen|zerbrochen|rot[oa]s?|rompi[oó]|estropead\w*|rasgad\w*|defectuos\w*|averiad\w*|"
    r"cass[ée]\w*|d[ée]chir[ée]\w*|d[ée]fectueu\w*|rott[oaie]|strappat\w*|difettos\w*|"
    r"quebrad\w*|defeituos\w*|kapot\w*|gescheurd\w*|defecte?)\b"
)

_BEGINS = re.compile(rf"(?:{_WHAT}|{_WHETHER})(?!\w)")
_BEGINS_WHETHER = re.compile(rf"(?!(?:{_WHAT})(?!\w))(?:{_WHETHER})(?!\w)")
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[?？؟]\s*$")


@lru_cache(maxsize=2_000)
def asks(question: str) -> frozenset[Asks]:
    """What the question asks for; nothing where its form does not say so.

    "How long" is looked for before "how much", and what was found once is not read again.
    """
    rest = plain(question)
    found = set()
    for kind, pattern in _KINDS.items():
        rest, hits = pattern.subn(" ", rest)
        if hits:
            found.add(kind)
    found |= {kind for kind, pattern in _NOUNS.items() if pattern.search(rest)}
    return frozenset(found)


def is_broken(question: str) -> bool:
    """Whether it says that something is broken: the customer wants it repaired or replaced."""
    return _BROKEN.search(plain(question)) is not None


def content(question: str) -> list[str]:
    """The words of a question that say what it is about, in lower case."""
    rest = plain(question)
    for pattern in _KINDS.values():
        rest = pattern.sub(" ", rest)
    return [word for word in _WORD.findall(rest) if word not in FUNCTION_WORDS]


def topic(question: str) -> str:
    """What a question is about, without what it asks for, as it was written."""
    bare = question.strip().strip("¿¡?？؟.! ")
    for pattern in _KINDS.values():
        bare = re.sub(pattern.pattern, " ", bare, flags=re.IGNORECASE)
    words = bare.split()
    told = [word for word in words if _WORD.sub("", word) or word.casefold() not in FUNCTION_WORDS]
    kept = [word for word in told if plain(word) not in FUNCTION_WORDS]
    return " ".join(kept)


def refers(question: str) -> bool:
    """Whether a pronoun points to something said before."""
    return _REFERS.search(plain(question)) is not None


def joined(question: str) -> str | None:
    """What follows "and", "what about" and the like at a question's beginning; None without it."""
    bare = question.strip().lstrip("¿¡\"'«„“([ ")
    found = _JOINS.match(bare.casefold().replace("’", "'"))
    return bare[found.end() :].strip() if found else None


def is_question(text: str) -> bool:
    """Whether a sentence asks something: by its mark, or by how it begins."""
    return _ENDS.search(text) is not None or begins_as_question(text)


def begins_as_question(text: str) -> bool:
    """Whether a sentence begins with a word that asks."""
    return _BEGINS.match(plain(text)) is not None


def begins_as_yes_no(text: str) -> bool:
    """Whether a sentence asks if something is so."""
    return _BEGINS_WHETHER.match(plain(text)) is not None


def plain(text: str) -> str:
    """Lower case, without what stands around a question."""
    return text.casefold().replace("’", "'").strip().lstrip("¿¡\"'«„“([ ")
