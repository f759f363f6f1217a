"""Print one line for the README: how many worries the toolkit raises on the published assessments.

Run it as ``python tests/published/worries.py`` from the project's folder.
"""

from test_published import read_whole, spread_of_worries

if __name__ == "__main__":
    everything, whole = spread_of_worries(), spread_of_worries(read_whole())
    print(f"Worries: {everything} ({whole} read whole).")  # noqa: T201 - a script that prints its one line
