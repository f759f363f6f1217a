"""What the command line's exit statuses mean."""

DONE, NOT_SETTLED, CANNOT, STOPPED, UNHEARD = 0, 1, 2, 130, 141
"""Done; something serious open or due and unanswered; bad input; stopped by the user; who read what was said went away."""
