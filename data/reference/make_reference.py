# noqa: INP001 - a script beside its data, not a module of a package
"""Make the compact population baselines of this folder from the long source files.

Run it from the project's folder, with the folder of source files as its only argument::

    python data/reference/make_reference.py SOURCE_FOLDER

Every table is written wide (one row an area, one column a category) with a TOML file of the same stem that says
where it comes from. The same sources give the same bytes. What each table is stands in ``tables.toml``.
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import lsq_linear  # type: ignore[import-untyped]  # scipy ships no types

HERE = Path(__file__).resolve().parent
PLACE = "E06000049"  # the one place whose small areas are held: Cheshire East
ENGLISH_DISTRICTS = ("E06", "E07", "E08", "E09")
METHODS = {
    "published": "published",
    "sum_of_ltla": "summed from districts",
    "sum_of_lsoa": "summed from small areas",
    "sum_of_msoa": "summed from middle-layer areas",
    "margin_of_multivariate_table": "margin of a published cross-tabulation",
}
FURTHER = (  # not shipped: they only help to find which districts make up a region
    "census2021_general_health_16plus_ltla.csv",
    "census2021_rm122_sexual_orientation_by_age_by_sex_ltla.csv",
    "census2021_rm123_sexual_orientation_by_disability_ltla.csv",
    "census2021_rm125_sexual_orientation_by_ethnic_group_ltla.csv",
)
NOT_CATEGORIES = (
    "geography_code",
    "geography_name",
    "geography_type",
    "characteristic",
    "count",
    "table_id",
    "method",
)
LOOKUPS = ("lookup_counties", "lookup_authorities_2023")  # written by hand from the sources in their sidecars
COUNTRIES = {"K04000001": "England and Wales", "E92000001": "England", "W92000004": "Wales"}


def main(arguments: list[str]) -> None:
    """Read the source folder named on the command line and write every table of this folder."""
    if len(arguments) != 1:
        sys.exit("Give one argument: the folder of source files.")
    source = Path(arguments[0])
    described = tomllib.loads((HERE / "tables.toml").read_text(encoding="utf-8"))
    defaults = described.pop("common")
    wide: dict[str, pd.DataFrame] = {}
    summed: list[str] = []
    kinds: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for stem, about in described.items():
        if "source_file" not in about:
            continue
        long = read(source / about["source_file"])
        names.update(zip(long["geography_code"], long["geography_name"], strict=True))
        wide[stem], kinds[stem] = widen(long)
        if kinds[stem]["regions"] == METHODS["sum_of_ltla"]:
            summed.append(stem)
    # The regions are found from the tables whose region rows are exact sums of districts: addition must reproduce them.
    region_of = find_regions(wide, summed, more_evidence(source))
    wide["age_mid_2020"], kinds["age_mid_2020"] = add_up(wide["age_mid_2020"], region_of)
    made = find_sums(names, region_of, source)
    for stem, table in wide.items():
        write(stem, in_order(with_sums(table, made)).reset_index())
        kinds[stem]["counties"] = kinds[stem]["authorities_made_since"] = METHODS["sum_of_ltla"]
        warnings = [*defaults["warnings"], *described[stem].get("warnings", [])]
        if described[stem].get("census", True):
            warnings = [*defaults["census_warnings"], *warnings]
            described[stem] = {**defaults["census_facts"], **described[stem]}
        describe(stem, {**described[stem], "method": kinds[stem], "warnings": warnings})
    write_places(names, region_of, made)
    write_small_areas(source)
    write("esp2013", read(source / "esp2013.csv"))
    for stem in ("places", *LOOKUPS, "small_areas_2011", "small_areas_2021", "deri_cut_points", "esp2013"):
        describe(stem, described[stem])


def read(path: Path) -> pd.DataFrame:
    """Read a source file as text ("None" and "NA" are text too), with counts as whole numbers."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    if "count" in table:
        table["count"] = table["count"].astype("int64")
    return table


def widen(long: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Turn a long table into one row an area, categories in the order of the source; say how each kind of area arose."""
    order = list(dict.fromkeys(long["category"]))
    table = long.pivot_table(index="geography_code", columns="category", values="count", aggfunc="sum")[order]
    if table.isna().any().any() or len(long) != table.size:
        sys.exit("A category is missing or doubled for an area.")
    kinds = {"districts": METHODS["published"], "regions": "absent", "countries": "absent"}
    if "method" in long:
        for kind, plural in (("ltla", "districts"), ("region", "regions"), ("country", "countries")):
            (how,) = set(long.loc[long["geography_type"] == kind, "method"])
            kinds[plural] = METHODS[how]
    return table.astype("int64"), kinds


def more_evidence(source: Path) -> pd.DataFrame:
    """Read the further tables, wide, with their variables joined to one name of a category."""
    tables = []
    for name in FURTHER:
        long = read(source / name)
        given = [column for column in long if column not in NOT_CATEGORIES]
        long["category"] = long[given].agg(" / ".join, axis=1)
        tables.append(widen(long.drop(columns="method", errors="ignore"))[0])
    return pd.concat(tables, axis=1)


def find_regions(wide: dict[str, pd.DataFrame], summed: list[str], further: pd.DataFrame) -> dict[str, str]:
    """Find each English district's region: the only districts whose counts add up, exactly, to the region's row.

    Bounded least squares gives the candidate (weights of 0 to 1, one a district); the proof is by addition alone:
    every category of every table whose region row is a sum of districts must be reproduced to the last person,
    and every district must be used once.
    """
    tables = [*(wide[stem] for stem in wide if stem != "age_mid_2020"), further]
    counts = pd.concat(tables, axis=1, keys=range(len(tables))).astype(float)
    exact = pd.concat([wide[stem] for stem in summed], axis=1, keys=summed)
    districts = [code for code in counts.index if code.startswith(ENGLISH_DISTRICTS)]
    scale = counts.loc[districts].std() + 1
    share = (counts.loc[districts] / scale).T.to_numpy()
    found: dict[str, str] = {}
    for region in sorted(code for code in counts.index if code.startswith("E12")):
        fit = lsq_linear(share, (counts.loc[region] / scale).to_numpy(), (0, 1), max_iter=5000)
        members = [code for code, weight in zip(districts, fit.x, strict=True) if weight > 1 / 2]
        if not (exact.loc[members].sum() == exact.loc[region]).all() or found.keys() & set(members):
            sys.exit(f"The districts of {region} could not be found by addition.")
        found.update(dict.fromkeys(members, region))
    if len(found) != len(districts):
        sys.exit("Some district has no region.")
    return found


def add_up(table: pd.DataFrame, region_of: dict[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Add regions and countries to a table of districts."""
    english, welsh = table[table.index.str.startswith("E")], table[table.index.str.startswith("W")]
    extra = english.groupby(english.index.map(region_of)).sum()
    extra.loc["E92000001"], extra.loc["W92000004"] = english.sum(), welsh.sum()
    extra.loc["K04000001"] = table.sum()
    kinds = {"districts": METHODS["published"]} | dict.fromkeys(
        ("regions", "countries"), METHODS["sum_of_ltla"]
    )
    return pd.concat([table, extra]).rename_axis("geography_code"), kinds


def find_sums(names: dict[str, str], region_of: dict[str, str], source: Path) -> pd.DataFrame:
    """Read the lookups of authorities that are summed from districts, one row an authority, and check them.

    Every district's name must be the census table's; the authorities of one lookup share no district; all districts of
    two-tier counties (E07) have a county; an authority lies in one region; an authority made since is made of one
    county's districts; the districts gone by 2024 are those of the counties that ended; and `check_made_since` must find each by the published Indices of Deprivation.
    """
    read_in = {stem: read(HERE / f"{stem}.csv") for stem in LOOKUPS}
    for stem, lookup in read_in.items():
        named = lookup["district_code"].map(names) == lookup["district_name"]
        if not named.all() or lookup["district_code"].duplicated().any():
            sys.exit(f"{stem}: a district is not known by that name, or stands there twice.")
    counties, later = read_in.values()
    if set(counties["district_code"]) != {code for code in names if code.startswith("E07")}:
        sys.exit("The counties do not have every district of the two tiers.")
    gone = set(read(source / "imd2025_england_ltla24_summary.csv")["ltla24_code"])
    gone = {code for code in counties["district_code"] if code not in gone}
    if set(counties.loc[counties["until"] != "", "district_code"]) != gone or gone != set(
        later["district_code"]
    ):
        sys.exit("The districts of counties that ended are not those that the authorities of 2024 lack.")
    check_made_since(later, counties.set_index("district_code")["authority_code"], source)
    rows = pd.concat([counties, later])
    rows["region_code"] = rows["district_code"].map(region_of)
    found = rows.groupby("authority_code").agg(
        name=("authority_name", "first"),
        since=("since", "first"),
        until=("until", "first"),
        districts=("district_code", tuple),
        region_code=("region_code", "first"),
        regions=("region_code", "nunique"),
    )
    if (found["regions"] != 1).any():
        sys.exit("An authority lies in more than one region.")
    return found


def check_made_since(later: pd.DataFrame, county_of: pd.Series[str], source: Path) -> None:
    """Check each authority made since against its published share of small areas in England's most deprived tenth.

    Of all sets of districts of the one county, only the set in the lookup may reproduce that share, to the four
    decimals published (Indices of Deprivation 2025, small areas by district of 2022, and summary by authority of 2024).
    """
    areas = read(source / "imd2025_england_lsoa21.csv")
    areas["worst"] = areas["imd2025_decile"] == "1"
    counted = areas.groupby("ltla22_code")["worst"].agg(["sum", "size"])
    summary = read(source / "imd2025_england_ltla24_summary.csv").set_index("ltla24_code")
    shares = summary["imd_proportion_of_lso_as_in_most_deprived_10_percent_nationally"].astype(float)
    for code, members in later.groupby("authority_code")["district_code"]:
        (county,) = set(members.map(county_of))
        candidates = [district for district, its in county_of.items() if its == county]
        sets = itertools.chain.from_iterable(
            itertools.combinations(candidates, size) for size in range(1, len(candidates) + 1)
        )
        hits = [
            each
            for each in sets
            if f"{counted.loc[list(each), 'sum'].sum() / counted.loc[list(each), 'size'].sum():.4f}"
            == f"{shares[code]:.4f}"
        ]
        if hits != [tuple(members)]:
            sys.exit(f"{code} is not the only sum of districts with its published share: {hits}.")


def with_sums(table: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Add a row for every authority that is summed from districts."""
    sums = {code: table.loc[list(districts)].sum() for code, districts in made["districts"].items()}
    return pd.concat([table, pd.DataFrame(sums).T.astype("int64")]).rename_axis("geography_code")


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Put countries first, then regions, then counties, then districts, each by code."""
    return table.loc[sorted(table.index, key=place_in_order)]


def place_in_order(code: str) -> tuple[int, str]:
    """Say where a code stands in every table."""
    return ("country", "region", "county", "district").index(kind_of(code)), code


def kind_of(code: str) -> str:
    """Say what kind of area a code is."""
    if code in COUNTRIES:
        return "country"
    return {"E12": "region", "E10": "county"}.get(code[:3], "district")


def write_places(names: dict[str, str], region_of: dict[str, str], made: pd.DataFrame) -> None:
    """Write every place with its kind, nation and region, the days it stood, and the districts it is summed from."""
    names = {**names, **dict(zip(made.index, made["name"], strict=True))}
    region_of = {**region_of, **dict(zip(made.index, made["region_code"], strict=True))}
    replaced = {
        district: f"{dt.date.fromisoformat(since) - dt.timedelta(days=1)}"
        for since, districts in zip(made["since"], made["districts"], strict=True)
        if since
        for district in districts
    }
    until = replaced | made["until"].to_dict()
    rows = [
        {
            "code": code,
            "name": names.get(code, COUNTRIES.get(code, "")),
            "type": kind_of(code),
            "nation": COUNTRIES[code]
            if code in COUNTRIES
            else "England"
            if code.startswith("E")
            else "Wales",
            "region_code": region_of.get(code, ""),
            "since": made["since"].get(code, ""),
            "until": until.get(code, ""),
            "districts": " ".join(made["districts"].get(code, ())),
        }
        for code in sorted(names.keys() | COUNTRIES.keys(), key=place_in_order)
    ]
    write("places", pd.DataFrame(rows))


def write_small_areas(source: Path) -> None:
    """Write the place's small areas of 2011 and of 2021 apart, and England's fifths of the risk index."""
    areas = read(source / "lsoa11_ruc_imd2019_deri.csv")
    labels = read(source / "ruc11_codes.csv")
    areas = areas.merge(labels, on="ruc11_code", how="left", validate="many_to_one").rename(
        columns={
            "deri_v1_6_score_england": "deri_score",
            "deri_broadband_component": "deri_broadband",
            "deri_demography_component": "deri_demography",
            "deri_deprivation_component": "deri_deprivation",
        }
    )
    columns = ["lsoa11_code", "lsoa11_name", "ruc11_code", "ruc11_name", "imd2019_decile", "deri_score"]
    columns += ["deri_broadband", "deri_demography", "deri_deprivation"]
    write("small_areas_2011", areas.loc[areas["ltla21_code"] == PLACE, columns].sort_values("lsoa11_code"))
    scores = areas.loc[areas["lsoa11_code"].str.startswith("E"), "deri_score"].astype(float).to_numpy()
    shares = (0.2, 0.4, 0.6, 0.8)
    cuts = [f"{cut:.6f}" for cut in np.quantile(scores, shares, method="linear")]
    write(
        "deri_cut_points",
        pd.DataFrame({"share_below": shares, "deri_score": cuts, "areas_in_england": len(scores)}),
    )
    later = read(source / "census2021_cheshire_east_lsoa21.csv")
    health = later[later["table_id"] == "TS038"]
    table = health.pivot_table(
        index=["geography_code", "geography_name"], columns="category", values="count", aggfunc="sum"
    )
    table = table.reset_index().rename(
        columns={"geography_code": "lsoa21_code", "geography_name": "lsoa21_name"}
    )
    table["disabled"] = table["Disabled under the Equality Act"].astype("int64")
    table["usual_residents"] = table["disabled"] + table["Not disabled under the Equality Act"].astype(
        "int64"
    )
    write(
        "small_areas_2021",
        table[["lsoa21_code", "lsoa21_name", "disabled", "usual_residents"]].sort_values("lsoa21_code"),
    )


def write(stem: str, table: pd.DataFrame) -> None:
    """Write a table with the line ends of this project on any system."""
    (HERE / f"{stem}.csv").write_text(
        table.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n"
    )


def describe(stem: str, about: dict[str, Any]) -> None:
    """Write what is known of a table beside it, as TOML."""
    lines = [
        "# Written by make_reference.py from tables.toml and the source files; change those, not this file."
    ]
    sections = []
    for name, value in about.items():
        if name in ("source_file", "census"):
            continue
        if isinstance(value, dict):
            sections += ["", f"[{name}]", *(f"{key} = {as_toml(entry)}" for key, entry in value.items())]
        else:
            lines.append(f"{name} = {as_toml(value)}")
    (HERE / f"{stem}.toml").write_text("\n".join([*lines, *sections]) + "\n", encoding="utf-8", newline="\n")


def as_toml(value: object) -> str:
    """Write one plain value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[\n" + "".join(f"  {as_toml(entry)},\n" for entry in value) + "]"
    return str(value)  # numbers and dates read the same in TOML


if __name__ == "__main__":
    main(sys.argv[1:])
