"""The help center: public articles as pages, and the same as JSON."""
