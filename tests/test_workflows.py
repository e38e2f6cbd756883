"""What lands, what the workflows of GitHub run and what pre-commit runs are the same steps."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from anime_cli.model.kinds import KINDS, path_of

ROOT = Path(__file__).parent.parent
WORKFLOWS = ROOT / ".github/workflows"
NAMES = ("quality", "release", "tests")
STEP = re.compile(r"^(\w+)\(\) \{ # (.+)$", re.MULTILINE)
STEPS = dict(STEP.findall((ROOT / ".ci/step").read_text(encoding="utf-8")))


def read(path: Path) -> Any:
    """Return a file of YAML; `on` is a key as GitHub reads it, no truth."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # it builds nothing but text


def runs(name: str) -> list[str]:
    """Return the commands of a workflow, in order."""
    jobs = read(WORKFLOWS / f"{name}.yml")["jobs"].values()
    return [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]


def landing() -> list[str]:
    """Return the steps of .ci/run, in order."""
    (names,) = re.findall(r"^for step in (.+); do$", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    return names.split()


def test_there_are_three_workflows() -> None:
    """And no other file that GitHub would run."""
    assert sorted(path.name for path in WORKFLOWS.iterdir()) == [f"{name}.yml" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_runs_nothing_but_steps(name: str) -> None:
    """Each of its commands is a step of .ci/step that is there."""
    for command in runs(name):
        assert re.fullmatch(r"\.ci/step (\w+)( \"\$GITHUB_REF_NAME\")?", command)
        assert command.split()[1] in STEPS


def test_the_workflows_run_what_lands() -> None:
    """The two that look at every push run all steps of .ci/run, in its order, and only `install` besides."""
    steps = {name: [command.split()[1] for command in runs(name)] for name in ("tests", "quality")}
    assert {*steps["tests"], *steps["quality"]} - {"install"} == {*landing()}
    for own in steps.values():
        assert [step for step in landing() if step in own] == [step for step in own if step != "install"]


def test_what_lands_is_told_by_name() -> None:
    """.ci/run says what each of its steps is, by the words that .ci/step has for it."""
    assert all(STEPS[step] for step in landing())
    assert "tests" in landing()


def test_every_python_that_is_promised_is_tried() -> None:
    """The matrix has the versions of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    (job,) = read(WORKFLOWS / "tests.yml")["jobs"].values()
    assert job["strategy"]["matrix"]["python"] == promised


def test_a_release_is_tested_built_and_published_without_a_password() -> None:
    """Trusted publishing: one job may ask for an identity, and it runs no code of ours."""
    jobs = read(WORKFLOWS / "release.yml")["jobs"]
    assert {jobs["tests"]["uses"], jobs["quality"]["uses"]} == {
        "./.github/workflows/tests.yml",
        "./.github/workflows/quality.yml",
    }
    assert set(jobs["package"]["needs"]) == {"tests", "quality"}
    assert jobs["publish"]["needs"] == "package"
    assert [name for name, job in jobs.items() if "id-token" in job.get("permissions", {})] == ["publish"]
    assert not [step for step in jobs["publish"]["steps"] if "run" in step]
    assert "secrets" not in (WORKFLOWS / "release.yml").read_text(encoding="utf-8")
    assert all("workflow_call" in read(WORKFLOWS / f"{name}.yml")["on"] for name in ("tests", "quality"))


def step(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a step."""
    return subprocess.run([ROOT / ".ci/step", *words], capture_output=True, text=True, check=False)


def test_a_step_that_is_not_there_is_refused() -> None:
    """With the names of those that are."""
    done = step("everything")
    assert done.returncode == 2
    assert all(name in done.stderr for name in STEPS)


def test_a_tag_says_the_version() -> None:
    """The version of pyproject.toml behind a `v`, and nothing else."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert step("tagged", f"v{version}").returncode == 0
    assert step("tagged", version).returncode == 1
    assert step("tagged", f"v{version}.1").returncode == 1
    assert step("tagged").returncode == 1


def test_our_own_commits_run_steps() -> None:
    """.pre-commit-config.yaml runs steps that land as well."""
    (local,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    entries = [hook["entry"] for hook in local["hooks"]]
    assert entries
    assert all(re.fullmatch(rf"\.ci/step ({'|'.join(landing())})", entry) for entry in entries)


@pytest.mark.parametrize("hook", read(ROOT / ".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_for_stories_looks_at_documents(hook: dict[str, str]) -> None:
    """At each kind of document and at no other file; it is installed as a package of Python."""
    pattern = re.compile(hook["files"])
    assert all(pattern.search(path_of(kind, "the-fall")) for kind in KINDS)
    assert not any(
        map(pattern.search, ("README.md", "scenes/deep/a.yaml", "notes/a.yaml", "a.yaml", "story.yaml.orig"))
    )
    assert hook["language"] == "python"
    assert fnmatch(hook["entry"], "anime story *")
