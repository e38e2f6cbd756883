"""The writer's commands, made for each kind of thing: its fields are options, by the tables of the format."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from anime_cli.cli import completing
from anime_cli.cli.fieldoptions import field_options, words_of
from anime_cli.cli.invocation import Context
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.model.codecs import article
from anime_cli.studio.authoring.things import SORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from anime_cli.cli.invocation import Invocation
    from anime_cli.studio.authoring.keeping import Authored, Keeping
    from anime_cli.studio.authoring.placing import Place

WRITE = "Write"
"""The panel of the commands that change a story."""

BY_PATH = {
    "scene": "cast.ren.emotion=sad",
    "chapter": "title=Thaw",
    "character": "look.hair.colour=black",
    "place": "routes.station=15m",
    "thread": "due=the-fall",
    "fact": "secret=true",
    "item": "holder=ren",
    "emotion": "plutchik.joy=0.4",
}
"""What `--set` may be given for each kind of thing, as the help shows it."""
Unset = Annotated[list[str] | None, typer.Option("--unset", metavar="FIELD", help="Take a field away.")]
Commit = Annotated[bool, typer.Option("--commit", help="Commit what was written.")]
Message = Annotated[
    str | None, typer.Option("-m", "--message", metavar="TEXT", help="Commit it, and say what changed in your words.")
]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="The id; made of the title or name without.")]
Cascade = Annotated[bool, typer.Option("--cascade", help="Take out what names it, too; it is told what that was.")]
Chapter = Annotated[
    str | None,
    typer.Option("--chapter", metavar="CHAPTER", autocompletion=completing.chapters, help="The chapter it stands in."),
]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="ID", autocompletion=completing.parts, help="Put it behind this one."),
]
Before = Annotated[
    str | None,
    typer.Option("--before", metavar="ID", autocompletion=completing.parts, help="Put it before this one."),
]
First = Annotated[bool, typer.Option("--first", help="Put it first.")]
Last = Annotated[bool, typer.Option("--last", help="Put it last.")]


@dataclass(frozen=True, slots=True)
class Shown:
    """The examples that the help of the commands of one kind shows, two each."""

    add: tuple[str, str]
    edit: tuple[str, str]
    rename: tuple[str, str]
    remove: tuple[str, str]
    move: tuple[str, str] | None = None


def add_commands(app: typer.Typer, kind: str, shown: Shown) -> None:
    """Give the group APP the commands that write things of KIND; only what has a place can be moved."""
    one = article(kind)
    _command(app, "add", _add(kind), f"Make a new {kind}.\n\n{ADDED[bool(SORTS[kind].called)]}", shown.add)
    _command(app, "edit", _edit(kind), f"Change {one}, field by field.\n\n{EDITED}", shown.edit)
    if shown.move is not None:
        _command(app, "move", _move(kind), f"Put {one} elsewhere in the story.", shown.move)
    _command(
        app,
        "rename",
        _rename(kind),
        f"Give {one} another id, everywhere.\n\n{RENAMED[bool(SORTS[kind].section)]}",
        shown.rename,
    )
    _command(app, "remove", _remove(kind), f"Take {one} out of the story.\n\n{REMOVED}", shown.remove)


ADDED = {
    True: "Its id is made of what it is called, unless --id says it. A document may stand on the standard input (-). "
    "Where nothing is said an editor opens.",
    False: "A document may stand on the standard input, with --id. Where nothing is said an editor opens.",
}
EDITED = (
    "The lines of each field change and no other byte; what they were is told. With - a document on the standard input "
    "takes the place of the old one. Where nothing is said it opens in an editor."
)
RENAMED = {
    False: "Its file gets the new id, and so does every place that names it; nothing else changes.",
    True: "Every place that names it gets the new id; nothing else changes.",
}
REMOVED = "Where something names it nothing is done, and the places are listed; --cascade takes them out, too."


def _command(
    app: typer.Typer, name: str, made: tuple[Callable[..., None], list[Parameter]], about: str, lines: tuple[str, str]
) -> None:
    """Register a command whose parameters were made from a table."""
    call, parameters = made
    call.__doc__ = about
    call.__name__ = name
    call.__annotations__ = {each.name: each.annotation for each in parameters}
    call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    app.command(name, epilog=examples(*lines), rich_help_panel=WRITE)(call)


def _parameter(name: str, annotation: Any, default: Any = None) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _needed(name: str, annotation: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation)


CONTEXT = _needed("context", Context)
KEPT = [
    _parameter("commit", Commit, default=False),
    _parameter("message", Message),
    _parameter("dry_run", DryRun, default=False),
    _parameter("json", Json, default=False),
]
PLACED = [_parameter("after", After), _parameter("before", Before)]
EDGES = [_parameter("first", First, default=False), _parameter("last", Last, default=False)]


def _name(kind: str) -> Any:
    called = "An id, or a name that only one of them has." if kind in {"character", "place"} else f"The {kind}'s id."
    return Annotated[str, typer.Argument(metavar=kind.upper(), autocompletion=completing.of(kind), help=called)]


def _set(kind: str) -> Any:
    told = f"Any field by its path, as {BY_PATH[kind]}."
    return Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help=told)]


def _source(what: str, about: str) -> Any:
    return Annotated[str | None, typer.Argument(metavar=f"[{what}]", help=about)]


def _add(kind: str) -> tuple[Callable[..., None], list[Parameter]]:
    sort = SORTS[kind]
    called = sort.called or "id"
    source = _source(f"{called.upper()}|-", f"Its {called}; - reads a document.")
    placed = [_parameter("chapter", Chapter)] if kind == "scene" else []
    parameters = [
        CONTEXT,
        _parameter("source", source),
        *field_options(sort.record),
        _parameter("assign", _set(kind)),
        _parameter("id_", Id),
        *(placed + PLACED if kind in {"scene", "chapter"} else []),
        *KEPT,
    ]

    def call(context: Context, source: str | None, id_: str | None, **given: Any) -> None:
        from anime_cli.studio.authoring.writing import add

        call = context.obj
        named = source if source != "-" else None
        words = words_of(call, kind, given, source, {sort.called: named} if sort.called and named else {})
        name = id_ or (None if sort.called else named)
        _show(call, add(call.studio, kind, words, name=name, place=_place(given), keeping=_keeping(given)), given)

    return call, parameters


def _edit(kind: str) -> tuple[Callable[..., None], list[Parameter]]:
    parameters = [
        CONTEXT,
        _needed("name", _name(kind)),
        _parameter("source", _source("-", "Reads a document from the standard input.")),
        *field_options(SORTS[kind].record),
        _parameter("assign", _set(kind)),
        _parameter("unset", Unset),
        *KEPT,
    ]

    def call(context: Context, name: str, source: str | None, **given: Any) -> None:
        from anime_cli.cli.choices import only_stdin
        from anime_cli.studio.authoring.writing import edit

        call = context.obj
        only_stdin(source, f"anime {kind} edit {name}")
        words = words_of(call, kind, given, source, {})
        _show(call, edit(call.studio, kind, name, words, keeping=_keeping(given)), given)

    return call, parameters


def _move(kind: str) -> tuple[Callable[..., None], list[Parameter]]:
    chapter = [_parameter("chapter", Chapter)] if kind == "scene" else []
    parameters = [CONTEXT, _needed("name", _name(kind)), *chapter, *PLACED, *EDGES, *KEPT]

    def call(context: Context, name: str, **given: Any) -> None:
        from anime_cli.studio.authoring.moving import move

        call = context.obj
        _show(call, move(call.studio, kind, name, _place(given), keeping=_keeping(given)), given)

    return call, parameters


def _rename(kind: str) -> tuple[Callable[..., None], list[Parameter]]:
    new = Annotated[str, typer.Argument(metavar="NEW", help="The new id.")]
    parameters = [CONTEXT, _needed("name", _name(kind)), _needed("new", new), *KEPT]

    def call(context: Context, name: str, new: str, **given: Any) -> None:
        from anime_cli.studio.authoring.renaming import rename

        call = context.obj
        _show(call, rename(call.studio, kind, name, new, keeping=_keeping(given)), given)

    return call, parameters


def _remove(kind: str) -> tuple[Callable[..., None], list[Parameter]]:
    parameters = [CONTEXT, _needed("name", _name(kind)), _parameter("cascade", Cascade, default=False), *KEPT]

    def call(context: Context, name: str, *, cascade: bool, **given: Any) -> None:
        from anime_cli.studio.authoring.removing import remove

        call = context.obj
        made = remove(call.studio, kind, name, cascade=cascade, keeping=_keeping(given))
        _show(call, made, given)

    return call, parameters


def _place(given: Mapping[str, Any]) -> Place:
    from anime_cli.cli.choices import one_edge
    from anime_cli.studio.authoring.placing import Place

    edge = one_edge(first=given.get("first", False), last=given.get("last", False))
    return Place(given.get("chapter"), given.get("after"), given.get("before"), edge)


def _keeping(given: Mapping[str, Any]) -> Keeping:
    from anime_cli.studio.authoring.keeping import Keeping

    return Keeping(commit=given["commit"], message=given["message"], dry_run=given["dry_run"])


def _show(call: Invocation, made: Authored, given: Mapping[str, Any]) -> None:
    from anime_cli.cli.views.authoring import authored
    from anime_cli.cli.views.noticed import noticed

    call.tell(made.notes)
    call.show(authored(made), as_json=given["json"])
    call.tell(noticed(made.problems))
    if made.refused and not made.stuck:
        call.tell([f"anime {made.kind} remove {made.id} --cascade takes them out, too."])
    raise typer.Exit(made.exit_code)
