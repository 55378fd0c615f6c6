"""Web push as its RFCs have it: the example of RFC 8291, and what a browser makes of a message."""

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from switchboard.handover.notices.webpush import (
    LONGEST_MESSAGE,
    Receiver,
    Sender,
    _encrypt,
    as_message,
    decode,
    encode,
)

ENDPOINT = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"
RECEIVER = Receiver(
    ENDPOINT,
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "BTBZMqHH6r4Tts7J_aSIgg",
)


def test_the_example_of_the_rfc() -> None:
    number = int.from_bytes(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    sent = _encrypt(
        b"When I grow up, I want to be a watermelon",
        RECEIVER,
        ec.derive_private_key(number, ec.SECP256R1()),
        decode("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert encode(sent) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
        "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexS"
        "gSxsj_Qulcy4a-fN"
    )


def test_the_sender_proves_who_it_is_and_stays_the_same() -> None:
    sender = Sender("a secret", "mailto:admin@example.com")
    assert sender.public_key == Sender("a secret", "mailto:x@example.com").public_key
    assert sender.public_key != Sender("another", "mailto:x@example.com").public_key
    headers = sender.headers(ENDPOINT, seconds=60)
    token, key = headers["Authorization"].removeprefix("vapid t=").split(", k=")
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(key))
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = point.public_bytes(serialization.Encoding.PEM, form)
    claims = jwt.decode(token, pem, algorithms=["ES256"], audience="https://push.example.net")
    assert claims["sub"] == "mailto:admin@example.com"


@pytest.mark.parametrize(("p256dh", "auth"), [("AAAA", RECEIVER.auth), (RECEIVER.p256dh, "AAAA")])
def test_keys_that_cannot_be_used_are_refused(p256dh: str, auth: str) -> None:
    RECEIVER.check()
    with pytest.raises(ValueError, match=r".+"):
        Receiver(ENDPOINT, p256dh, auth).check()


def test_a_long_notice_is_cut_to_what_push_services_take() -> None:
    assert len(as_message({"title": "Somebody wrote", "body": "🙂" * 4000})) <= LONGEST_MESSAGE
