"""Rate the pictures of shots and scenes, and take one's own ratings back."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from anime_cli.model.record import Person, Record
    from anime_cli.render.cache import RenderCache
    from anime_cli.render.plan import Entry, Plan
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.judging import Judgement
    from anime_cli.studio.studio import Studio
    from anime_cli.vision.taste import RatedPicture, Rating

SHOWN = 5


class NotDrawn(WorldError):
    """What shall be rated has no picture."""

    def __init__(self, shots: Sequence[str], options: str = "") -> None:
        few = shots[:SHOWN]
        more = f" and {len(shots) - SHOWN} more" if len(shots) > SHOWN else ""
        super().__init__(
            f"There is no picture of {', '.join(few)}{more}, so nothing was rated.",
            hint=f"anime render run {few[0]}{options}",
        )


class NothingToRate(WorldError):
    """A scene without a single shot."""

    def __init__(self, scene: str) -> None:
        super().__init__(
            f"The scene {scene} has no shot, so it has no picture to rate.", hint=f"anime scene write {scene}"
        )


class NothingNamed(UsageError):
    """Ratings are to be taken back, and nobody said which, or said it twice."""

    def __init__(self) -> None:
        super().__init__("Name scenes or shots, or say --all.", hint="anime taste forget rooftop-dusk")


class NotRated(WorldError):
    """The person has said nothing that could be taken back."""

    def __init__(self, addresses: Sequence[str], who: Person) -> None:
        of = f" of {', '.join(addresses)}" if addresses else ""
        super().__init__(f"There is no rating{of} by {who.name} <{who.email}>.", hint="anime taste show --mine")


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings that were made, or would be; those in `unchanged` had been given before, to the letter.

    `earlier` are the shots whose picture was drawn before the story changed them.
    """

    ratings: tuple[Rating, ...]
    unchanged: tuple[Rating, ...] = ()
    earlier: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Ratings that were taken back, or would be."""

    ratings: tuple[Rating, ...]
    dry_run: bool = False


def rate_pictures(
    studio: Studio, judgements: Sequence[Judgement], *, revision: str | None = None, dry_run: bool = False
) -> Rated:
    """Say of pictures, as the person that git knows, how good they are: all of JUDGEMENTS, or none.

    A scene is rated by its key shot. What is rated is the picture of the story as it stands; where that is not drawn,
    the one that was drawn last. REVISION, or a flag of size or renderer, asks for a certain one. The record holds all
    that the picture was drawn from.

    Raises:
        ShotNotFound: an address leads nowhere.
        NotDrawn: there is no picture.
        UnknownPerson: git doesn't know who works here.
    """
    from anime_cli.history import records
    from anime_cli.vision.taste import ratings, words_of

    who, at = records.signed(studio.repository)
    shown = _pictures(studio, [each.address for each in judgements], revision)
    before = words_of(records.read(studio.repository).records, who)
    words = [_word(each, shown[each.address].picture, who, at, before.get(each.address, ())) for each in judgements]
    made = [word for word in words if word not in before.get(word.about, ())]
    if made and not dry_run:
        records.append(studio.repository, made, _message("Rate", made))
    given = {rating.id: rating for rating in ratings(words).said}
    earlier = tuple(each.picture.shot for each in shown.values() if each.earlier)
    fresh, kept = ([given[word.id] for word in words if (word in made) is new] for new in (True, False))
    return Rated(tuple(fresh), tuple(kept), earlier, dry_run)


def withdraw_ratings(
    studio: Studio, addresses: Sequence[str], *, every: bool = False, dry_run: bool = False
) -> Withdrawn:
    """Take back what the person that git knows said of ADDRESSES, or EVERY rating of theirs.

    A record stays in the branch that keeps it; another says that it no longer holds.

    Raises:
        NothingNamed: neither addresses nor EVERY are given, or both.
        NotRated: there is nothing to take back.
        UnknownPerson: git doesn't know who works here.
    """
    from anime_cli.history import records
    from anime_cli.model.record import withdrawal
    from anime_cli.vision.taste import ratings, words_of

    if bool(addresses) == every:
        raise NothingNamed
    who, at = records.signed(studio.repository)
    before = words_of(records.read(studio.repository).records, who)
    lacking = [address for address in addresses if address not in before]
    if lacking or not before:
        raise NotRated(lacking, who)
    ended = {address: before[address] for address in addresses or sorted(before)}
    if not dry_run:
        made = [withdrawal(words, address, who, at) for address, words in ended.items()]
        records.append(studio.repository, made, _message("Take back the rating of", made))
    taken = ratings(word for words in ended.values() for word in words).standing
    return Withdrawn(tuple(sorted(taken, key=lambda rating: rating.address)), dry_run)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The picture that stands for an address; `earlier` tells that the story has changed it since it was drawn."""

    picture: RatedPicture
    earlier: bool


def _pictures(studio: Studio, addresses: Sequence[str], revision: str | None) -> dict[str, _Shown]:
    """Return the picture that stands for each of ADDRESSES."""
    from anime_cli.render.cache import open_cache
    from anime_cli.studio.drawing import Wanted, plan_pictures

    plan = plan_pictures(studio, Wanted(tuple(addresses), revision, key_only=True))
    entries = {entry.address: entry for entry in plan.entries}
    story, cache = studio.story(revision), open_cache(studio.cache)
    shots = {address: _shot(story, address) for address in addresses}
    options = _options(studio, revision)
    shown = {address: _shown(entries[shot], plan, cache, exact=bool(options)) for address, shot in shots.items()}
    missing = [shots[address] for address, picture in shown.items() if picture is None]
    if missing:
        raise NotDrawn(missing, options)
    return {address: picture for address, picture in shown.items() if picture is not None}


def _options(studio: Studio, revision: str | None) -> str:
    """Return the options by which a certain picture was asked for, as a command line has them."""
    told = {"revision": revision, **{name: studio.flags.get(name) for name in ("size", "renderer")}}
    return "".join(f" --{name} {value}" for name, value in told.items() if value is not None)


def _shot(story: Story, address: str) -> str:
    """Return the shot that stands for ADDRESS: itself, or the key shot of a scene."""
    from anime_cli.render.shots import key_shot

    if ":" in address:
        return address
    shot = key_shot(story, story.scenes[address])
    if shot is None:
        raise NothingToRate(address)
    return shot.address


def _shown(entry: Entry, plan: Plan, cache: RenderCache, *, exact: bool) -> _Shown | None:
    """Return the picture of ENTRY; where it is not drawn, and EXACT doesn't forbid it, the one that was drawn last."""
    from anime_cli.vision.taste import RatedPicture

    last = {} if exact else cache.last([entry.address])
    drawn = plan.record(entry) if entry.cached else last.get(entry.address)
    data = cache.get(drawn.key) if drawn is not None else None
    if drawn is None or data is None:
        return None
    digest = sha256(data).hexdigest()
    picture = RatedPicture(entry.address, digest, drawn.key, drawn.renderer, drawn.version, drawn.request)
    return _Shown(picture, earlier=not entry.cached)


def _word(judged: Judgement, picture: RatedPicture, who: Person, at: datetime, before: Sequence[Record]) -> Record:
    """Return the record of a judgement: the one of BEFORE if it is the only one and says the same, else a new one."""
    from anime_cli.model.record import new_record
    from anime_cli.vision.taste import KIND, body_of

    body = body_of(judged.stars, picture, judged.note)
    if [word.body for word in before] == [body]:
        return before[0]
    return new_record(KIND, judged.address, who, at, body=body, replaces=(word.id for word in before))


def _message(doing: str, made: Sequence[Record]) -> str:
    """Return what git's log says of records that are made together."""
    first = made[0].about
    return f"{doing} {first}" if len(made) == 1 else f"{doing} {first} and {len(made) - 1} more"
