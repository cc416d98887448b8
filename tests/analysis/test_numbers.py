"""Numbers in all the forms in which people and lists write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintgen.analysis.numbers import (
    NumberKind,
    classify,
    comparable,
    is_hidden,
    normal_number,
    same,
)

FORMS = [
    ("13800138000", "13800138000", "mobile"),
    ("138 0013 8000", "13800138000", "mobile"),
    ("138-0013-8000", "13800138000", "mobile"),
    ("１３８００１３８０００", "13800138000", "mobile"),
    ("+8613800138000", "13800138000", "mobile"),
    ("+86 138 0013 8000", "13800138000", "mobile"),
    ("8613800138000", "13800138000", "mobile"),
    ("008613800138000", "13800138000", "mobile"),
    ("1259313800138000", "13800138000", "mobile"),
    ("1795113800138000", "13800138000", "mobile"),
    ("1790913800138000", "13800138000", "mobile"),
    ("1252013800138000", "13800138000", "mobile"),
    ("179518613800138000", "13800138000", "mobile"),
    ("013800138000", "13800138000", "mobile"),
    ("电话：13800138000", "13800138000", "mobile"),
    ("\u202a+86 138-0013-8000\u202c", "13800138000", "mobile"),
    ("10012340001", "10012340001", "other"),
    ("17000000000", "17000000000", "virtual"),
    ("17100000000", "17100000000", "virtual"),
    ("16200000000", "16200000000", "virtual"),
    ("16500000000", "16500000000", "virtual"),
    ("16700000000", "16700000000", "virtual"),
    ("14000000000", "14000000000", "mobile"),
    ("1400000000000", "1400000000000", "iot"),
    ("1410000000", "1410000000", "iot"),
    ("1064600000000", "1064600000000", "iot"),
    ("1064800000000", "1064800000000", "iot"),
    ("010-10000001", "010-10000001", "landline"),
    ("(010)10000001", "010-10000001", "landline"),
    ("０１０－１０００００01", "010-10000001", "landline"),
    ("+86 10 1000 0001", "010-10000001", "landline"),
    ("+861065000001", "010-65000001", "landline"),
    ("0086 755 10000001", "0755-10000001", "landline"),
    ("86075510000001", "0755-10000001", "landline"),
    ("8675510000001", "0755-10000001", "landline"),
    ("+86 21 10000001", "021-10000001", "landline"),
    ("17951075510000001", "0755-10000001", "landline"),
    ("0999-1000001", "0999-1000001", "landline"),
    ("0755-10000001-801", "0755-10000001转801", "landline"),
    ("0755-10000001转801", "0755-10000001转801", "landline"),
    ("0755 10000001（转）801", "0755-10000001转801", "landline"),
    ("0755-10000001 ext. 801", "0755-10000001转801", "landline"),
    ("0755-10000001 x801", "0755-10000001转801", "landline"),
    ("0755-10000001#801", "0755-10000001转801", "landline"),
    ("0755-10000001 转分机 801", "0755-10000001转801", "landline"),
    ("010-1000-0001", "010-10000001", "landline"),
    ("400-000-0001", "4000000001", "hotline"),
    ("400-000-0001-801", "4000000001转801", "hotline"),
    ("+86 400 000 0001", "4000000001", "hotline"),
    ("8000000001", "8000000001", "hotline"),
    ("95588", "95588", "service"),
    ("+8695588", "95588", "service"),
    ("9558812345", "9558812345", "service"),
    ("+869558812345", "9558812345", "service"),
    ("96110", "96110", "local_service"),
    ("10086", "10086", "carrier"),
    ("1008611", "1008611", "carrier"),
    ("+8610010", "10010", "carrier"),
    ("10000", "10000", "carrier"),
    ("1069000001", "1069000001", "port"),
    ("10690000000000001", "10690000000000001", "port"),
    ("+86 1065 0000 0000 0001", "1065000000000001", "port"),
    ("106600000000000000001", "106600000000000000001", "port"),
    ("110", "110", "short"),
    ("12378", "12378", "short"),
    ("+852 1000 0001", "+85210000001", "foreign"),
    ("00852 1000 0001", "+85210000001", "foreign"),
    ("0000-10000001", "000010000001", "other"),
    ("138****8000", "138****8000", "masked"),
    ("138＊＊＊＊8000", "138****8000", "masked"),
    ("138xxxx8000", "138****8000", "masked"),
    ("138XXXX8000", "138****8000", "masked"),
    ("+86138****8000", "138****8000", "masked"),
    ("(Unknown)", None, "hidden"),
    ("-1", None, "hidden"),
    ("-2", None, "hidden"),
    ("无号码", None, "hidden"),
    ("私密号码", None, "hidden"),
    ("未知号码", None, "hidden"),
    ("No Caller ID", None, "hidden"),
    ("", None, "hidden"),
    ("****", None, "none"),
    ("12", None, "none"),
    ("1" * 30, None, "none"),
    ("abc123", None, "none"),
    ("我妈妈的", None, "none"),
    ("x801", None, "none"),
]


@pytest.mark.parametrize(("text", "number", "kind"), FORMS)
def test_forms(text: str, number: str | None, kind: str) -> None:
    """Each form gives its normal number and what sort of number it is."""
    assert (normal_number(text), classify(text)) == (number, NumberKind(kind))


@pytest.mark.parametrize(
    ("text", "kind"), [(number or "", kind) for _, number, kind in FORMS if number]
)
def test_a_normal_number_is_of_the_same_kind(text: str, kind: str) -> None:
    """What was normalised before is judged as before."""
    assert classify(text) == NumberKind(kind)


def test_only_whole_numbers_are_compared() -> None:
    """Masked and hidden numbers are the same as none, not even as themselves."""
    assert same("+86 138-0013-8000", "１３８００１３８０００")
    assert same("0755-10000001转801", "+86 755 10000001")
    assert not same("138****8000", "138****8000")
    assert not same("无号码", "")
    assert not same("10012340001", "10012340002")
    assert comparable("95588")
    assert not comparable("138****8000")
    assert is_hidden("（Ｕｎｋｎｏｗｎ）")


SIGNS = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789*xX+-()转#. 86950１"), st.characters()),
    max_size=26,
)
PREFIXED = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "+86", "0086", "86", "17951", "12593", "0", "00", "+"]),
        st.sampled_from(["", "+86", "86", "17951", "0"]),
        st.from_regex(r"[0-9]{3,13}", fullmatch=True),
        st.sampled_from(["", "转801", "-801", "x1", "-1"]),
    ),
)


@given(st.one_of(SIGNS, PREFIXED))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """The normal form is a fixed point, and nothing that can be typed raises."""
    once = normal_number(text)
    classify(text)
    assert once is None or normal_number(once) == once
