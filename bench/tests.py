"""How long the Python tests take: as `make test-python` runs them, without the browser."""

import os
import subprocess
import sys
import time

from bench.report import Report, arguments, at_most

WANTED_SECONDS = 180.0


def main() -> None:
    """Run them and print; exits as they do."""
    parser = arguments(__doc__)
    parser.add_argument("paths", nargs="*", help="only these; all by default")
    asked = parser.parse_args()
    paths = asked.paths or (["tests/core"] if asked.quick else [])
    report = Report("bench.tests", vars(asked))
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]
    command += ["--no-loadscope-reorder", "-m", "not e2e", *paths]
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - began
    last_line = (ran.stdout.strip().splitlines() or [""])[-1]
    results = {"seconds": round(seconds, 1), "exit_code": ran.returncode, "said": last_line}
    report.finish(results, {"seconds": at_most(seconds, WANTED_SECONDS)})
    sys.exit(ran.returncode)


if __name__ == "__main__":
    main()
