"""The writer's verbs: make, change, move, rename and remove what a story is made of."""
