"""Names for contacts who gave none: a color, an animal and a number, made from the contact's id.

Nothing is stored, so nothing goes stale. Spanish has colors that are the same for every gender, and
German joins the two words, so no form has to be chosen.
"""

import hashlib
from typing import Final

NICKNAME_LANGUAGES: Final = ("en", "es", "de")
_FIRST_NUMBER = 10
_NUMBERS = 90

_COLORS: Final = [
    tuple(row.split())
    for row in """
        Amber ámbar Bernstein | Azure azul Azur | Burgundy burdeos Burgund
        Caramel caramelo Karamell | Cherry cereza Kirsch | Cinnamon canela Zimt
        Cobalt cobalto Kobalt | Copper cobre Kupfer | Coral coral Korallen
        Crimson carmesí Karmesin | Emerald esmeralda Smaragd | Garnet granate Granat
        Honey miel Honig | Indigo índigo Indigo | Ivory marfil Elfenbein | Jade jade Jade
        Lavender lavanda Lavendel | Lilac lila Flieder | Lime lima Limetten | Mango mango Mango
        Mint menta Minz | Mustard mostaza Senf | Ocher ocre Ocker | Olive oliva Oliven
        Opal ópalo Opal | Orange naranja Orangen | Peach melocotón Pfirsich | Pearl perla Perlen
        Pink rosa Rosen | Purple púrpura Purpur | Quartz cuarzo Quarz | Ruby rubí Rubin
        Saffron azafrán Safran | Sapphire zafiro Saphir | Scarlet escarlata Scharlach
        Silver plata Silber | Topaz topacio Topas | Turquoise turquesa Türkis
        Vanilla vainilla Vanille | Violet violeta Veilchen
    """.replace("\n", " | ").split("|")
    if row.strip()
]
_ANIMALS: Final = [
    tuple(row.split())
    for row in """
        Albatross albatros albatros | Alpaca alpaca alpaka | Antelope antílope antilope
        Badger tejón dachs | Bear oso bär | Beaver castor biber | Bison bisonte bison
        Blackbird mirlo amsel | Bumblebee abejorro hummel | Butterfly mariposa falter
        Chamois rebeco gämse | Cheetah guepardo gepard | Crane grulla kranich
        Deer ciervo hirsch | Dolphin delfín delfin | Dragonfly libélula libelle
        Eagle águila adler | Falcon halcón falke | Finch pinzón fink | Flamingo flamenco flamingo
        Fox zorro fuchs | Gazelle gacela gazelle | Gecko geco gecko | Giraffe jirafa giraffe
        Hare liebre hase | Hawk gavilán habicht | Hedgehog erizo igel | Heron garza reiher
        Hummingbird colibrí kolibri | Ibex íbice steinbock | Ibis ibis ibis
        Iguana iguana leguan | Jaguar jaguar jaguar | Kangaroo canguro känguru
        Koala koala koala | Lark alondra lerche | Lemur lémur lemur | Leopard leopardo leopard
        Lion león löwe | Llama llama lama | Lynx lince luchs | Magpie urraca elster
        Marten marta marder | Moose alce elch | Nightingale ruiseñor nachtigall
        Otter nutria otter | Owl búho eule | Panda panda panda | Panther pantera panther
        Parrot loro papagei | Pelican pelícano pelikan | Penguin pingüino pinguin
        Puma puma puma | Raven cuervo rabe | Salamander salamandra salamander
        Salmon salmón lachs | Seal foca robbe | Sparrow gorrión spatz | Stork cigüeña storch
        Swallow golondrina schwalbe | Swan cisne schwan | Swift vencejo segler
        Tiger tigre tiger | Toucan tucán tukan | Turtle tortuga schildkröte | Wolf lobo wolf
        Zebra cebra zebra
    """.replace("\n", " | ").split("|")
    if row.strip()
]


def nickname(contact_id: str, language: str, place: str | None = None) -> str:
    """The name of a contact without one, such as "Amber Fox 27 from Bilbao".

    Arguments:
        contact_id: the only thing that the name is made from.
        language: a tag such as `de` or `es-MX`; names are English in languages other than ours.
        place: where the contact is, if known. Two visitors from one town still differ.
    """
    color, animal, number = _words(contact_id)
    match language.partition("-")[0].lower():
        case "es":
            name = f"{animal[1].capitalize()} {color[1]} {number}"
            return f"{name} de {place}" if place else name
        case "de":
            name = f"{color[2]}{animal[2]} {number}"
            return f"{name} aus {place}" if place else name
        case _:
            name = f"{color[0]} {animal[0]} {number}"
            return f"{name} from {place}" if place else name


def _words(contact_id: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    digest = hashlib.blake2s(contact_id.encode(), digest_size=8).digest()
    rest, color = divmod(int.from_bytes(digest), len(_COLORS))
    rest, animal = divmod(rest, len(_ANIMALS))
    return _COLORS[color], _ANIMALS[animal], rest % _NUMBERS + _FIRST_NUMBER
