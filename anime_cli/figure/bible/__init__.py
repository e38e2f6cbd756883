"""The story bible set as a document."""
