"""Wiring only, a page each: the processes that Switchboard runs as, and its command line."""
