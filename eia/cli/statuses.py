"""What the command line's exit statuses mean."""

DONE, NOT_SETTLED, CANNOT, STOPPED = 0, 1, 2, 130
"""Done; something serious open or due and unanswered; bad input; stopped by the user."""
