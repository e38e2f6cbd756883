"""The engines that draw: the built-in storyboard, and whatever is installed beside it."""
