"""Recognises messages that ask nothing: greetings, thanks, goodbyes, a bare yes, no or hmm.

They get a short kind sentence, are never searched, and never count as an answer. A message with
anything else in it is no small talk.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Courtesy(StrEnum):
    """What kind of courtesy; the last of a message's kinds in this order counts."""

    UNCLEAR = "unclear"
    NO = "no"
    YES = "yes"
    GREETING = "greeting"
    ACKNOWLEDGED = "acknowledged"
    THANKS = "thanks"
    SETTLED = "settled"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What was recognised; `language` is set when the words are of one language only."""

    kind: Courtesy
    language: str | None


_PHRASES: dict[str, dict[Courtesy, str]] = {
    "en": {
        Courtesy.UNCLEAR: "hmm, hm, mm, mmm, uh, um, erm, huh, test, testing, this is a test, just "
        "testing",
        Courtesy.NO: "no, nope, nah, not really, no it doesn't, no it does not, that doesn't "
        "help, that does not help, that didn't help, that did not help, not "
        "helpful",
        Courtesy.YES: "yes, yep, yeah, yup, yes please, sure, of course, exactly, correct, "
        "right, yes that's right",
        Courtesy.GREETING: "hi, hello, hey, hiya, howdy, good morning, good afternoon, "
        "good evening, good day, hi there, hello there, hey there, greetings, how are you, "
        "how are you doing",
        Courtesy.ACKNOWLEDGED: "no thanks, no thank you, okay, great, perfect, "
        "good, cool, nice, awesome, alright, "
        "all right, got it, understood, i see, sounds good, excellent, wonderful",
        Courtesy.THANKS: "thanks, thank you, thank u, thx, ty, cheers, many thanks, "
        "that helps, that helped, very helpful, much appreciated",
        Courtesy.SETTLED: "that's all, that is all, thats all, that was all, problem solved, "
        "solved, that solved it, that solves it, that's it, nothing else, no more questions, "
        "it works now",
        Courtesy.GOODBYE: "bye, goodbye, good bye, bye bye, see you, see you later, cya, "
        "have a nice day, have a good day, have a great day, good night, take care",
    },
    "de": {
        Courtesy.UNCLEAR: "hm, hmm, mhm, äh, ähm, test, nur ein test, testen, das ist ein test",
        Courtesy.NO: "nein, nee, nö, nicht wirklich, leider nein, leider nicht, hilft nicht, "
        "das hilft nicht, das hat nicht geholfen",
        Courtesy.YES: "ja, jep, jo, ja bitte, ja gerne, gern, gerne, genau, richtig, stimmt, "
        "natürlich, klar, ja genau",
        Courtesy.GREETING: "hallo, hallöchen, guten tag, guten morgen, guten abend, moin, "
        "servus, grüezi, grüß gott, grüss gott, tag, wie geht's, wie geht es ihnen",
        Courtesy.ACKNOWLEDGED: "nein danke, alles klar, gut, prima, verstanden, "
        "verstehe, klasse, passt, "
        "sehr gut, wunderbar, in ordnung, ach so",
        Courtesy.THANKS: "danke, dankeschön, danke schön, vielen dank, danke sehr, "
        "herzlichen dank, besten dank, tausend dank, das hilft, hat geholfen",
        Courtesy.SETTLED: "das war's, das wars, das war alles, das ist alles, erledigt, "
        "hat sich erledigt, problem gelöst, keine weiteren fragen",
        Courtesy.GOODBYE: "tschüss, tschüß, auf wiedersehen, bis dann, schönen tag noch, "
        "schönen tag, einen schönen tag, gute nacht, ciao",
    },
    "es": {
        Courtesy.UNCLEAR: "hmm, mmm, eh, prueba, probando, esto es una prueba, una prueba, test",
        Courtesy.NO: "no, no mucho, no me sirve, no me ayuda, eso no me ayuda, pues no, la "
        "verdad que no",
        Courtesy.YES: "sí, si, claro, sí por favor, si por favor, exacto, correcto, eso es, por "
        "supuesto, sí claro",
        Courtesy.GREETING: "hola, buenas, buenos días, buenos dias, buenas tardes, "
        "buenas noches, qué tal, que tal, cómo estás, como estas, saludos",
        Courtesy.ACKNOWLEDGED: "no gracias, vale, perfecto, de acuerdo, entendido, "
        "bien, muy bien, genial, "
        "estupendo, excelente, listo",
        Courtesy.THANKS: "gracias, muchas gracias, mil gracias, muchísimas gracias, "
        "te lo agradezco, se lo agradezco, muy amable",
        Courtesy.SETTLED: "eso es todo, eso era todo, nada más, nada mas, resuelto, "
        "problema resuelto, ya está, ya esta, ya está resuelto, ya funciona",
        Courtesy.GOODBYE: "adiós, adios, hasta luego, hasta pronto, chao, chau, nos vemos, "
        "que tengas un buen día, que tenga un buen día, buen día",
    },
    "fr": {
        Courtesy.UNCLEAR: "hmm, euh, test",
        Courtesy.NO: "non, pas vraiment, ça n'aide pas",
        Courtesy.YES: "oui, oui merci, bien sûr, exactement, ouais",
        Courtesy.GREETING: "bonjour, bonsoir, salut, coucou",
        Courtesy.ACKNOWLEDGED: "d'accord, parfait, très bien, entendu, compris",
        Courtesy.THANKS: "merci, merci beaucoup, merci bien, je vous remercie",
        Courtesy.SETTLED: "c'est tout, c'est réglé, problème résolu",
        Courtesy.GOODBYE: "au revoir, bonne journée, bonne soirée, à bientôt",
    },
    "it": {
        Courtesy.UNCLEAR: "hmm, mah, prova, test",
        Courtesy.NO: "no, non proprio",
        Courtesy.YES: "sì, si, certo, esatto, sì grazie",
        Courtesy.GREETING: "ciao, buongiorno, buonasera, salve",
        Courtesy.ACKNOWLEDGED: "va bene, perfetto, d'accordo, capito",
        Courtesy.THANKS: "grazie, grazie mille, molte grazie",
        Courtesy.SETTLED: "è tutto, risolto, problema risolto",
        Courtesy.GOODBYE: "arrivederci, buona giornata, a presto",
    },
    "pt": {
        Courtesy.UNCLEAR: "hmm, teste",
        Courtesy.NO: "não, nao",
        Courtesy.YES: "sim, claro, exato, isso",
        Courtesy.GREETING: "olá, ola, oi, bom dia, boa tarde, boa noite",
        Courtesy.ACKNOWLEDGED: "certo, perfeito, entendi, tá bom, está bem",
        Courtesy.THANKS: "obrigado, obrigada, muito obrigado, muito obrigada",
        Courtesy.SETTLED: "é tudo, é só isso, problema resolvido",
        Courtesy.GOODBYE: "tchau, até logo, tenha um bom dia",
    },
    "nl": {
        Courtesy.UNCLEAR: "hmm, test",
        Courtesy.NO: "nee, niet echt",
        Courtesy.YES: "ja, jazeker, precies, klopt",
        Courtesy.GREETING: "goedemorgen, goedemiddag, goedenavond, goedendag, hoi",
        Courtesy.ACKNOWLEDGED: "prima, begrepen, goed",
        Courtesy.THANKS: "bedankt, dank je, dank je wel, dank u, dank u wel, hartelijk dank",
        Courtesy.SETTLED: "dat is alles, dat was alles, opgelost",
        Courtesy.GOODBYE: "tot ziens, fijne dag, dag",
    },
}
_ANYWHERE = {"ok": Courtesy.ACKNOWLEDGED, "super": Courtesy.ACKNOWLEDGED}
_FILLERS = (
    "so much, a lot, very much, for your help, for the help, for your answer, for the answer, "
    "for the info, for the information, then, and, you, all, everyone, there, again, oh, ah, "
    "für die hilfe, für ihre hilfe, für deine hilfe, für die antwort, auch, und, noch, dann, sehr, "
    "por tu ayuda, por su ayuda, por la ayuda, por la información, y, pues, muy, de nuevo, "
    "beaucoup, et, e, mille, team, switchboard, zusammen, leute, allerseits, folks, guys"
)
_NOISE = re.compile(r"[^\w\s']|_")
_LONGEST = 100
_THUMBS = re.compile(r"[\U0001F44D\U0001F44C\U0001F64F\u2764\U0001F60A\U0001F642]")


def _entries(listed: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in listed.split(",")]


def _vocabulary() -> dict[tuple[str, ...], tuple[Courtesy | None, frozenset[str]]]:
    """Every phrase as words, with its kind and the languages that have it."""
    words: dict[tuple[str, ...], tuple[Courtesy | None, frozenset[str]]] = {
        tuple(phrase.split()): (None, frozenset()) for phrase in _entries(_FILLERS)
    }
    words |= {(word,): (kind, frozenset(_PHRASES)) for word, kind in _ANYWHERE.items()}
    for language, kinds in _PHRASES.items():
        for kind, listed in kinds.items():
            for phrase in _entries(listed):
                _, known = words.get(key := tuple(phrase.split()), (kind, frozenset()))
                words[key] = (kind, known | {language})
    return words


_VOCABULARY = _vocabulary()
_LONGEST_PHRASE = max(map(len, _VOCABULARY))


def recognise(texts: Sequence[str]) -> SmallTalk | None:
    """The courtesy that these messages together consist of, or None if they say anything else."""
    text = " ".join(texts)
    if not text.strip() or len(text) > _LONGEST:
        return None
    words = _NOISE.sub(" ", text.casefold().replace("’", "'")).split()
    if not words:
        return SmallTalk(Courtesy.THANKS, None) if _THUMBS.search(text) else None
    if text.rstrip().endswith("?") and "how" not in words:
        return None
    found = _parse(words)
    return _judged(found) if found else None


def _parse(words: Sequence[str]) -> list[tuple[Courtesy, frozenset[str]]] | None:
    """The phrases that the words consist of, longest first; None when one is unknown."""
    found: list[tuple[Courtesy, frozenset[str]]] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            entry = _VOCABULARY.get(tuple(words[at : at + length]))
            if entry is not None:
                break
        else:
            return None
        kind, languages = entry
        if kind is not None:
            found.append((kind, languages))
        at += length
    return found or None


def _judged(found: Sequence[tuple[Courtesy, frozenset[str]]]) -> SmallTalk:
    order = list(Courtesy)
    kind = max((kind for kind, _ in found), key=order.index)
    languages = frozenset.intersection(*(languages for _, languages in found))
    return SmallTalk(kind, next(iter(languages)) if len(languages) == 1 else None)
