"""Compressed pieces of a page, joined without being compressed again."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from quizzes.web.pieces import Piece, joined
from quizzes.web.places import Places

texts = st.binary(max_size=300)


@given(st.lists(st.tuples(st.booleans(), texts), max_size=8))
def test_a_gzip_reader_reads_the_parts_in_order(parts):
    mixed = [Piece.of(text) if is_piece else text for is_piece, text in parts]
    assert gzip.decompress(joined(mixed)) == b"".join(text for _is_piece, text in parts)


def test_what_is_long_goes_between_the_pieces_too():
    own = bytes(range(256)) * 1_000
    assert gzip.decompress(joined([Piece.of(b"a"), own, Piece.of(b"b")])) == b"a" + own + b"b"


def test_what_goes_between_is_never_compressed_with_the_rest():
    secret = b"a secret that repeats a secret that repeats"
    assert secret in joined([Piece.of(secret), secret, Piece.of(secret)])


@given(texts, texts)
def test_a_piece_knows_the_checksum_of_any_text_that_it_follows(before, text):
    assert Piece.of(text).checksum_after(zlib.crc32(before)) == zlib.crc32(before + text)


def test_a_page_cannot_forge_a_place():
    mine, other = Places(), Places()
    page = f"a{mine.mark('own', 'usual')}b{other.mark('own', 'forged')}c[0 0]"
    pieces, places = mine.split(page)
    assert [pieces[0], places] == ["a", [("own", "usual")]]
    assert pieces[1].startswith("b[")
    assert pieces[1].endswith("c[0 0]")


def test_a_long_text_between_the_pieces_is_compressed_alone():
    own = b"a worked solution, step by step. " * 1_000
    assert len(joined([Piece.of(b"a"), own, Piece.of(b"b")])) < len(own) / 10
