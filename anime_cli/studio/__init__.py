"""What a person can do, one function a verb: open a story, do one thing, record it. This is where the rooms meet."""
