"""The reviewing room: what people and models think of pictures."""
