"""Channels translate: what comes in to `InboundMessage`, what goes out to the vendor's form."""
