"""Three-way merge and diff in story terms: text in, text and plain values out. No git, no files."""
