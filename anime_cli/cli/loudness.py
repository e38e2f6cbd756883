"""How much a call says: `--quiet` and `--verbose` stand before the command's name, as help shows them, or behind it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperOption

OPTIONS = (
    ("--quiet", "-q", "Say nothing but results and errors."),
    ("--verbose", "-v", "Say more about what is done."),
)


def tunable(command: Any) -> Any:
    """Let COMMAND take both options behind its name as well, but where it has an option of that name itself."""
    taken = {word for parameter in command.params for word in parameter.opts}
    command.params.extend(_option(*option) for option in OPTIONS if not taken & {*option[:2]})
    return command


def _option(name: str, short: str, said: str) -> TyperOption:
    return TyperOption(
        param_decls=[name, short],
        is_flag=True,
        default=False,
        expose_value=False,
        hidden=True,
        help=said,
        callback=_set,
    )


def _set(context: Any, parameter: Any, wanted: bool) -> None:  # called by the parser
    if wanted:
        setattr(context.obj.terminal, parameter.name, True)
