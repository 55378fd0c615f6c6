"""The few lines that put the widget on a site."""

import json


def widget_snippet(base_url: str, widget_key: str) -> str:
    """HTML for a site's pages; calls made before the script has loaded wait in a queue."""
    boot = json.dumps({"key": widget_key})
    return (
        "<script>\n"
        "  window.Switchboard = window.Switchboard || function () {\n"
        "    (window.Switchboard.q = window.Switchboard.q || []).push(arguments);\n"
        "  };\n"
        f"  Switchboard('boot', {boot});\n"
        "</script>\n"
        f'<script async src="{base_url}/widget.js"></script>'
    )
