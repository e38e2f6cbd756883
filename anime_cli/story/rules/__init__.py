"""The continuity rules, one idea a module. `story.check` holds their registry."""
