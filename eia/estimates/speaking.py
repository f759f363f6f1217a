"""Numbers rounded as a person would say them, a half up. The exact ones belong in the table beside the sentence."""

from __future__ import annotations

from math import floor, log10

_PER = (100, 1_000, 10_000, 100_000)
_NOISE = 9
"""Beyond so many places a number differs by what arithmetic adds, and is not told from a half."""


def per_cent(share: float) -> str:
    """Say a share: 0.469 is "47%", 0.0691 "6.9%", 0.0004 "less than 0.1%"; 0 and 1 only where they are just that."""
    return _bounded(100 * share, "%", whole=100)


def points(difference: float) -> str:
    """Say the size of a difference of shares, without its sign: 0.031 is "3.1 percentage points"."""
    said = bare_points(difference)
    return f"{said} percentage point{'' if said == '1' else 's'}"


def bare_points(difference: float) -> str:
    """Say the size of a difference of shares without its unit: 0.031 is "3.1"."""
    return _bounded(abs(100 * difference), "", whole=None)


def times(ratio: float) -> str:
    """Say a ratio: 3.207 is "3.2 times", 11.6 "12 times", 0.312 "0.31 times", 1.25 "1.25 times", 0.9996 "just under 1 times"."""
    return f"{bare_times(ratio)} times"


def bare_times(ratio: float) -> str:
    """Say a ratio without its unit. What is not 1 is never rounded to 1, nor what is above 0 to 0: a verdict may turn on it."""
    if ratio <= 0:
        return "0"
    if ratio < 0.005:  # noqa: PLR2004 - it would round to nothing
        return "less than 0.01"
    if ratio < 2:  # noqa: PLR2004 - from twice on, one figure after the point is enough
        said = f"{_half_up(ratio, 2):.2f}".rstrip("0").rstrip(".")
        if said == "1" and ratio != 1:
            return "just over 1" if ratio > 1 else "just under 1"
        return said
    return figures(ratio, 2) if ratio < 1e6 else whole_number(ratio)  # noqa: PLR2004 - a million


def figures(size: float, many: int) -> str:
    """Say a size to so many figures: 12,345 to three is "12,300", 0.2345 "0.235", 99.96 "100"; 0 is "0"."""
    if not size:
        return "0"
    places = many - 1 - floor(log10(size))
    number = _half_up(size, places)
    return f"{number:,.{max(0, places)}f}".rstrip("0").rstrip(".") if places > 0 else f"{number:,.0f}"


def pounds(amount: float) -> str:
    """Say an amount, without its sign: 1.4301 is "£1.43", 5822 "£5,822", 0.004 "less than £0.01"."""
    size = abs(amount)
    if 0 < size < 0.005:  # noqa: PLR2004 - it would round to nothing
        return "less than £0.01"
    pence = _half_up(size, 2)
    return f"£{pence:,.2f}" if pence < 1000 and pence != int(pence) else f"£{whole_number(size)}"  # noqa: PLR2004 - a thousand


def of_every(*shares: float) -> tuple[str, ...]:
    """Say shares as numbers of people of every 100, or of as many more as it takes for each share that is not 0 to be one.

    Returns:
        The base, such as "1,000", and then each number: ("1,000", "3", "0").
    """
    some = [share for share in shares if share > 0]
    apart = max(shares) - min(shares)
    wanted = min([*some, apart] if apart > 0 else some, default=1.0)
    base = next((per for per in _PER if round(wanted * per, _NOISE) >= 1), _PER[-1])
    return f"{base:,}", *(_people(share, base) for share in shares)


def whole_number(number: float) -> str:
    """Write a number to the next whole one, with commas."""
    return f"{_half_up(number, 0):,.0f}"


def _people(share: float, base: int) -> str:
    number = share * base
    if 0 < number < 0.5:  # noqa: PLR2004 - it would round to nobody
        return "fewer than 1"
    if share < 1 and _half_up(number, 0) == base:
        return f"all but a few of {base:,}"
    return whole_number(number)


def _half_up(number: float, places: int) -> float:
    """Round to so many places, below 0 for tens and hundreds, a half up: 28.499999999999996 is the 28.5 that was divided."""
    scaled = floor(round(number * 10.0**places, _NOISE) + 0.5)
    return float(scaled / 10**places if places > 0 else scaled * 10**-places)


def _bounded(size: float, sign: str, *, whole: float | None) -> str:
    """Say a size from 0, never rounding what is not nothing to 0, nor what is not all to all."""
    if 0 < size < 0.05:  # noqa: PLR2004 - it would round to nothing
        return f"less than 0.1{sign}"
    if whole and whole > size and _half_up(size, 1) >= whole:
        return f"more than {whole - 0.1:.1f}{sign}"
    ten = 10
    if size >= ten and not (whole and whole - 1 < size < whole):
        return f"{whole_number(size)}{sign}"
    return f"{_half_up(size, 1):g}{sign}"


def years(number: int) -> str:
    """Say a number of years: "1 more year", "3 more years"."""
    return f"{number} more year{'' if number == 1 else 's'}"
