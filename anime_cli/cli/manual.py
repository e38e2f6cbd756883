"""The manual page and the reference of all commands, made of what their help says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from anime_cli import __version__
from anime_cli.cli.options import NEEDS_HELP
from anime_cli.cli.topic import TOPICS, topic

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 78
"""How wide help is set on eighty columns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: the words that call it, its usage, what it does, its options and arguments, and examples."""

    words: str
    usage: str
    about: str
    rows: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]
    help: str


def entries() -> Iterator[Entry]:
    """Yield every command, groups before what stands in them, in the order of `anime --help`."""
    from typer.main import get_command

    from anime_cli.cli import root

    top = get_command(root.app)
    yield _entry("anime", top)
    for each in root.COMMANDS:
        command = get_command(import_module(each.module).app)
        yield _entry(f"anime {each.name}", command)
        for name, inner in getattr(command, "commands", {}).items():
            yield _entry(f"anime {each.name} {name}", inner)


def _entry(words: str, command: Any) -> Entry:
    told = {**command.context_settings, **NEEDS_HELP, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = command.context_class(command, info_name=words, **told)
    rows = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    return Entry(
        words,
        " ".join(command.collect_usage_pieces(context)),
        command.help or "",
        tuple((name, " ".join(told.split())) for name, told in filter(None, rows)),
        tuple(line.strip() for line in (command.epilog or "").splitlines() if line.startswith("  ")),
        "\n".join(line.rstrip() for line in command.get_help(context).splitlines()).strip() + "\n",
    )


def reference() -> dict[str, str]:
    """Return the pages of the reference by file name: one for each command of the root, one about JSON, a list."""
    pages: dict[str, list[Entry]] = {}
    for entry in entries():
        pages.setdefault([*entry.words.split(), "README"][1], []).append(entry)
    texts = {f"{name}.md": _page(found) for name, found in pages.items() if name != "README"}
    listed = "".join(f"- [`anime {name}`]({name}.md): {_short(pages[name][0])}\n" for name in pages if name != "README")
    top = pages["README"][0]
    results = "[What they print with `--json`](json.md), and what a program may rely on.\n"
    return texts | {"README.md": f"# Commands\n\n{_fenced(top)}\n{listed}\n{results}", "json.md": _results()}


def _results() -> str:
    """Return the page about JSON: the topic of help, then every document with the commands that print it."""
    from anime_cli.cli.catalogue import of_results

    told = topic("json")
    parts = (part.text if part.term is None else f"**{part.term}.** {part.text}" for part in told.parts)
    rows = (
        f"| [`{each.name}`](../schema/output/{each.file}) | {_first_line(each.about)} | {_commands(each.commands)} |\n"
        for each in of_results()
    )
    table = "| document | what | printed by |\n|---|---|---|\n" + "".join(rows)
    return f"# {told.title}\n\n" + "\n\n".join(parts) + f"\n\n## Every document\n\n{table}"


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _commands(commands: tuple[str, ...]) -> str:
    return ", ".join(f"`anime {each}`" for each in commands) or "every command that fails"


def _page(found: list[Entry]) -> str:
    return "\n".join(
        f"{'#' if not place else '##'} {each.words}\n\n{_fenced(each)}" for place, each in enumerate(found)
    )


def _fenced(entry: Entry) -> str:
    return f"```text\n{entry.help}```\n"


def _short(entry: Entry) -> str:
    return entry.about.strip().split("\n\n")[0].replace("\n", " ")


def manual_page() -> str:
    """Return the manual page, for man(1)."""
    found = list(entries())
    lines = [f'.TH ANIME 1 "" "anime {__version__}" "User Commands"', ".SH NAME", "anime \\- git for stories"]
    lines += [".SH SYNOPSIS", ".B anime", _roff(found[0].usage), ".SH DESCRIPTION", _roff(found[0].about)]
    lines += [".SH OPTIONS", *_rows(found[0])]
    lines.append(".SH COMMANDS")
    for entry in found[1:]:
        lines += [f".SS {_roff(entry.words)} {_roff(entry.usage)}".rstrip(), *_told(entry), *_rows(entry)]
        lines += [".PP", "Examples:", *(line for each in entry.examples for line in (".br", f"    {_roff(each)}"))]
    for name in TOPICS:
        told = topic(name)
        lines.append(f".SH {told.title.upper()}")
        for part in told.parts:
            lines += (
                [".PP", _roff(part.text)] if part.term is None else [".TP", f".B {_roff(part.term)}", _roff(part.text)]
            )
    return "\n".join([*lines, ".SH SEE ALSO", ".BR git (1)", ""])


def _told(entry: Entry) -> Iterator[str]:
    for place, block in enumerate(entry.about.strip().split("\n\n")):
        yield from [".PP", _roff(block)] if place else [_roff(block)]


def _rows(entry: Entry) -> Iterator[str]:
    for name, about in entry.rows:
        yield from (".TP", f".B {_roff(name)}", _roff(about))


def _roff(text: str) -> str:
    """Return TEXT as roff prints it: on one line, no sign of it obeyed."""
    flat = " ".join(text.split())
    escaped = flat.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped)
