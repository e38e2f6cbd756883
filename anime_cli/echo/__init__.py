"""The writers' room: brains that answer requests, and the tasks they are asked to do."""
