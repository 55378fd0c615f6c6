"""Saved questions: run all, and see what a change of the knowledge changed."""
