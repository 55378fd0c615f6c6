"""What is too long is named; what is not passes."""

from pathlib import Path

import pytest

from scripts.check_sizes import MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_TEST_LINES, check_file


def function(name: str, lines: int) -> str:
    return f"def {name}():\n" + "    pass\n" * (lines - 1)


@pytest.mark.parametrize(
    ("text", "offences"),
    [
        (function("f", MAX_FUNCTION_LINES), 0),
        (function("f", MAX_FUNCTION_LINES + 1), 1),
        (function("test_f", MAX_TEST_LINES), 0),
        (function("test_f", MAX_TEST_LINES + 1), 1),
        ("\n" * MAX_FILE_LINES, 0),
        ("\n" * (MAX_FILE_LINES + 1), 1),
    ],
)
def test_the_limits_hold_on_both_sides(tmp_path: Path, text: str, offences: int) -> None:
    path = tmp_path / "code.py"
    path.write_text(text)
    assert len(list(check_file(path))) == offences
