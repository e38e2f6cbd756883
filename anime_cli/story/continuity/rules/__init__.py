"""The continuity rules, one idea a module. `story/continuity/registry.py` lists them."""
