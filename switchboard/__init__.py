"""Switchboard: AI customer support on web chat, WhatsApp and e-mail, with people in the loop."""

__version__ = "0.1.0"
