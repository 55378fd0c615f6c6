"""The benchmarks: one command each, JSON on stdout. See README.md beside this file."""
