"""The law that ships: what is in it, when and where it is in force, and what may be printed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from eia.errors import EiaError
from eia.law import Case, Limb, Nation, law

GREAT_BRITAIN = ("England", "Scotland", "Wales")


def in_force(day: date, nation: str) -> set[str]:
    return {each.id for each in law().in_force(day, nation)}


def test_the_inventory_of_ids_is_the_one_written_down():
    listed = (Path(__file__).parent / "provisions.txt").read_text(encoding="utf-8").split()
    assert sorted({each.id for each in law().provisions}) == listed


def test_the_law_is_read_once():
    assert law() is law()


def test_there_are_25_cells_and_marriage_meets_the_first_need_only():
    cells = law().cells()
    assert len(cells) == 25
    assert len({cell.id for cell in cells}) == 25
    assert [str(c.limb) for c in cells if c.characteristic.id == "marriage_and_civil_partnership"] == ["a"]
    assert [c.id for c in law().characteristics] == [
        "age",
        "disability",
        "gender_reassignment",
        "marriage_and_civil_partnership",
        "pregnancy_and_maternity",
        "race",
        "religion_or_belief",
        "sex",
        "sexual_orientation",
    ]
    assert [c.id for c in law().characteristics if not c.relevant] == ["marriage_and_civil_partnership"]
    assert all(c.limbs == tuple(Limb) for c in law().characteristics if c.relevant)


@pytest.mark.parametrize("limb", Limb)
def test_each_need_has_its_words_and_a_provision(limb):
    assert limb.heading
    assert limb.need in {"discrimination", "opportunity", "relations"}
    assert limb.words == law().provision(limb.provision).says.replace(
        "relevant characteristic", "characteristic"
    )


def test_every_address_is_canonical():
    for each in law().provisions:
        parts = urlsplit(each.url)
        assert parts.scheme == "https", each.id
        if each.id.startswith("guidance."):
            assert "Guidance, not law" in each.says, each.id
            continue
        host = "caselaw.nationalarchives.gov.uk" if isinstance(each, Case) else "www.legislation.gov.uk"
        assert parts.netloc == host, each.id
        assert not parts.query, each.id


def test_a_cases_address_and_year_are_those_of_its_neutral_citation():
    for case in law().cases:
        year, court, number, *rest = case.citation.replace("EWCA Civ", "EWCA/Civ").split()
        division = rest[0].strip("()") if rest else ""
        path = "/".join(part.lower() for part in (court, division, year.strip("[]"), number) if part)
        assert case.url == f"https://caselaw.nationalarchives.gov.uk/{path}", case.id
        assert case.year == int(year.strip("[]"))
        assert case.since.year == case.year
        assert case.cites == f"{case.name} {case.citation}"


def test_nothing_says_that_anything_is_in_order():
    for each in law().provisions:
        for words in (each.says, *each.needs):
            assert "compliant" not in words.lower(), each.id
            assert "lawful" not in words.lower(), each.id
            assert words.count("\n") == 0
        assert each.says.endswith("."), each.id


@pytest.mark.parametrize("nation", GREAT_BRITAIN)
def test_the_general_duty_is_in_force_in_great_britain_from_5_april_2011(nation):
    assert "ea2010.s149.1.b" not in in_force(date(2011, 4, 4), nation)
    assert "ea2010.s149.1.b" in in_force(date(2011, 4, 5), nation)


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2025, 1, 1)])
def test_northern_ireland_has_section_75_and_not_section_149(day):
    there = in_force(day, "Northern Ireland")
    assert "nia1998.s75.1" in there
    assert not [name for name in there if name.startswith("ea2010")]
    assert not [name for name in in_force(day, "England") if name.startswith("nia1998")]


def test_section_75_has_its_own_grounds():
    assert law().provision("nia1998.s75.1").grounds == (
        "religious belief",
        "political opinion",
        "racial group",
        "age",
        "marital status",
        "sexual orientation",
        "men and women generally",
        "disability",
        "dependants",
    )
    assert law().provision("nia1998.s75.2").grounds == (
        "religious belief",
        "political opinion",
        "racial group",
    )


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("rra1976.s71", date(2001, 4, 2)),
        ("dda1995.s49a", date(2006, 12, 4)),
        ("sda1975.s76a", date(2007, 4, 6)),
    ],
)
def test_the_duties_before_2011_end_the_day_the_general_duty_starts(name, since):
    before = date.fromordinal(since.toordinal() - 1)
    assert name not in in_force(before, "Wales")
    assert name in in_force(since, "Wales")
    assert name in in_force(date(2011, 4, 4), "Wales")
    assert name not in in_force(date(2011, 4, 5), "Wales")
    assert law().provision(name).grounds
    assert law().provision(name).needs


def test_england_meets_the_2011_regulations_and_then_the_2017_ones():
    def regulations(day):
        return {name.split(".")[0] for name in in_force(day, "England") if name.startswith("england")}

    assert regulations(date(2011, 9, 9)) == set()
    assert regulations(date(2012, 5, 1)) == {"england2011"}
    assert regulations(date(2017, 3, 30)) == {"england2011"}
    assert regulations(date(2017, 3, 31)) == {"england2017"}
    assert regulations(date(2018, 5, 1)) == {"england2017"}


@pytest.mark.parametrize(
    ("name", "nation", "since"),
    [
        ("ea2010.s19a", "England", date(2024, 1, 1)),
        ("ea2010.s1.wales", "Wales", date(2021, 3, 31)),
        ("ea2010.s1.scotland", "Scotland", date(2018, 4, 1)),
        ("wales2011.reg8.1", "Wales", date(2011, 4, 6)),
        ("scotland2012.reg5", "Scotland", date(2012, 5, 27)),
        ("cswa2017.s1", "England", date(2018, 4, 1)),
    ],
)
def test_an_entry_starts_on_its_day(name, nation, since):
    assert name not in in_force(date.fromordinal(since.toordinal() - 1), nation)
    assert name in in_force(since, nation)


def test_specific_duties_stay_in_their_nation():
    for day in (date(2013, 1, 1), date(2024, 6, 1)):
        for nation in Nation:
            foreign = [
                other
                for other in ("england20", "scotland20", "wales20")
                if not other.startswith(nation.lower())
            ]
            assert not [name for name in in_force(day, nation) if name.startswith(tuple(foreign))]


def test_the_socio_economic_duty_is_not_in_force_in_england_or_northern_ireland():
    for nation in ("England", "Northern Ireland"):
        assert not [name for name in in_force(date(2025, 1, 1), nation) if name.startswith("ea2010.s1.")]


def test_the_covenant_duty_is_in_force_everywhere_by_the_end_of_november_2022():
    for nation in Nation:
        assert "afa2006.s343aa_af" not in in_force(date(2022, 10, 31), nation)
        assert "afa2006.s343aa_af" in in_force(date(2022, 12, 1), nation)
    assert "afa2006.s343ab" in in_force(date(2023, 1, 1), "Wales")
    assert "afa2006.s343ab" not in in_force(date(2023, 1, 1), "England")


def test_an_earlier_version_is_found_by_its_day():
    register = law()
    assert "certain decisions" in register.provision("rcypm2011.s1", date(2013, 1, 1)).says
    assert "certain decisions" in register.provision("rcypm2011.s1", date(2010, 1, 1)).says
    assert "whenever" in register.provision("rcypm2011.s1", date(2014, 5, 1)).says
    assert "whenever" in register.provision("rcypm2011.s1").says
    for day in (date(2014, 4, 30), date(2014, 5, 1)):
        assert len([each for each in register.in_force(day, "Wales") if each.id == "rcypm2011.s1"]) == 1


def test_a_day_before_2001_is_refused():
    with pytest.raises(EiaError, match="1999-12-31 is before 2001"):
        law().in_force(date(1999, 12, 31), "England")
    with pytest.raises(EiaError, match="before 2001"):
        law().applies("ea2010.s149", date(1999, 12, 31), "England")
    assert not [name for name in in_force(date(2001, 1, 1), "England") if not name.startswith("guidance.")]


def test_an_unknown_nation_is_refused():
    with pytest.raises(EiaError, match="Use one of: England, Scotland, Wales, Northern Ireland"):
        law().in_force(date(2020, 1, 1), "Cornwall")


def test_an_unknown_id_names_the_nearest_and_its_file():
    with pytest.raises(EiaError) as caught:
        law().provision("ea2010.s149.1b")
    assert "law/equality_act_2010.toml" in str(caught.value)
    assert "Did you mean 'ea2010.s149.1.b'?" in str(caught.value)
    with pytest.raises(EiaError, match=r"Did you mean 'case\.bracking'"):
        law().cites("case.braking")


def test_citations_are_given_as_printed():
    assert law().cites("ea2010.s149.1.b") == "Equality Act 2010, section 149(1)(b)"
    assert law().cites("ea2010.s19a") == "Equality Act 2010, section 19A"
    assert (
        law().cites("case.bracking")
        == "R (Bracking) v Secretary of State for Work and Pensions [2013] EWCA Civ 1345"
    )


def test_cases_do_not_come_into_force_but_are_known_from_a_day_and_apply_on_any():
    register = law()
    assert not [each for each in register.in_force(date(2025, 6, 1), "England") if isinstance(each, Case)]
    assert "case.hough" not in {case.id for case in register.known(date(2022, 6, 23))}
    assert "case.hough" in {case.id for case in register.known(date(2022, 6, 24))}
    assert register.applies("case.hough", date(2012, 1, 1), "England")
    assert not register.applies("case.hough", date(2012, 1, 1), "Northern Ireland")
    assert register.applies("ea2010.s149", date(2012, 1, 1), "England")
    assert not register.applies("ea2010.s149", date(2010, 1, 1), "England")
    with pytest.raises(EiaError, match="Did you mean"):
        register.applies("ea2010.s1499", date(2012, 1, 1), "England")


def test_a_case_known_only_by_its_year_says_so():
    bracking = law().provision("case.bracking")
    assert (bracking.decided, bracking.known_from_year, bracking.since) == (None, 2013, date(2013, 1, 1))
    kaur = law().provision("case.kaur")
    assert (kaur.decided, kaur.known_from_year) == (date(2008, 7, 29), None)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("case.bracking", ["26"]),
        ("case.brown", ["90", "91", "92", "93", "94", "95", "96"]),
        ("case.baker", ["37"]),
        ("case.hurley", ["77", "78", "96", "97"]),
        ("case.hotak", ["74", "78", "79"]),
        ("case.bridges", ["199", "200"]),
        ("case.kaur", ["25"]),
        ("case.west_berkshire", ["85"]),
    ],
)
def test_paragraphs_cited_from_memory_are_left_out(name, left_out):
    assert not set(law().provision(name).paragraphs) & set(left_out)


def test_paragraphs_that_were_read_are_there():
    assert law().provision("case.bracking").pinpoint == "[62]"
    assert law().provision("case.baker").pinpoint == "[30], [31]"
    assert law().provision("case.domb").pinpoint == ""


@pytest.mark.parametrize(
    "name", ["ea2010.s149.3.c", "ea2010.s149.4", "ea2010.s5", "ea2010.s26", "england2017.reg3"]
)
def test_well_established_numbering_is_printable_though_not_read(name):
    each = law().provision(name)
    assert (each.read, each.established, each.printable) == (False, True, True)


@pytest.mark.parametrize(
    "name", ["ea2010.s156", "ea2010.s18", "ea2010.sch18.3", "ea2010.sch3.27", "dpa2018.sch1.8", "case.meany"]
)
def test_what_was_not_read_is_not_printable(name):
    assert not law().provision(name).printable


def test_what_was_read_is_printable():
    assert law().provision("ea2010.s158").printable
    assert law().provision("case.bracking").printable


def test_the_order_is_that_of_files_and_entries():
    found = [each.file for each in law().in_force(date(2020, 1, 1), "Wales")]
    assert found == sorted(found)


def test_loading_the_law_loads_nothing_heavy():
    code = (
        "import sys; from eia.law import law; law();"
        "print(sorted(set(sys.modules) & {'pandas', 'numpy', 'scipy', 'matplotlib', 'pydantic'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
