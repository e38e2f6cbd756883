"""The drawing room: from scenes to pictures, each drawn once."""
