"""Fails when a Python file or function outgrows what one can take in at a glance.

Usage: python scripts/check_sizes.py [ROOT]

A long file or function is where a code base starts to be hard to read, so the limits are checks
and not advice. A test tells a story from beginning to end and may be longer than other functions;
migrations are written once and left alone.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("switchboard", "bench", "tests", "scripts", "docs")
EXEMPT = ("switchboard/migrations/versions/",)
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_TEST_LINES = 60


def main() -> int:
    """Print every offence; 1 if there is one, else 0."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    offences = [offence for path in _files(root) for offence in check_file(path)]
    for offence in offences:
        print(offence)
    return 1 if offences else 0


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if not path.relative_to(root).as_posix().startswith(EXEMPT):
                yield path


def check_file(path: Path) -> Iterator[str]:
    """The offences of one file, each as `path:line: what is too long`."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > MAX_FILE_LINES:
        yield f"{path}:1: {lines} lines in the file (at most {MAX_FILE_LINES})"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            limit = MAX_TEST_LINES if node.name.startswith("test_") else MAX_FUNCTION_LINES
            if length > limit:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines (at most {limit})"


if __name__ == "__main__":
    sys.exit(main())
