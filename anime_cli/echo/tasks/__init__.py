"""What the writers' room can be asked to do, one module a task."""
