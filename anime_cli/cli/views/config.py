"""Settings: their values, where these come from, and what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import SETTING, SETTING_CHANGED, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.machine import Overruling, Setting, SettingChanged, Settings
    from anime_cli.studio.configuring import Changed, Told


def settings(told: Sequence[Told]) -> View:
    """Show every setting, a row each."""
    rows = [(Styled(each.setting.name, "cyan"), *_row(each)) for each in told]
    data: Settings = {"settings": [_data(each) for each in told]}
    return SETTINGS.view(data, [Table(("setting", "value", "from", ""), rows)])


def _row(told: Told) -> tuple[str, Styled, Styled]:
    origin = told.resolved.origin
    return (
        told.resolved.value,
        Styled(origin, "" if origin == "default" else "green"),
        Styled(told.setting.about, "dim"),
    )


def setting(told: Told, *, origin: bool) -> View:
    """Show the value of one setting; with ORIGIN where it comes from as well."""
    said: Line = [told.resolved.value, Styled(f"  ({told.resolved.origin})", "dim")] if origin else told.resolved.value
    return SETTING.view(_data(told), [said])


def _data(told: Told) -> Setting:
    return {
        "name": told.setting.name,
        "value": told.resolved.value,
        "origin": told.resolved.origin,
        "default": told.setting.default,
        "about": told.setting.about,
        "variable": told.setting.variable,
        "of_story": told.setting.of_story,
    }


def changed(done: Changed) -> View:
    """Show a setting that was changed, and what overrules it."""
    ruling: Overruling | None = (
        None if done.ruling is None else {"value": done.ruling.value, "origin": done.ruling.origin}
    )
    data: SettingChanged = {
        "name": done.name,
        "before": done.before,
        "after": done.after,
        "path": str(done.file),
        "overruled": ruling,
    }
    return SETTING_CHANGED.view(data, _changed(done))


def _changed(done: Changed) -> Iterator[Line]:
    if done.before == done.after:
        yield f"{done.file} {'says so already' if done.after is not None else f'does not name {done.name}'}."
    elif done.after is None:
        yield [Styled(done.name, "cyan"), f" is no longer set in {done.file}; it was {done.before}."]
    else:
        was = f"; it was {done.before}" if done.before is not None else ""
        yield [Styled(done.name, "cyan"), f" is {done.after} in {done.file}{was}."]
    if done.ruling is not None:
        yield Styled(f"It doesn't count as long as the {done.ruling.origin} says {done.ruling.value}.", "yellow")
