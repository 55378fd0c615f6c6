"""Saved views: filters of conversations, kept by name."""
