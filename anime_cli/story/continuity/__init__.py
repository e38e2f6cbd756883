"""What contradicts itself in a story: a registry of rules, and the reading that they share."""
