"""Drawing that is not a scene: colours, paths, SVG documents, type."""
