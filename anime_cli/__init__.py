"""Git for stories: branch, merge, check and draw them."""

__version__ = "0.1.0"
