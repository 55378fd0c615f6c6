"""Children of the supervisor: what they say arrives, and they are not copies of each other."""

import os
import select
from typing import Any

from switchboard.core.ids import new_id
from switchboard.roles.children import Arguments, Child, Nursery, Reporter


def test_children_make_ids_of_their_own() -> None:
    """A fork copies the state of random generators too."""

    def run(_arguments: Arguments, report: Reporter) -> int:
        report.ready({"ids": [new_id("msg") for _ in range(100)]})
        return 0

    nursery = Nursery(run, "unused", forks=True)
    new_id("msg")
    children = [nursery.start(f"child-{number}", {}) for number in range(3)]
    ids = [id_ for child in children for id_ in _reports(child)[0]["ready"]["ids"]]
    assert len(set(ids)) == 300


def test_the_exit_code_of_a_child_is_known() -> None:
    nursery = Nursery(lambda arguments, _report: int(arguments["code"]), "unused", forks=True)
    child = nursery.start("child", {"code": 7})
    assert _reports(child) == []
    assert os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1]) == 7
    nursery.bury(child)


def _reports(child: Child) -> list[dict[str, Any]]:
    """All reports of a child, once it has ended."""
    reports: list[dict[str, Any]] = []
    while True:
        select.select([child.reports], [], [])
        more = child.read()
        if not more:
            return reports
        reports += more
