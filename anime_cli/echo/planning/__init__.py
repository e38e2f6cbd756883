"""The planner's rules: read a premise, cast it, tell it. What is told stands in `brains/planner/*.yaml`."""
