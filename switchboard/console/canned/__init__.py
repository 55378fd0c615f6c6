"""Canned responses: texts to answer with."""
