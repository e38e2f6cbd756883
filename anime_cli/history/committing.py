"""Making a commit: what goes into it, hooks, signing, and the moves of index and branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import hooks, identity, program, trees, underway, worktree
from anime_cli.history import index as indexes
from anime_cli.history.applying import note
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import Effects
from anime_cli.history.errors import (
    ConflictsLeft,
    DetachedHead,
    EmptyMessage,
    NoSuchFile,
    NothingToCommit,
    SigningFailed,
    UnfinishedOperation,
)
from anime_cli.history.paths import inside, is_story_file, plain_file
from anime_cli.history.references import BRANCHES
from anime_cli.history.snapshot import SUBMODULE, tree_of
from anime_cli.history.trouble import translated
from anime_cli.history.undo import recording
from anime_cli.store.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pygit2

    from anime_cli.history.commits import Commit
    from anime_cli.history.effects import Pair, Stages
    from anime_cli.history.repository import Repository


class SeveralHeads(WorldError):
    """Git is merging several branches at once, which has no meaning scene by scene."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"git is merging {count} branches at once; here a merge brings in one.",
            hint="git commit finishes it, git merge --abort gives it up.",
        )


Trailers = tuple[tuple[str, str], ...]
TRUE = frozenset({"true", "yes", "on", "1"})
MERGE_NOTES = ("MERGE_HEAD", "MERGE_MODE", "MERGE_MSG", "MERGE_RR", "AUTO_MERGE", "SQUASH_MSG", "anime/merge.json")
REPLAY_NOTES = ("REVERT_HEAD", "CHERRY_PICK_HEAD")


def commit(
    repository: Repository,
    message: str,
    paths: Sequence[str] | None = None,
    trailers: Sequence[tuple[str, str]] = (),
) -> Commit:
    """Commit every change of the work tree, or only that of PATHS (files or folders); an open merge is finished by it.

    Raises:
        NothingToCommit: every file is as the last commit has it.
        ConflictsLeft: a merge is open and files are in conflict.
        DetachedHead: the commit would belong to no branch.
        EmptyMessage, NoSuchFile, UnfinishedOperation, HookRefused, SigningFailed, IndexLocked: as they say.
    """
    text = composed(message, trailers)
    branch = current_branch(repository)
    with recording(repository, "commit", tuple(paths or ())) as change:
        refuse_conflicts(repository)
        indexes.refuse_locked(repository)
        merged = merged_heads(repository)
        if merged and paths is not None:
            raise UnfinishedOperation("merge")
        picked = _picked(repository, paths)
        before = repository.head.commit
        tree = _tree(repository, before if paths is not None else None, picked)
        if not merged and before is not None and tree == str(tree_of(repository, before).id):
            raise NothingToCommit
        tree, entries = pre_commit(repository, "pre-commit", tree, picked, checked=bool(merged))
        parents = ([before] if before else []) + merged
        made = create(repository, tree, parents, commit_msg(repository, text, "merge" if merged else "message"))
        change.perform(
            Effects(index=entries, notes=closing_notes(repository), refs={BRANCHES + branch: (before, made)}),
            f"commit{_sort(before, merged)}: {text.splitlines()[0]}",
        )
    hooks.tell(repository, "post-commit")
    return commit_of(repository, made)


def _sort(before: str | None, merged: list[str]) -> str:
    return " (merge)" if merged else "" if before else " (initial)"


def current_branch(repository: Repository) -> str:
    """Return the branch that a commit would belong to.

    Raises:
        DetachedHead: there is none.
        UnfinishedOperation: git is in the middle of something else than a merge.
    """
    found = underway.operation(repository)
    if found not in {None, "merge", "bisect"}:
        raise UnfinishedOperation(str(found))
    branch = repository.head.branch
    if branch is None:
        raise DetachedHead("a new commit")
    return branch


def refuse_conflicts(repository: Repository) -> None:
    """Make sure that no file is in conflict.

    Raises:
        ConflictsLeft: some are.
    """
    left = indexes.conflicts(indexes.opened(repository))
    if left:
        raise ConflictsLeft(left)


def merged_heads(repository: Repository) -> list[str]:
    """Return the commit that an open merge brings in, in a list; an empty one where no merge is open.

    Raises:
        SeveralHeads: git began a merge of more than two branches.
    """
    heads = (note(repository, underway.MERGE_HEAD) or "").split()
    if len(heads) > 1:
        raise SeveralHeads(len(heads))
    return heads


def closing_notes(repository: Repository) -> dict[str, Pair[str | None]]:
    """Return the effects that end an open merge, revert or pick."""
    return {name: (note(repository, name), None) for name in (*MERGE_NOTES, *REPLAY_NOTES)}


def composed(message: str, trailers: Sequence[tuple[str, str]] = ()) -> str:
    """Return the message as git keeps it: without stray blanks, with its trailers as the last paragraph.

    Raises:
        EmptyMessage: nothing is left of it.
    """
    text = message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    lines = [line.rstrip() for line in text.replace("\0", "").strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or lines[number - 1]]
    if not kept:
        raise EmptyMessage
    ends = [f"{key}: {' '.join(value.split())}" for key, value in trailers]
    return "\n".join([*kept, *(["", *ends] if ends else [])]) + "\n"


def _picked(repository: Repository, paths: Sequence[str] | None) -> dict[str, Pair[Stages]]:
    """Return what the index has and shall have for each changed file, or each below PATHS.

    Raises:
        UnsafePath: a document, or its folder, is a link.
    """
    index = indexes.opened(repository)
    with translated("read the work tree", repository.git_dir):
        changed = [path for path, flags in repository.handle.status().items() if flags and not path.endswith("/")]
        if paths is not None:
            changed = _below(repository, changed, paths)
        picked: dict[str, Pair[Stages]] = {}
        for path in changed:
            if is_story_file(path):
                plain_file(repository.folder, path)
            old = indexes.stages(index, path, {})
            if not any(stage.mode == SUBMODULE for stage in old):
                picked[path] = (old, indexes.settled(worktree.cleaned(repository, path)))
    return picked


def _below(repository: Repository, changed: list[str], paths: Sequence[str]) -> list[str]:
    found = []
    for given in paths:
        path = given.rstrip("/")
        below = [name for name in changed if name == path or name.startswith(f"{path}/")]
        if not below and not inside(repository.folder, path).exists():
            raise NoSuchFile(given)
        found += below
    return list(dict.fromkeys(found))


def _tree(repository: Repository, base: str | None, picked: Mapping[str, Pair[Stages]]) -> str:
    """Return the tree of the commit BASE, else of the index, with PICKED in it; neither is touched."""
    entries = {path: after for path, (_, after) in picked.items()}
    if base is None:
        return indexes.tree_with(repository, entries)
    return trees.tree_with(repository, base, {path: indexes.entry_of(stages) for path, stages in entries.items()})


def pre_commit(
    repository: Repository, hook: str, tree: str, picked: Mapping[str, Pair[Stages]], *, checked: bool = True
) -> tuple[str, Mapping[str, Pair[Stages]]]:
    """Let the HOOK see TREE as the index; return the tree and the entries, with what the hook added to them.

    CHECKED tells our own hook that the story that results was checked.

    Raises:
        HookRefused: it said no.
    """
    if hooks.present(repository, hook) is None:
        return tree, picked
    repository.state_dir.mkdir(parents=True, exist_ok=True)
    path = repository.state_dir / "next-index"
    extra = {"GIT_INDEX_FILE": str(path), **({} if checked else {hooks.CHECKED: ""})}
    try:
        program.output(repository.folder, "read-tree", tree, extra=extra)
        program.run(repository.folder, "update-index", "-q", "--refresh", extra=extra)
        hooks.ask(repository, hook, extra=extra)
        new = program.output(repository.folder, "write-tree", extra=extra).decode().strip()
    finally:
        path.unlink(missing_ok=True)
    return new, {**picked, **_added(repository, tree, new, picked)}


def _added(repository: Repository, old: str, new: str, picked: Mapping[str, Pair[Stages]]) -> dict[str, Pair[Stages]]:
    from anime_cli.history.checkout import tree_changes

    index = indexes.opened(repository)
    found = {}
    for path, (_, after) in tree_changes(repository, old, new).items():
        before = picked[path][0] if path in picked else indexes.stages(index, path, {})
        found[path] = (before, indexes.settled(after))
    return found


def commit_msg(repository: Repository, text: str, source: str = "message") -> str:
    """Let the hooks prepare-commit-msg and commit-msg see TEXT and return what they made of it.

    SOURCE tells the first of them where the text is from, in git's words: 'message' or 'merge'.

    Raises:
        HookRefused: one said no.
        EmptyMessage: they left nothing.
    """
    calls = [("prepare-commit-msg", source), ("commit-msg",)]
    if not any(hooks.present(repository, name) for name, *_ in calls):
        return text
    path = repository.git_dir / "COMMIT_EDITMSG"
    write_whole(path, text.encode())
    for name, *more in calls:
        hooks.ask(repository, name, str(path), *more)
    return composed(path.read_text("utf-8", "replace"))


def create(
    repository: Repository,
    tree: str,
    parents: Sequence[str],
    message: str,
    author: pygit2.Signature | None = None,
) -> str:
    """Make the commit object, signed if commit.gpgsign asks for it, and return its id; no branch moves.

    AUTHOR is whoever wrote what is committed, where that is not the person who commits.

    Raises:
        SigningFailed: it asks, and git could not.
    """
    import pygit2

    handle = repository.handle
    if (repository.setting("commit.gpgsign") or "").lower() in TRUE:
        return _signed(repository, tree, parents, message, author)
    writer, committer = author or identity.signature(repository), identity.signature(repository, "COMMITTER")
    with translated("make the commit", repository.git_dir):
        oids = [pygit2.Oid(hex=parent) for parent in parents]
        return str(handle.create_commit(None, writer, committer, message, pygit2.Oid(hex=tree), oids))


def _signed(
    repository: Repository, tree: str, parents: Sequence[str], message: str, author: pygit2.Signature | None
) -> str:
    links = [word for parent in parents for word in ("-p", parent)]
    extra = identity.variables(repository, author)
    done = program.run(repository.folder, "commit-tree", "-S", *links, tree, given=message.encode(), extra=extra)
    if done.returncode:
        raise SigningFailed(done.stderr.decode(errors="replace"))
    return done.stdout.decode().strip()
