"""Hears that a customer asks for a person, without any model.

A clause counts when it has a way of asking and a word for a person in it, or is nothing but a
word for a person; one that says that no person is wanted does not. Not wanting to talk to a
program is asking for a person too.
"""

import re
from typing import NamedTuple


class _Words(NamedTuple):
    """Patterns of one language: ways of asking, words for a person, and what takes it back."""

    ask: str
    want: str
    person: str
    sure_person: str
    not_wanted: str
    filler: str = ""


_EN = _Words(
    ask=r"(?:talk|speak|chat)(?:ing)?(?: to| with)?|connect(?: me)?|transfer(?:red)?(?: me)?|"
    r"escalate|put me through|pass me|hand me over|forward me",
    want=r"want|need|prefer|get me|give me|find me|send me|i'd like|i would like|would rather have|"
    r"can i (?:get|have)|could i (?:get|have)|is there|let me have",
    person=r"human(?: being)?|person|people|someone|somebody|anyone|agent|representative|rep|"
    r"operator|advisor|adviser|employee|colleague|staff|manager|supervisor|support team|"
    r"customer (?:service|support|care)",
    sure_person=r"human(?: being| agent)?|(?:real|actual|live) (?:person|human|agent)|person|"
    r"(?:live |support |service )?agent|representative|operator",
    not_wanted=r"no|not|don't|dont|do not|without|never|instead of|rather than|needn't",
    filler=r"please|now|a|an|the|real|live|actual|just|hi|hello|hey|only",
)
_DE = _Words(
    ask=r"spr[ei]ch\w*|red(?:en|e|et)|chatten|verbind\w*|verbunden|weiterleiten|durchstellen|"
    r"unterhalten|telefonieren|weitergeleitet",
    want=r"möchte|moechte|will|brauche|gib mir|geben sie mir|hätte gern\w*|gibt es|kann ich",
    person=r"mensch(?:en)?|person|mitarbeiter(?:in|s|n)?|berater(?:in|n|s)?|jemand(?:en|em)?|"
    r"kundenservice|kundendienst|support|sachbearbeiter(?:in)?|kolleg(?:e|en|in)|"
    r"ansprechpartner(?:in)?|agent(?:en)?",
    sure_person=r"mensch(?:en)?|mitarbeiter(?:in|s)?|(?:echte|richtige|reale)[nrs]? "
    r"(?:person|menschen?|mitarbeiter)|berater(?:in|s)?|ansprechpartner(?:in)?",
    not_wanted=r"kein\w*|nicht|ohne|nie|niemals|statt|anstatt",
    filler=r"bitte|jetzt|ein(?:e|en|em|er)?|echte[nrsm]?|richtige[nrsm]?|hallo|sofort",
)
_ES = _Words(
    ask=r"hablar|hablo|hable|habla|chatear|comunicar\w*|comun[ií]que\w*|contactar|conectar\w*|"
    r"conect[ae]\w*|pasar(?:me)?|p[aá]s[ae]me|transferir\w*|transfi[eé]r\w*|p[oó]n(?:ga|game|me)|"
    r"atienda|atender\w*",
    want=r"quiero|necesito|prefiero|quisiera|deseo|dame|deme|denme|hay|me gustar[ií]a",
    person=r"human[oa]s?|personas?|agente|asesora?|operadora?|representante|alguien|emplead[oa]|"
    r"encargad[oa]|supervisora?|atenci[oó]n al cliente|soporte",
    sure_person=r"humano|ser humano|persona (?:real|humana|de verdad|f[ií]sica)|persona|agente|"
    r"asesora?|operadora?|representante",
    not_wanted=r"no(?! puedo| podr[ií]a| se puede)|sin|ning[uú]na?|nunca|en vez de|en lugar de",
    filler=r"por favor|porfavor|un|una|con|ahora|real|hola|ya",
)
_FR = _Words(
    ask=r"parler|parle|discuter|[ée]changer|passer|passez|transf[ée]rer|transf[ée]rez|"
    r"mett(?:re|ez)|joindre",
    want=r"veux|voudrais|souhaite|besoin d'|pr[ée]f[èe]re|donnez-moi|y a-t-il",
    person=r"humain|personne|conseill(?:er|[èe]re)|agent|op[ée]rat(?:eur|rice)|quelqu'un|"
    r"repr[ée]sentant|service client|employ[ée]",
    sure_person=r"humain|(?:vraie )?personne|conseill(?:er|[èe]re)|agent|op[ée]rat(?:eur|rice)",
    not_wanted=r"pas|sans|aucun|aucune|jamais|plut[ôo]t que",
    filler=r"s'il vous pla[îi]t|svp|stp|un|une|vrai|vraie|bonjour",
)
_IT = _Words(
    ask=r"parlare|parlo|chattare|passar(?:mi|e)|passami|passatemi|mettermi|metter(?:e|mi)|"
    r"trasferir(?:mi|e)|contattare|collegar(?:mi|e)",
    want=r"voglio|vorrei|ho bisogno di|preferisco|datemi|dammi|c'[èe]",
    person=r"uman[oa]|person[ae]|operat(?:ore|rice)|agente|consulente|qualcuno|"
    r"assistenza clienti|rappresentante",
    sure_person=r"uman[oa]|persona(?: reale| vera)?|operat(?:ore|rice)|agente|consulente",
    not_wanted=r"non(?! posso| si pu[òo])|senza|nessun[oa]?|mai|invece di",
    filler=r"per favore|un|una|vero|vera|reale|ciao|con",
)
_PT = _Words(
    ask=r"falar|falo|conversar|passar|passe|transferir|transfira|conectar|contato com",
    want=r"quero|preciso(?: de)?|prefiro|gostaria de|me d[êe]|tem",
    person=r"human[oa]|pessoa|atendente|agente|operador(?:a)?|algu[ée]m|representante|"
    r"atendimento",
    sure_person=r"human[oa]|pessoa(?: real)?|atendente|operador(?:a)?|representante",
    not_wanted=r"n[ãa]o(?! posso)|sem|nenhuma?|nunca|em vez de",
    filler=r"por favor|um|uma|real|ol[áa]|com",
)
_NL = _Words(
    ask=r"spreken|praten|chatten|verbind\w*|doorverbind\w*|doorverbonden|contact met",
    want=r"wil|nodig|liever|geef me|graag|is er",
    person=r"mens|persoon|medewerk(?:er|ster)|collega|iemand|agent|klantenservice",
    sure_person=r"mens|(?:echt )?persoon|medewerk(?:er|ster)",
    not_wanted=r"geen|niet|zonder|nooit|in plaats van",
    filler=r"alstublieft|aub|een|echt|echte|hallo",
)
_PL = _Words(
    ask=r"rozmawia[ćc]|porozmawia[ćc]|po[łl][ąa]cz\w*|prze[łl][ąa]cz\w*",
    want=r"chc[ęe]|potrzebuj[ęe]|wol[ęe]|prosz[ęe] o",
    person=r"cz[łl]owiek\w*|konsultant\w*|pracownik\w*|osob\w*|kim[śs]",
    sure_person=r"cz[łl]owieka|konsultanta|pracownika",
    not_wanted=r"nie|bez|[żz]adn\w*",
    filler=r"prosz[ęe]|z|[żz]ywym",
)
_TR = _Words(
    ask=r"konu[şs]\w*|g[öo]r[üu][şs]\w*|ba[ğg]la\w*|aktar\w*",
    want=r"istiyorum|laz[ıi]m|var m[ıi]",
    person=r"temsilci\w*|insan\w*|yetkili\w*|biri\w*|m[üu][şs]teri hizmetleri\w*",
    sure_person=r"temsilci\w*|yetkili\w*|ger[çc]ek (?:bir )?(?:ki[şs]i|insan)",
    not_wanted=r"istemiyorum|gerek yok|olmadan|de[ğg]il",
    filler=r"l[üu]tfen|bir|ger[çc]ek|m[üu][şs]teri",
)
_RU = _Words(
    ask=r"поговорить|говорить|соедини\w*|переключи\w*|связать\w*|свяжи\w*|позови\w*|пообщаться",
    want=r"хочу|нужен|нужна|дайте|мне",
    person=r"человек\w*|оператор\w*|сотрудник\w*|менеджер\w*|кем-нибудь|специалист\w*",
    sure_person=r"оператор\w*|живой человек|живого человека|человек\w*",
    not_wanted=r"не|без|никак\w*",
    filler=r"пожалуйста|с|живым|живой",
)

_LANGUAGES = (_EN, _DE, _ES, _FR, _IT, _PT, _NL, _PL, _TR, _RU)

# Scripts without spaces between words: the request and its opposite as whole phrases.
_CJK_ASKS = re.compile(
    r"转人工|轉人工|人工客服|人工服务|人工服務|真人客服|找真人|跟真人|和真人|"
    r"(?:人|人間|オペレーター|担当者|スタッフ)(?:と|に)(?:話|つない|繋|代わ)|有人(?:対応|オペレーター)|"
    r"상담(?:원|사)(?:과|이랑|에게|)\s*(?:연결|통화|대화|얘기|바꿔)"
)
_CJK_REFUSES = re.compile(r"不要|不用|不需要|不想|無需|无需|いらない|不要です|必要ない|필요 ?없")

_PROGRAM = (
    r"(?:chat)?bots?|(?:chat)?bote[mn]|robots?|robot[aey]r?n?|robô|robotem|machines?|maschinen?|"
    r"m[áa]quinas?|macchin[ae]|a\.?i\.?|ki|computers?|автоответчик\w*|бот\w*|робот\w*"
)

# What may follow "I want a person" without making it about something else.
_OTHER_PURPOSE = (
    r"(?!\w)(?!['’]s\b)(?! to (?!talk|speak|help|chat|answer|assist|call|deal|write|contact))"
    r"(?! (?:who|else|in charge|para (?!hablar|que me)|zum|name|number|price|fee))"
)


def _asking(words: _Words) -> re.Pattern[str]:
    near = r"\b(?:\W+\w+){0,5}?\W+"
    return re.compile(
        rf"\b(?:{words.ask}){near}(?:{words.person})\b"
        rf"|\b(?:{words.person}){near}(?:{words.ask})\b"
        rf"|\b(?:{words.want})(?:\W+\w+){{0,3}}?\W+(?:{words.sure_person}){_OTHER_PURPOSE}"
        rf"|\b(?:{words.ask}|{words.want})\W*(?:{words.sure_person}){_OTHER_PURPOSE}"
    )


def _refusing_program(words: _Words) -> re.Pattern[str]:
    """Not talking to a program: the refusal before the talking or between it and the program."""
    near = r"\b(?:\W+\w+){0,3}?\W+"
    no = rf"\b(?:{words.not_wanted})(?!\W+(?:mind|care|me importa|importa))"
    talk = rf"\b(?:{words.ask}|writing|write|text|schreiben|escribir)"
    return re.compile(
        rf"{no}{near}{talk}{near}(?:{_PROGRAM})\b|{no}{near}(?:{_PROGRAM}){near}{talk}"
        rf"|{talk}{near}{no}{near}(?:{_PROGRAM})\b"
    )


def _bare(words: _Words) -> re.Pattern[str]:
    filler = rf"(?:(?:{words.filler})\W+)*"
    ending = rf"(?:\W+(?:{words.filler}))*"
    return re.compile(rf"\W*{filler}(?:{words.sure_person}){ending}\W*")


_ASKING = [_asking(words) for words in _LANGUAGES]
_BARE = [_bare(words) for words in _LANGUAGES]
_REFUSING_PROGRAM = [_refusing_program(words) for words in _LANGUAGES]
_NOT_WANTED = [re.compile(rf"\b(?:{words.not_wanted})\b") for words in _LANGUAGES]
_IDENTITY = re.compile(
    r"\b(?:am i|are you|is this|bist du|sind sie|spreche ich|rede ich|bin ich|eres|es usted|"
    r"estoy hablando|hablo con|es-tu|[êe]tes-vous)\b"
)
_WHO = re.compile(
    r"\b(?:human|person|bot|robot|machine|ai|mensch|menschen|maschine|computer|ki|roboter|humano|"
    r"humana|persona|m[áa]quina|humain|personne)\b"
)
MAX_CLAUSE = 300
"""Characters of a clause that are looked at."""
MAX_CLAUSES = 20
"""How many are looked at from the beginning, and from the end: the rest is no request."""
_CLAUSE_END = re.compile(r"[.,;:!?¡¿\n…]+|\b(?:but|aber|sondern|pero|sino|mais|ma|maar|но)\b")


def asks_for_person(text: str) -> bool:
    """Whether the customer asks to be handed to a person."""
    plain = _plain(text)
    if _CJK_ASKS.search(plain):
        return not _CJK_REFUSES.search(plain)
    if asks_who_answers(plain):
        return False
    clauses = _CLAUSE_END.split(plain)
    if len(clauses) > 2 * MAX_CLAUSES:
        clauses = [*clauses[:MAX_CLAUSES], *clauses[-MAX_CLAUSES:]]
    return any(_clause_asks(clause.strip()[:MAX_CLAUSE]) for clause in clauses)


def asks_who_answers(text: str) -> bool:
    """Whether the customer asks if a person or a program answers them."""
    for line in _plain(text).split("\n"):
        asked = _IDENTITY.search(line)
        if asked and _WHO.search(line, asked.end()):
            return True
    return False


def _clause_asks(clause: str) -> bool:
    if not clause:
        return False
    patterns = zip(_ASKING, _BARE, _REFUSING_PROGRAM, _NOT_WANTED, strict=True)
    for asking, bare, no_program, refused in patterns:
        if bare.fullmatch(clause) or no_program.search(clause):
            return True
        match = asking.search(clause)
        if match and not refused.search(clause):
            return True
    return False


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("´", "'").replace("`", "'")
