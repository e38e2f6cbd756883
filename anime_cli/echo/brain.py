"""What every brain is: something that answers a request.

A request says the task's name and its typed input, and carries the messages for brains that read language: a model
reads the messages, the planner reads the task and its input.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Source = Literal["rules", "model"]
"""Who wrote the words: authored rules and data, or a language model."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a model; `role` is 'system', 'user' or 'assistant'."""

    role: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a brain is asked: `input` is the task's own dataclass, `schema` the JSON Schema of the wished reply."""

    task: str
    input: object
    seed: int = 0
    messages: tuple[Message, ...] = ()
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A brain's answer: `text` for a reader, `value` for the task where the brain gives one."""

    text: str
    brain: str
    source: Source
    model: str | None = None
    value: object = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether a brain can answer now, in one sentence."""

    ready: bool
    sentence: str
    model: str | None = None


@runtime_checkable
class Brain(Protocol):
    """Anything that can answer a request."""

    name: str

    def health(self) -> Health:
        """Tell whether the brain can answer now."""
        ...

    def complete(self, request: Request) -> Reply:
        """Answer REQUEST whole."""
        ...

    def stream(self, request: Request) -> Iterator[str]:
        """Answer REQUEST piece by piece; the pieces together are the reply's text."""
        ...
