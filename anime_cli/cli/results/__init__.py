"""The shapes of what commands print with --json, with a word about each field; how to add one: docs/architecture.md."""
