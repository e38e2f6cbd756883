"""A story in git: the only room that knows pygit2 or runs git."""
