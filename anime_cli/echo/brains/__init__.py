"""The brains that stand ready, and the way to those that are installed beside them."""
