"""What runs before a commit is what CI runs, as far as it is fast, and comes from the project's own environment."""

import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
REPOSITORIES = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
HOOKS = [hook for repository in REPOSITORIES for hook in repository["hooks"]]
QUICK = ".venv/bin/python -m pytest -m quick"


def test_hooks_run_what_ci_runs():
    steps = [line for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if ".venv/bin/" in line]
    tests = steps.pop(0).rpartition(" && ")[2]
    assert f"{tests} -m quick" == QUICK
    assert [hook["entry"] for hook in HOOKS] == [*steps, QUICK]


def test_hooks_fetch_nothing():
    assert {repository["repo"] for repository in REPOSITORIES} == {"local"}
    assert {hook["language"] for hook in HOOKS} == {"system"}


def test_hooks_look_at_the_whole_project_at_every_commit():
    assert all(hook["always_run"] and not hook["pass_filenames"] for hook in HOOKS)


def test_pre_commit_takes_the_file():
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout + done.stderr == ""
