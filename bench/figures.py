"""Writes docs/reference/figures.md from what the benchmarks printed.

python -m bench.figures accept.json turns.json … > docs/reference/figures.md
"""

import json
import sys
from pathlib import Path

from bench.report import Figures, arguments

TITLES = {
    "shop_right": "Sample shop: the right passage answers, or none where there is none",
    "shop_wrong": "Sample shop: something is given as the answer that is not",
    "clinc150_accuracy": "clinc150: the question that is meant comes first, in scope",
    "clinc150_auroc": "clinc150: the confidence tells in scope from out of scope (AUROC)",
    "clinc150_calibration_error": "clinc150: expected calibration error on the test part",
    "curekart_accuracy": "hint3_curekart: the question that is meant comes first, in scope",
    "curekart_best_mcc": "hint3_curekart: best Matthews correlation over all thresholds",
    "xquad_mean_accuracy": "xquad: the passage that answers comes first, mean of five languages",
    "xquad_worst_accuracy": "xquad: the same, worst language",
    "tau2_search_p50_ms": "tau2_knowledge: a search, median (ms)",
    "tau2_search_p95_ms": "tau2_knowledge: a search, 95th percentile (ms)",
    "ratio": "Messages accepted and durable by REST, against a bare FastAPI with one insert",
    "first_ratio": "The same of first messages of new visitors",
    "share_while_answering": "Messages accepted by `up` at full load of answers, against idle",
    "p99_ms_while_answering": "The same, 99 of 100 accepted within (ms)",
    "processor_ms_16_at_once": "Processor time of a turn, all processes, 16 at once (ms)",
    "processor_ms_alone": "The same, one at a time (ms)",
    "idle_p50_ms": "A visitor's message in to the built-in answer out, one at a time, median (ms)",
    "turns_per_second": "Turns per second, everything on one machine",
    "lost_or_double": "Answers lost or given twice under that load",
    "accepted": "Messages accepted while engines and processes are killed and stopped",
    "lost": "Of these, lost",
    "doubled": "kept twice",
    "out_of_order": "out of order",
    "gaps": "Gaps in timelines",
    "unanswered": "Conversations without an answer or a person",
    "answered_twice": "Messages answered twice",
    "missing_on_screens": "Messages missing on a visitor's screen in the end",
    "held_jobs": "Jobs held",
    "answers_500": "Answers of 500",
    "ended": "Processes that ended though nobody stopped them",
    "engine_to_accepted_seconds": "Longest from an engine being back to a message accepted (s)",
    "engine_to_answered_seconds": "The same, to a message answered (s)",
    "restart_to_accepted_seconds": "Longest from a process's new start to a message accepted (s)",
    "kilobytes_each": "Memory of an open socket of a visitor (kB)",
    "back_after_sigterm_seconds": "All sockets back after the gateway was started anew (s)",
    "back_after_kill_seconds": "The same, after it was killed (s)",
    "failed_tries_each": "Tries in vain of each socket then",
    "worst_ratio": "Slowest list at 1,000,000 messages against 10,000, by medians",
    "from_nothing_seconds": "`make run` in a new clone, until it is ready (s)",
    "second_start_seconds": "Second start (s)",
    "idle_memory_mb": "Memory idle, engines included (MB, PSS)",
    "seconds": "Python tests (s)",
    "loader_bytes": "What the widget's script costs a page, over the network (bytes)",
    "until_typing_bytes": "All that the widget loads until one can type (bytes)",
    "message_p50_ms": "A message sent to painted in the other browser, the slower way, median (ms)",
    "message_p95_ms": "The same, 95 of 100 (ms)",
    "longest_frame_ms": "Longest frame while 10,000 entries are scrolled (ms)",
    "lighthouse_points_lost": "Lighthouse's points that the snippet costs a page",
    "search_p50_ms": "A search in a workspace of 100,000 chunks beside 50 others, median (ms)",
    "search_p95_ms": "The same, 95th percentile (ms)",
    "dense_recall_at_10": "The vector store's ten nearest there, against exact search",
    "edit_to_searchable_seconds": "Longest from an edit there to being found elsewhere (s)",
}
HEAD = """# Figures

Made by `python -m bench.figures` from what the benchmarks printed; how they measure stands in
[bench/README.md](../../bench/README.md), and anyone can run them. Where a figure falls short of
what we want, the table says so. *Busy* is the load of one minute before and after the run: when
it is above 1 before, other programs shared the machine, and the figures are worse than the
product alone would show. The exams of the search as it is now stand on [a page of their
own](search-weights.md#exams); those in this table are from before its present index and model.

| figure | measured | wanted | reached | by | machine | busy | on |
|---|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Read the reports and write the page."""
    parser = arguments(__doc__)
    parser.add_argument("reports", nargs="+", type=Path)
    reports = [json.loads(path.read_text()) for path in parser.parse_args().reports]
    rows = [row for report in reports for row in table_rows(report)]
    details = [part for report in reports for part in detail(report)]
    sys.stdout.write(HEAD + "\n".join(rows) + "\n" + "".join(details))


def table_rows(report: Figures) -> list[str]:
    """A row for each figure of a report."""
    machine = report["machine"]
    where = f"{machine['cores']} cores, {machine['memory_gb']} GB"
    busy = f"{machine['load_before']:.1f} → {report['load_after']:.1f}"
    return [
        f"| {' | '.join(cells)} |"
        for name, said in report["wanted"].items()
        for cells in [
            (
                TITLES[name],
                str(said["value"]),
                said["reach"].replace(">=", "≥").replace("<=", "≤"),
                "yes" if said["met"] else "**no**",
                f"`{report['bench']}`",
                where,
                busy,
                report["at"][:10],
            )
        ]
    ]


def detail(report: Figures) -> list[str]:
    """What stands behind the figures of a report, as it was printed."""
    shown = {"parameters": report["parameters"], **report["results"]}
    body = json.dumps(shown, indent=1, ensure_ascii=False)
    return [
        f"\n<details><summary><code>{report['bench']}</code>, {report['at']}</summary>\n\n",
        f"```json\n{body}\n```\n\n</details>\n",
    ]


if __name__ == "__main__":
    main()
