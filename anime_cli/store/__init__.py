"""What may be deleted: files by content, one small database, and a lock between processes."""
