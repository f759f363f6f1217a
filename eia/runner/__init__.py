"""Running the report's notebook over proposals, and writing what comes of it.

Nothing is loaded here: papermill looks into this package for its engine whenever it starts.
"""
