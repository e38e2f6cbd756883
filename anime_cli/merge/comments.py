"""Comments survive a merge: those of both sides, save what a side itself took away."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.text.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from anime_cli.text.nodes import Node
    from anime_cli.text.reader import Parsed

_HASH = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment, `line` counted from 0; `beside` is what stands before it on its line, without blanks around."""

    text: str
    line: int
    beside: str


def comments(parsed: Parsed) -> list[Comment]:
    """Return the comments of a document in order."""
    text = parsed.text
    if "#" not in text:
        return []
    spans = sorted(_scalars(parsed.root))
    found = []
    at = line = begun = 0
    hit = _HASH.search(text)
    while hit is not None:
        while at < len(spans) and spans[at][1] <= hit.start():
            at += 1
        inside = at < len(spans) and hit.start() >= spans[at][0]
        if not inside:
            start = text.rfind("\n", 0, hit.start()) + 1
            line, begun = line + text.count("\n", begun, start), start
            found.append(Comment(hit.group().rstrip(), line, text[start : hit.start()].strip()))
        hit = _HASH.search(text, spans[at][1] if inside else hit.end())
    return found


def _scalars(node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, Scalar):
        yield node.span.start, node.span.end
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.span.start, key.span.end
            yield from _scalars(value)
    else:
        for item in node.items:
            yield from _scalars(item)


def expected(base: Sequence[Comment], ours: Sequence[Comment], theirs: Sequence[Comment]) -> Counter[str]:
    """Return how often each comment should stand in the merged text."""
    counts = [Counter(comment.text for comment in side) for side in (base, ours, theirs)]
    found: Counter[str] = Counter()
    for text in counts[1] | counts[2]:
        b, o, t = (count[text] for count in counts)
        found[text] = t if o == b else o if t == b else max(o, t)
    return +found


def restored(
    text: str, missing: Counter[str], sources: Sequence[tuple[str, Sequence[Comment]]], sound: Callable[[str], bool]
) -> str:
    """Put MISSING comments back into TEXT near the lines they stood at.

    SOURCES are the texts that hold them; SOUND tells whether a text still says the same.
    """
    for source, found in sources:
        lines = source.splitlines()
        for comment in reversed(found):
            if missing[comment.text] > 0:
                missing[comment.text] -= 1
                text = next(filter(sound, _candidates(text, lines, comment)))
    return text


def _candidates(text: str, lines: Sequence[str], comment: Comment) -> Iterator[str]:
    """Yield TEXT with the comment beside its own line, above or below a neighbour's line, or at the top."""
    target = text.splitlines()
    where: dict[str, int] = {}
    for number, line in enumerate(target):
        where.setdefault(_bare(line), number)
    if comment.beside in where:
        number = where[comment.beside]
        if "#" not in target[number]:
            yield _lines(target[:number], f"{target[number].rstrip()}  {comment.text}", target[number + 1 :])
    for line in lines[comment.line + (not comment.beside) :]:
        if (number := where.get(_bare(line), -1)) >= 0 and _bare(line):
            indent = target[number][: len(target[number]) - len(target[number].lstrip())]
            yield _lines(target[:number], indent + comment.text, target[number:])
    yield _lines([], comment.text, target)


def _bare(line: str) -> str:
    """Return LINE without blanks around it and without a comment after it."""
    return line.split(" #", 1)[0].strip()


def _lines(before: Sequence[str], line: str, after: Sequence[str]) -> str:
    return "".join(f"{each}\n" for each in (*before, line, *after))
