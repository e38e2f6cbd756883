"""A scene as a plain script that a person reads and types, and back: the grammar is in docs/script.md.

Both ways go through the plain values of a scene, key by key as a file has them, so that nothing is lost on the way.
"""
