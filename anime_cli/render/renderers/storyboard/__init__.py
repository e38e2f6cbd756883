"""The embedded renderer: storyboard panels drawn as vector art."""

from anime_cli.render.renderers.storyboard.renderer import Storyboard

__all__ = ["Storyboard"]
