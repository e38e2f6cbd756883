"""Findings as JSON, for remembering."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from anime_cli.story.continuity.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def pack_findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return FINDINGS as JSON holds them."""
    return [asdict(finding) for finding in findings]


def unpack_findings(rows: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Return the findings of ROWS.

    Raises:
        TypeError: a row is none of a finding.
    """
    return tuple(_finding(row) for row in rows)


def _finding(row: Mapping[str, Any]) -> Finding:
    places = {key: tuple(_evidence(each) for each in row[key]) for key in ("evidence", "chain")}
    return Finding(**{**row, **places, "address": tuple(row["address"]), "way": tuple(row["way"])})


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(path=row["path"], address=tuple(row["address"]), text=row["text"])
