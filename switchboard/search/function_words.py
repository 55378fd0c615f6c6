"""Words that join, point or frame, and say nothing about what a question is about."""

_ENGLISH = (
    "a an and any anything are as at be been but by can could did do does for from get go got had "
    "has have hello hi how i if in is it its just know like long many may me mean much must my of "
    "on one ones or our please possible should so some tell than that the their them then there "
    "something take takes took these they this those to too us was we well were what when where "
    "which who why will with would you your about also now being into up out off thanks want need "
    "am re ll ve s t don doesn "
)
_GERMAN = (
    "aber als am an auch auf aus bei beim bin bis bitte da dafür damit dann daran das dass davon "
    "dazu dein deine dem den der des die dies diese dieser doch du ein eine einem einen einer "
    "eines er es etwas dauern dauert gilt kostet euch euer eure für ganz gibt haben habe habt hat "
    "ich ihm ihn ihnen ihr im in ist ja kann kannst könnt können lange man mehr mein meine mich "
    "mir mit nach noch nun nur oder ob sein sie sind so über um und uns viel viele vom von vor "
    "wann war was welche welchen welcher welches wenn wer werden wie wir wird wo zu zum zur hoch "
    "will würde würden möchte brauche muss müssen soll denn eigentlich mal wurde sich sehr "
)
_SPANISH = (
    "a al algo cuesta vale dura durar algún alguna así aun con cual cuál cuando cuándo cuanto "
    "cuánto cuánta cuántos cuántas cómo de del desde donde dónde e el ella ello en entonces es "
    "esa ese eso esta está este esto están ha hay he la las le les lo los me mi mis mucho más muy "
    "nos o os otra otro para pero por porque pues puede puedo que qué quién se ser si sin sobre "
    "son su sus también te tiempo tiene tienen tenéis tengo tu un una unas unos y ya tarda tardan "
    "tardar hora quiero quisiera necesito debo podéis pueden podemos favor hacer hace "
)
_FRENCH = (
    "au aux avec ce ces cela chez comment dans des du elle en est et il ils je le les leur ma "
    "mais mes mon ne nous on ou où par pas pour quand que quel quelle qui sa se ses si son sur ta "
    "te un une vous y "
)
_ITALIAN = (
    "che chi ci con da dei del della di e gli ho i il io la le lo ma mi ne nel non per più quando "
    "quanto questo se si sono su un una "
)
_PORTUGUESE = (
    "as com como da das do dos em esta isso isto na nas no nos o os ou para por quanto quantos se "
    "sem um uma "
)
_DUTCH = "de een en het hoe ik je kan met naar niet of op te van voor wat we wil zijn "

FUNCTION_WORDS = frozenset(
    " ".join((_ENGLISH, _GERMAN, _SPANISH, _FRENCH, _ITALIAN, _PORTUGUESE, _DUTCH)).split()
)
