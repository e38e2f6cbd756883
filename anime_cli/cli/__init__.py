"""The terminal: one thin file a command group. Only this room speaks Typer and Rich."""
