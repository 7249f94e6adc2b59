"""``python -m tests.mutants``: put small faults into the pure modules, one at a time, and see which the tests notice.

The faults are those of mutmut (another operator, a number one higher, an argument left out …) at places in functions
that are drawn at random, the same ones for the same seed. Each is tried in a copy of the repository with the tests
that concern its module and a time limit. What went unnoticed is printed as a difference.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import math
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import TypeVar

import libcst as cst
import pytest
from libcst import matchers
from mutmut.mutation.mutators import mutation_operators

from tests.mutants import CONCERNED, EQUIVALENT, ROOT

Job = TypeVar("Job")

COPIED = ("dashboard.py", "geodata", "pages", "ui", "tests", "pyproject.toml", "CITATION.cff", "LICENSE", "README.md")
# What is called so belongs to Streamlit and Altair.
DRAWING = ("st", "alt")
# A run is given up after so many times what it takes without a fault, and a while for starting up.
PATIENCE, START, LONGEST = 4, 20, 600
# What takes long to import and is never changed: imported once, before the processes part.
HEAVY = ("altair", "pandas", "PIL.ImageFont", "pyproj", "shapely", "streamlit.testing.v1", "folium", "geopandas")
# Statuses of pytest that say nothing of a fault: no such option, no such test, an error of its own.
WRONG = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the module as it would read with it, and the lines that differ (before, after)."""

    module: str
    code: str
    before: str
    after: str


def functions(node: cst.CSTNode) -> Iterator[cst.FunctionDef]:
    """The functions and methods of a module that only reckon and word; what draws on the page is for other tests."""
    if not isinstance(node, cst.FunctionDef):
        for child in node.children:
            yield from functions(child)
    elif not matchers.findall(node, matchers.OneOf(*(matchers.Name(name) for name in DRAWING))):
        yield node


def spoilt(node: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, list[cst.CSTNode]]]:
    """Every part of some code that mutmut knows how to spoil, with the faults it puts in its place."""
    if isinstance(node, cst.Annotation | cst.Decorator):
        return
    faults = [fault for kind, spoil in mutation_operators if isinstance(node, kind) for fault in spoil(node)]
    if faults:
        yield node, faults
    for child in node.children:
        yield from spoilt(child)


def drawn(modules: Sequence[str], seed: int, number: int) -> list[Mutant]:
    """Draw places in the modules, the same for the same seed, and for each place one of its faults."""
    chance, places = random.Random(seed), []
    for module in modules:
        tree = cst.parse_module((ROOT / module).read_text(encoding="utf-8"))
        places += [(module, tree, *one) for function in functions(tree) for one in spoilt(function)]
    chance.shuffle(places)
    found = (mutant(module, tree, place, chance.choice(faults)) for module, tree, place, faults in places)
    return list(islice((one for one in found if not changes_nothing(one)), number))


def changes_nothing(mutant: Mutant) -> bool:
    """Whether no reader could notice: a guard against slips of ours is looser, or the fault is known to be none."""
    without_guard = (re.sub(r",? ?strict=\w+|, (?=\))", "", code) for code in (mutant.before, mutant.after))
    return len(set(without_guard)) == 1 or (mutant.module, mutant.before, mutant.after) in EQUIVALENT


def mutant(module: str, tree: cst.Module, place: cst.CSTNode, fault: cst.CSTNode) -> Mutant:
    code = tree.deep_replace(place, fault).code
    lines = list(unified_diff(tree.code.splitlines(), code.splitlines(), n=0, lineterm=""))[3:]
    before, after = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return Mutant(module, code, before, after)


def tests_of(module: str) -> tuple[str, ...]:
    return tuple(path for path in CONCERNED[module] if (ROOT / path.partition("::")[0]).is_file())


def forked(folder: Path, tests: tuple[str, ...], limit: float, told: Path) -> int:
    """Begin the tests in a copy of the repository and return the process, which ends with pytest's status."""
    if process := os.fork():
        return process
    os.setsid()
    signal.alarm(math.ceil(limit))
    with told.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(folder)
    sys.path[:] = [str(folder), *(path for path in sys.path if path not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    # No compiled files are written, so that nothing of a fault is left over for the next run.
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    status = 3
    try:
        status = pytest.main(["-n0", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", *tests])
    finally:
        sys.stdout.flush()
        os._exit(status)


def ended() -> tuple[int, int]:
    """Wait for the next process to end; its status is negative if the time limit or another signal ended it."""
    process, status = os.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    return process, os.waitstatus_to_exitcode(status)


def in_turn(
    jobs: Iterable[Job], folders: Iterable[Path], begin: Callable[[Job, Path], int]
) -> Iterator[tuple[Job, Path, int, float]]:
    """Begin each job in a copy that is free; give it back with its copy, its status and the seconds it took."""
    waiting, free, running = list(jobs), list(folders), {}
    while waiting or running:
        if waiting and free:
            job, folder = waiting.pop(0), free.pop()
            running[begin(job, folder)] = job, folder, time.monotonic()
            continue
        process, status = ended()
        job, folder, begun = running.pop(process)
        yield job, folder, status, time.monotonic() - begun
        free.append(folder)


def told(folder: Path) -> Path:
    return folder.with_suffix(".txt")


def limits(modules: Iterable[str], folders: Sequence[Path]) -> dict[tuple[str, ...], float]:
    """Seconds to wait for each set of tests, from a run of each without a fault, which has to pass."""
    found, sets = {}, dict.fromkeys(tests_of(module) for module in modules)
    for tests, folder, status, seconds in in_turn(
        sets, folders, lambda tests, folder: forked(folder, tests, LONGEST, told(folder))
    ):
        if status:
            sys.exit(f"Without any fault these tests do not pass: {' '.join(tests)}\n{told(folder).read_text('utf-8')}")
        found[tests] = START + PATIENCE * seconds
    return found


def copied(folder: Path) -> Path:
    folder.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    return folder


def tried(mutants: Sequence[Mutant], workers: int) -> Iterator[tuple[Mutant, bool]]:
    """Whether each fault is noticed; as many at a time as there are workers, each in a copy of its own."""
    for name in HEAVY:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as where:
        folders = [copied(Path(where) / str(number)) for number in range(workers)]
        wait = limits((mutant.module for mutant in mutants), folders)

        def begin(mutant: Mutant, folder: Path) -> int:
            (folder / mutant.module).write_text(mutant.code, encoding="utf-8")
            tests = tests_of(mutant.module)
            return forked(folder, tests, wait[tests], told(folder))

        for mutant, folder, status, _ in in_turn(mutants, folders, begin):
            shutil.copy2(ROOT / mutant.module, folder / mutant.module)
            if status in WRONG:
                sys.exit(f"The tests of {mutant.module} could not be run.\n{told(folder).read_text('utf-8')}")
            yield mutant, status != 0


def report(results: Iterable[tuple[Mutant, bool]]) -> None:
    total, seen = Counter(), Counter()
    for mutant, was_noticed in results:
        total[mutant.module] += 1
        seen[mutant.module] += was_noticed
        if not was_noticed:
            print(f"{mutant.module}\n- {mutant.before}\n+ {mutant.after}\n", flush=True)
    for module, number in sorted(total.items()):
        print(f"{seen[module]:4} of {number:4}  {module}")
    print(f"{seen.total()} of {total.total()} noticed: {seen.total() / max(total.total(), 1):.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.partition("\n\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="only these modules, such as geodata/text.py")
    parser.add_argument("--number", type=int, default=400, help="how many faults to draw (default: 400)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others (default: 1)")
    parser.add_argument("--workers", type=int, default=2, help="how many to try at a time (default: 2)")
    given = parser.parse_args()
    if unknown := [one for one in given.modules if one not in CONCERNED]:
        parser.error(f"no tests are named for {', '.join(unknown)}")
    mutants = drawn(given.modules or list(CONCERNED), given.seed, given.number)
    report(tried(mutants, given.workers))


if __name__ == "__main__":
    main()
