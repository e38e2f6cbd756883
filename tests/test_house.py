"""The house keeps its own rules, and the checks that say so fail when a rule is broken."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "anime_cli").rglob("*.py"))
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

BREACHES = {
    "a lower room imports a higher one": ("text/breach.py", "from anime_cli import studio\n", "Each room imports only"),
    "neighbours know each other": ("echo/breach.py", "from anime_cli import render\n", "Each room imports only"),
    "a room that no layer names": ("attic/__init__.py", "", "Each room imports only"),
    "a room other than cli prints": ("studio/breach.py", "import rich\n", "Only cli/ speaks Typer and Rich"),
    "a room other than history opens git": ("studio/breach.py", "import pygit2\n", "Only history/ knows pygit2"),
    "a room other than history starts a program": ("echo/breach.py", "import subprocess\n", "Only history/ knows"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts over the package that stands in FOLDER."""
    call = [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {LINT_IMPORTS}", "--no-cache"]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    """Every import runs downwards."""
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_a_broken_contract_is_seen(breach: str, tmp_path: Path) -> None:
    """Each contract fails, and says which it is, once a file breaks it."""
    path, line, contract = BREACHES[breach]
    shutil.copytree(ROOT / "anime_cli", tmp_path / "anime_cli", ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / "anime_cli" / path
    broken.parent.mkdir(exist_ok=True)
    broken.write_text(line, encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    verdicts = [line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
    assert [name.startswith(contract) for name, verdict in verdicts if verdict == "BROKEN"] == [True]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    """No file over 400 lines, no function over 40 without its docstring."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            size = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert size <= 40, f"{node.name} has {size} lines"
