"""Changes to several files of a story that are made together or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.studio.studio import Studio
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain
    from anime_cli.text.splice import Edit


@dataclass
class Draft:
    """Files of the work tree as they were read, and as they shall be; None is no file.

    Nothing is written before `write`. A file is read when it is first asked for, and only written over what was read.
    """

    studio: Studio
    before: dict[str, str | None] = field(default_factory=dict)
    after: dict[str, str | None] = field(default_factory=dict)
    _hashes: dict[str, str | None] = field(default_factory=dict)
    _values: dict[str, tuple[str, dict[str, Plain]]] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        """The documents that stand in the work tree."""
        return frozenset(self.studio.repository.files())

    @property
    def paths(self) -> list[str]:
        """The documents that will stand there, sorted."""
        gone = {path for path, text in self.after.items() if text is None}
        return sorted((self.files | self.after.keys()) - gone)

    def text(self, path: str) -> str:
        """Return what will stand at PATH.

        Raises:
            NotReadable: the file is no UTF-8 text.
            UnsafePath: the path leads out of the story or through a link.
        """
        if path not in self.after:
            self._read(path)
        text = self.after.get(path) if path in self.after else self.before[path]
        assert text is not None
        return text

    def value(self, path: str) -> dict[str, Plain]:
        """Return what will stand at PATH as plain values, not to be changed.

        Raises:
            TextError: the text can't be read.
        """
        from anime_cli.merge.shelf import layout_for
        from anime_cli.text.plain import plain
        from anime_cli.text.reader import read

        text = self.text(path)
        if self._values.get(path, ("", {}))[0] != text:
            found = plain(read(text, path, layout_for(path)).root)
            self._values[path] = text, found if isinstance(found, dict) else {}
        return self._values[path][1]

    def edit(self, path: str, edits: Iterable[Edit]) -> None:
        """Make EDITS in the document at PATH: the lines of what changes, and no other byte.

        Raises:
            TextError, SpliceError: the text can't be read, or not be changed so.
        """
        from anime_cli.merge.shelf import layout_for
        from anime_cli.text.splice import splice

        self.put(path, splice(self.text(path), edits, path, layout_for(path)))

    def put(self, path: str, text: str) -> None:
        """Let TEXT stand at PATH."""
        if path in self.files:
            self._read(path)
        else:
            self.before[path] = self._hashes[path] = None
        self.after[path] = text

    def again(self) -> Draft:
        """Return a draft of the same files as they were read, in which nothing is changed."""
        return Draft(self.studio, dict(self.before), {}, dict(self._hashes))

    def drop(self, path: str) -> None:
        """Let no file stand at PATH."""
        if path in self.files:
            self._read(path)
            self.after[path] = None
        else:
            self.after.pop(path, None)

    @property
    def changed(self) -> list[str]:
        """The paths of what will be written or removed."""
        return sorted(path for path, text in self.after.items() if text != self.before[path])

    def changes(self) -> tuple[Change, ...]:
        """Tell what is changed in story terms; of a file that could not be read before, nothing."""
        from anime_cli.merge.diff import diff_documents

        paths = [path for path in self.changed if self.before[path] is None or _reads(self.before[path] or "", path)]
        return diff_documents({path: self.before[path] for path in paths}, {path: self.after[path] for path in paths})

    def refuse_invalid(self) -> None:
        """Make sure that every changed document says what a document may; one that did not before need not now.

        Raises:
            AnimeError: one does not.
        """
        from anime_cli.model.load import load

        for path in self.changed:
            text, before = self.after[path], self.before[path]
            if text is None:
                continue
            try:
                load(text.encode(), path)
            except AnimeError:
                if before is None or _loads(before, path):
                    raise

    def write(self, command: str, arguments: Sequence[str]) -> None:
        """Write the files, all or none, as one COMMAND that can be taken back.

        Raises:
            ChangedMeanwhile: a file is no longer what was read; nothing is written.
            UnsafePath, ReadOnlyFolder: as they say.
        """
        from anime_cli.history.undo import recording
        from anime_cli.history.writing import write_files

        texts = {path: self.after[path] for path in self.changed}
        contents = {path: None if text is None else text.encode() for path, text in texts.items()}
        with recording(self.studio.repository, command, arguments):
            write_files(self.studio.repository, contents, {path: self._hashes[path] for path in contents})

    def _read(self, path: str) -> None:
        from anime_cli.history.snapshot import read_file
        from anime_cli.text.trouble import decoded

        if path in self.before:
            return
        data, name = read_file(self.studio.repository, path)
        self.before[path], self._hashes[path] = decoded(data, path), name


def at(value: Plain, address: Address) -> Plain:
    """Return what stands at ADDRESS in VALUE, None where nothing does."""
    for part in address:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        else:
            return None
    return value


def listing(draft: Draft, path: str, key: str) -> list[str]:
    """Return the names that the list at KEY of the document at PATH has; one name alone is a list of one."""
    found = draft.value(path).get(key)
    if isinstance(found, str):
        return [found]
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _reads(text: str, path: str) -> bool:
    from anime_cli.merge.shelf import layout_for
    from anime_cli.text.errors import TextError
    from anime_cli.text.reader import read

    try:
        read(text, path, layout_for(path))
    except TextError:
        return False
    return True


def _loads(text: str, path: str) -> bool:
    from anime_cli.model.load import load

    try:
        load(text.encode(), path)
    except AnimeError:
        return False
    return True
