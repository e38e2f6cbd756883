"""Groups that import a command, or build it of its function, only when it is called."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_command_from_info, get_command_name
from typer.models import CommandInfo

from anime_cli.cli.loudness import tunable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of the root: its name, its one line of help, the panel it stands in and the module that holds `app`."""

    name: str
    help: str
    panel: str
    module: str


WHOLE = 1000
"""Characters within which a first sentence is never cut; it goes on in a line of its own."""


class PanelGroup(TyperGroup):
    """A group that lists its commands under their panels, in the order they were written."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command called CMD_NAME, None when there is none; it may be told there how much to say."""
        command = super().get_command(ctx, cmd_name)
        return command and tunable(command)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write one section a panel, the first sentence of each command whole; all share one width for the names."""
        shown = [(name, self.commands[name]) for name in self.list_commands(ctx) if not self.commands[name].hidden]
        width = max((len(name) for name, _ in shown), default=0)
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, command in shown:
            panel = getattr(command, "rich_help_panel", None)
            title = panel if isinstance(panel, str) else "Commands"
            panels.setdefault(title, []).append((name.ljust(width), command.get_short_help_str(WHOLE)))
        for title, rows in panels.items():
            with formatter.section(title):
                formatter.write_dl(rows)


class Commands(MutableMapping[str, Any]):
    """Commands by name, each built when it is asked for: to build all of a large group takes longer than to run one."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        found = self._built[name]
        if isinstance(found, CommandInfo):
            found = self._built[name] = get_command_from_info(
                found, pretty_exceptions_short=True, rich_markup_mode=None
            )
        return found

    def __setitem__(self, name: str, command: Any) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


class LazyApp(Typer):
    """An app whose commands wait in `later` until they are called."""

    def __init__(self, **options: Any) -> None:
        self.later = later = Commands()

        class Group(PanelGroup):
            """The group that Typer makes of this app."""

            def __init__(self, **attributes: Any) -> None:
                super().__init__(**attributes)
                self.commands = later

        super().__init__(cls=Group, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """Return a decorator that lets a function be a command of this app."""
        register = super().command(name, **options)

        def decorate(verb: Any) -> Any:
            register(verb)
            info = self.registered_commands.pop()
            self.later[info.name or get_command_name(verb.__name__)] = info
            return verb

        return decorate


class LazyGroup(PanelGroup):
    """The root: stubs stand in for the commands until one of them is called."""

    entries: tuple[Entry, ...] = ()

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.fill(self.entries)

    def fill(self, entries: Iterable[Entry]) -> None:
        """Put a stub in the place of each command of ENTRIES."""
        for entry in entries:
            stub = TyperCommand(entry.name, help=entry.help, rich_markup_mode=None, rich_help_panel=entry.panel)
            self.add_command(stub, entry.name)

    def load(self, name: str) -> Any:
        """Import the command called NAME and let it take its stub's place."""
        entry = next((entry for entry in self.entries if entry.name == name), None)
        if entry is None:
            return self.commands.get(name)
        command = get_command(import_module(entry.module).app)
        command.name = entry.name
        self.commands[name] = command
        return command

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command called CMD_NAME, imported; None when there is none."""
        return tunable(self.load(cmd_name)) if cmd_name in self.commands else super().get_command(ctx, cmd_name)
