"""Everything that a new writer must know of a story, gathered from its documents and its fold."""
