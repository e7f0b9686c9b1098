import tomllib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from abm.scenario.toml_text import toml_text

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    NAMES,
)
LISTS = st.lists(SCALARS, max_size=3)
TABLES = st.recursive(
    st.dictionaries(NAMES, st.one_of(SCALARS, LISTS), max_size=4),
    lambda inner: st.dictionaries(NAMES, st.one_of(SCALARS, inner), max_size=4),
    max_leaves=6,
)
ENTRIES = st.dictionaries(NAMES, st.one_of(SCALARS, st.dictionaries(NAMES, SCALARS, max_size=3)), max_size=3)


@given(TABLES, st.lists(ENTRIES, min_size=1, max_size=3))
def test_what_is_written_reads_back(table, entries):
    document = {"table": table, "entries": entries}
    assert tomllib.loads(toml_text(document)) == document


def test_a_small_document_looks_like_one():
    document = {"name": "a", "run": {"end": date(2014, 3, 31)}, "policy": [{"set": {"a.b": True}}]}
    assert toml_text(document) == ('name = "a"\n\n[run]\nend = 2014-03-31\n\n[[policy]]\nset = { "a.b" = true }\n')
