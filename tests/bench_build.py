"""`make bench`: what a build costs, and how soon a saved text is on its page; beside other builders.

Everybody builds the same pages in both languages: we from the data, the others from what
`python -m macros plain` writes. CPU is user and system time of all processes, memory the largest
resident set of one. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, copy_project
from tests.records import grow
from tests.served import Served

ADDRESS = "https://example.org/handbook/"
CACHE = ROOT / ".cache"
BARE, CHINESE = "MkDocs and Material", "MkDocs, Material and jieba"
PAGE, TEXT = "practices/team-meetings/", "data/practices/team-meetings.yml"


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU and by the clock, and megabytes."""

    cpu: float
    wall: float
    memory: float


def cost(commands: Sequence[Sequence[str | Path]], folder: Path, more: Path | None = None) -> Cost:
    """What commands cost, one after the other; `more`: where Python finds more packages.

    Raises CalledProcessError.
    """
    environment = {
        **os.environ,
        **({"PYTHONPATH": str(more)} if more else {}),
        "HANDBOOK_SITE_URL": ADDRESS,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    cpu = memory = 0.0
    start = time.perf_counter()
    for command in commands:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise subprocess.CalledProcessError(status, [str(part) for part in command])
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024))
    return Cost(cpu, time.perf_counter() - start, memory)


def builders(project: Path, plain: Path) -> dict[str, Callable[[], Cost]]:
    """Who builds: ours in the project, the others from the plain pages."""
    configs = [plain / "zh.yml", plain / "en.yml"]
    other = CACHE / "properdocs" / "bin"

    def from_plain(*command: str | Path, more: Path | None = None) -> Callable[[], Cost]:
        return lambda: cost([[*command, config] for config in configs], plain, more)

    mkdocs = (other / "mkdocs", "build", "-q", "-f")

    return {
        "this handbook": lambda: cost([[sys.executable, "-m", "macros", "site"]], project),
        BARE: from_plain(*mkdocs),
        # What Material's documentation wants for a search in Chinese.
        CHINESE: from_plain(*mkdocs, more=CACHE / "jieba"),
        "ProperDocs and Material": from_plain(other / "properdocs", "build", "-q", "-f"),
        "Zensical": from_plain(CACHE / "zensical" / "bin" / "zensical", "build", "--clean", "-f"),
    }


def told(values: Sequence[float], digits: int = 2) -> str:
    """The median, with the smallest and the largest where there were several."""
    middle = f"{statistics.median(values):.{digits}f}"
    return f"{middle} ({min(values):.{digits}f}–{max(values):.{digits}f})" if len(values) > 1 else middle


def share(values: Sequence[float], others: Sequence[float]) -> str:
    """One median as a share of another; nothing where there is no other."""
    return f"{statistics.median(values) / statistics.median(others):.2f}" if others else ""


def saved(project: Path, runs: int) -> list[float]:
    """Seconds from saving a text to having its page in both languages."""
    served = Served(project)
    try:
        for root in ("", "en/"):
            served.wait(f"{root}{PAGE}", "<h1")
        file = project / TEXT
        text = file.read_text(encoding="utf-8")
        times = []
        for number in range(runs):
            file.write_text(text.replace("\n  en: Hold", f"\n  en: {number} Hold"), encoding="utf-8")
            start = time.perf_counter()
            served.ask(PAGE)
            page = served.ask(f"en/{PAGE}")[1]
            times.append(time.perf_counter() - start)
            assert f"{number} Hold regular".encode() in page
        file.write_text(text, encoding="utf-8")
        return times
    finally:
        served.end()


def bench(records: int, runs: int, names: Sequence[str]) -> None:
    """Measure one size and print its rows."""
    with tempfile.TemporaryDirectory() as folder:
        project, plain = Path(folder) / "project", Path(folder) / "plain"
        project.mkdir()
        copy_project(project)
        grow(project / "data", records)
        cost([[sys.executable, "-m", "macros", "plain", "--to", plain]], project)
        known = {name: build for name, build in builders(project, plain).items() if name in names}
        costs: dict[str, list[Cost]] = {name: [] for name in known}
        for _ in range(runs):
            # In turn, so that whatever else this machine does disturbs all alike.
            for name, build in known.items():
                costs[name].append(build())
        for name, found in costs.items():
            cpu, wall, memory = ([getattr(one, what) for one in found] for what in ("cpu", "wall", "memory"))
            shares = " | ".join(
                share(cpu, [one.cpu for one in costs.get(other, ())]) for other in (BARE, CHINESE)
            )
            row = f"| {records:,} | {name} | {told(cpu)} | {shares} | {told(wall)} | {told(memory, 0)} |"
            print(row, flush=True)
        times = told(saved(project, max(runs, 3)))
        print(f"| {records:,} | saved text to both pages | | | | {times} | |", flush=True)


def main() -> None:
    names = [*builders(Path(), Path())]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[26, 260, 1040])
    parser.add_argument("--runs", type=int, help="builds of each; left out, five, and at 1,040 records one")
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    options = parser.parse_args()
    print("| records | builder | CPU s | of bare | of it with jieba | wall s | memory MB |")
    print("|---|---|---|---|---|---|---|")
    for records in options.records:
        bench(records, options.runs or (5 if records < 1000 else 1), options.only)


if __name__ == "__main__":
    main()
