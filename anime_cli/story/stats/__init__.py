"""What can be counted in a story: a module for each kind of figure, none of them a mark for quality."""
