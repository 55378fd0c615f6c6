"""Asking for a person is heard in many ways and languages, and not heard where it is not meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.assistant.person import asks_for_person, asks_who_answers

ASKS = """
I want to talk to a human
can i speak with someone
agent
human please
Representative!
I need a real person
please connect me with customer service
Can I talk to a person please?
I don't want to talk to a bot, give me a human
not a bot. a human!
why can't I speak to a person?
is there a real person here?
let me speak to your manager
transfer me to an agent
operator
I'd like to talk to someone about my order
Is there someone I can talk to?
Ich möchte mit einem Menschen sprechen
Kann ich mit jemandem reden?
Mitarbeiter bitte
Verbinden Sie mich bitte mit einem Mitarbeiter
Ich will einen echten Menschen
ich brauche einen Mitarbeiter
Kein Bot, bitte ein Mensch
Bitte mit einer echten Person verbinden
Quiero hablar con una persona
¿Puedo hablar con alguien?
agente por favor
Páseme con un humano
necesito hablar con un asesor
quiero que me atienda una persona
¿no puedo hablar con una persona?
no quiero un robot, quiero una persona
je veux parler à un humain
je voudrais parler à quelqu'un
Passez-moi un conseiller
Vorrei parlare con un operatore
operatore
Quero falar com um atendente
ik wil een medewerker spreken
Chcę porozmawiać z konsultantem
Müşteri temsilcisi ile görüşmek istiyorum
Хочу поговорить с оператором
转人工
オペレーターと話したい
get me a human
I would like a human agent
human
I want to speak to customer support
Hi, can I talk to a real human please? My lamp is broken
I don't want to talk to a bot
I do not want to chat with a machine
I'm not talking to a robot
No quiero hablar con un robot
no quiero hablar con una máquina
ich will nicht mit einem Bot reden
Ich will nicht mit einem Bot schreiben
Ich möchte nicht mit einer Maschine sprechen
je ne veux pas parler à un robot
non voglio parlare con un bot
não quero falar com um robô
ik wil niet met een bot praten
nie chcę rozmawiać z botem
не хочу говорить с роботом
"""
DOES_NOT_ASK = """
no person needed
I don't need a human
I do not want to talk to a person
no need to talk to a person, just tell me the return policy
without talking to a person, can I cancel?
are you a human?
am I talking to a real person?
Can another person pick up my parcel?
how long do I have to send something back?
Can someone else pick up my order?
What are the hours of your customer service?
I want a gift for a person who likes camping
how many people can sleep in the tent?
I need a person to sign for the parcel?
Ist der Rucksack für eine Person geeignet?
Kein Mensch nötig
Ich brauche keinen Mitarbeiter
Kann eine andere Person das Paket annehmen?
Ich möchte nicht mit einem Menschen sprechen
Bist du ein Mensch?
Spreche ich mit einem Menschen?
no quiero hablar con una persona
no hace falta una persona
¿Puede otra persona recoger el paquete?
¿Eres humano?
¿Cuántas personas caben en la tienda?
I need a new lamp for my agent office
does the warranty cover a second person
Can my colleague return it for me?
Is there a discount for employees?
my neighbour spoke to the driver
How do I contact customer service?
I need help with my order
Do you need a person to be home for delivery?
do people need to be at home?
Wie viele Personen passen in das Zelt?
sin hablar con nadie, quiero cancelar
I don't need a person
I want to talk to a bot
I don't mind talking to a bot
no me importa hablar con un robot
I don't want to talk to a person, a bot is fine
does the robot vacuum not speak to my phone?
Der Saugroboter spricht nicht mit der App
"""


@pytest.mark.parametrize("text", ASKS.strip().splitlines())
def test_a_wish_for_a_person_is_heard(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize("text", DOES_NOT_ASK.strip().splitlines())
def test_other_mentions_of_people_are_no_wish_for_one(text: str) -> None:
    assert not asks_for_person(text)


@pytest.mark.parametrize(
    "text", ["are you a bot?", "Am I talking to a real person?", "Bist du ein Mensch?"]
)
def test_the_question_who_answers_is_heard(text: str) -> None:
    assert asks_who_answers(text)


@given(st.text(max_size=400))
def test_any_text_can_be_asked_about(text: str) -> None:
    asks_for_person(text)
    asks_who_answers(text)
