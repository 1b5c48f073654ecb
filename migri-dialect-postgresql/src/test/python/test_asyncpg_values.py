"""Checks of the facade's values without a database: python3 -m unittest discover -s migri-dialect-postgresql/src/test/python

What the server would write or tell is in the tests as text. The comparison with the real driver is the conformance module's.
"""

import datetime as dt
import decimal
import os
import pickle
import subprocess
import sys
import unittest

_HERE = os.path.dirname(os.path.abspath(__file__))
_FACADE = os.path.join(_HERE, "../../main/resources/io/migri/dialect/postgresql/facade")
_RUNTIME = os.path.join(_HERE, "../../../../migri-python/src/main/resources/io/migri/python")
sys.path[:0] = [_FACADE, _RUNTIME]

from migri_asyncpg import errors, types  # noqa: E402
from migri_asyncpg.codecs import NATIVE_OIDS, Codecs  # noqa: E402
from migri_asyncpg.record import Description, Record  # noqa: E402

D = decimal.Decimal

#: what the server tells of some types: number, schema, name, kind, base, element, delimiter, bound, attributes and their names
_TYPES = {
    20000: ("20000", "public", "mood", "e", "0", "0", None, None, None, None),
    20001: ("20001", "public", "_mood", "b", "0", "20000", ",", None, None, None),
    20002: ("20002", "public", "posint", "d", "23", "0", None, None, None, None),
    20003: ("20003", "public", "pair", "c", "0", "0", None, None, "{23,25}", '{a,"b c"}'),
    20004: ("20004", "public", "_pair", "b", "0", "20003", ",", None, None, None),
    20005: ("20005", "public", "floatrange", "r", "0", "0", None, "701", None, None),
    20006: ("20006", "public", "citext", "b", "0", "0", None, None, None, None),
    20007: ("20007", "public", "hstore", "b", "0", "0", None, None, None, None),
}


class Server:
    """Answers the questions about types, and counts them."""

    def __init__(self):
        self.asked = 0

    def __call__(self, sql):
        self.asked += 1
        return [row for oid, row in _TYPES.items() if str(oid) in sql or f"t.typname = E'{row[2]}'" in sql]


class Values(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.codecs = Codecs(self.server)

    def read(self, oid, text):
        return self.codecs.decode_rows([oid], [(text,)])[0][0]

    def sent(self, oid, value):
        return self.codecs.encode_arguments([oid], [value])[0]

    def refusal(self, oid, value):
        with self.assertRaises(errors.DataError) as caught:
            self.sent(oid, value)
        return str(caught.exception)


class Reading(Values):
    def test_values_that_the_channel_gives_already_stay(self):
        rows = [(1, "a", b"x", 1.5, True, None)]
        self.assertIsNone(self.codecs.rows_decoder([23, 25, 17, 701, 16, 20]))
        self.assertIs(rows, self.codecs.decode_rows([23, 25, 17, 701, 16, 20], rows))
        self.assertTrue({16, 17, 20, 21, 23, 25, 26, 700, 701} <= NATIVE_OIDS)

    def test_null_is_none_whatever_the_type(self):
        for oid in (1082, 1700, 1007, 3904, 20003):
            self.assertIsNone(self.read(oid, None))

    def test_whole_numerics_have_the_exponent_of_the_binary_format(self):
        texts = ["1.20", "0", "10000", "-1230000", "10000.00", "NaN", "-Infinity"]
        wanted = ["1.20", "0", "1E+4", "-1.23E+6", "10000.00", "NaN", "-Infinity"]
        self.assertEqual(wanted, [str(self.read(1700, text)) for text in texts])

    def test_dates_and_times(self):
        self.assertEqual(dt.date(2020, 2, 29), self.read(1082, "2020-02-29"))
        self.assertEqual(dt.date.max, self.read(1082, "infinity"))
        self.assertEqual(dt.date.min, self.read(1082, "-infinity"))
        self.assertEqual(dt.time(1, 2, 3, 400000), self.read(1083, "01:02:03.4"))
        self.assertEqual(dt.timezone(dt.timedelta(hours=-8)), self.read(1266, "01:02:03-08").tzinfo)
        self.assertEqual(dt.datetime(2020, 1, 1, 0, 0, 0, 500000), self.read(1114, "2020-01-01 00:00:00.5"))

    def test_timestamps_are_in_utc_whatever_the_zone_of_the_session(self):
        for text in ("2020-01-01 00:00:00+00", "2020-01-01 05:45:00+05:45", "2019-12-31 20:30:00-03:30"):
            moment = self.read(1184, text)
            self.assertEqual(dt.datetime(2020, 1, 1, tzinfo=dt.timezone.utc), moment)
            self.assertIs(dt.timezone.utc, moment.tzinfo)

    def test_what_python_cannot_hold_is_refused_in_its_own_words(self):
        for oid, text, message in (
            (1082, "0044-03-15 BC", "ordinal must be >= 1"),
            (1114, "0044-03-15 00:00:00 BC", "date value out of range"),
            (1184, "294276-12-31 00:00:00+00", "date value out of range"),
            (1083, "24:00:00", "hour must be in 0..23"),
        ):
            with self.assertRaisesRegex((ValueError, OverflowError), message):
                self.read(oid, text)

    def test_intervals_in_every_style(self):
        wanted = dt.timedelta(days=365 + 60 - 3, hours=4, minutes=5, seconds=6.5)
        for text in (
            "1 year 2 mons -3 days +04:05:06.5",
            "P1Y2M-3DT4H5M6.5S",
            "@ 1 year 2 mons -3 days 4 hours 5 mins 6.5 secs",
            "+1-2 -3 +4:05:06.5",
        ):
            self.assertEqual(wanted, self.read(1186, text), text)
        self.assertEqual(dt.timedelta(seconds=-1.5), self.read(1186, "@ 1.5 secs ago"))

    def test_arrays(self):
        self.assertEqual([1, None, 3], self.read(1007, "{1,NULL,3}"))
        self.assertEqual([], self.read(1007, "{}"))
        self.assertEqual([[1, 2], [3, 4]], self.read(1007, "[0:1][5:6]={{1,2},{3,4}}"))
        self.assertEqual(['a"b', "c\\d", "", "NULL", None, "{,}"], self.read(1009, r'{"a\"b","c\\d","","NULL",NULL,"{,}"}'))
        self.assertEqual([True, False], self.read(1000, "{t,f}"))
        self.assertEqual([0.10000000149011612], self.read(1021, "{0.1}"))
        self.assertEqual([1, 2], self.read(22, "1 2"))

    def test_ranges(self):
        self.assertEqual(types.Range(1, 5), self.read(3904, "[1,5)"))
        self.assertEqual(types.Range(empty=True), self.read(3904, "empty"))
        self.assertEqual(types.Range(None, 2.5, upper_inc=True), self.read(20005, "(,2.5]"))
        moment = dt.datetime(2020, 1, 1)
        self.assertEqual(types.Range(moment), self.read(3908, '["2020-01-01 00:00:00",)'))
        self.assertEqual([types.Range(1, 3), types.Range(5)], self.read(4451, "{[1,3),[5,)}"))

    def test_composites_are_records(self):
        pair = self.read(20003, r'(1,"a""b\\c,")')
        self.assertEqual((1, 'a"b\\c,'), tuple(pair))
        self.assertEqual(1, pair["a"])
        self.assertEqual([(1, None), None], [one and tuple(one) for one in self.read(20004, '{"(1,)",NULL}')])

    def test_a_changed_composite_is_told(self):
        with self.assertRaisesRegex(errors.OutdatedSchemaCacheError, "attributes of composite type: 3, expected 2"):
            self.read(20003, "(1,a,2)")

    def test_the_server_is_asked_once_for_what_it_told(self):
        for _ in range(3):
            self.codecs.decoders([20004, 20001])
        asked = self.server.asked
        self.codecs.decoders([20003])
        self.assertEqual(asked, self.server.asked)
        self.codecs.reload()
        self.codecs.decoders([20003])
        self.assertGreater(self.server.asked, asked)

    def test_types_have_the_names_of_the_driver(self):
        self.assertEqual((1007, "int4[]", "array", "pg_catalog"), tuple(self.codecs.type_of(1007)))
        self.assertEqual((20001, "mood[]", "array", "public"), tuple(self.codecs.type_of(20001)))
        self.assertEqual((20002, "int4", "scalar", "pg_catalog"), tuple(self.codecs.type_of(20002)))
        self.assertEqual((20003, "pair", "composite", "public"), tuple(self.codecs.type_of(20003)))
        self.assertEqual((4451, "int4multirange", "multirange", "pg_catalog"), tuple(self.codecs.type_of(4451)))


class Sending(Values):
    def test_scalars(self):
        for oid, value, text in (
            (16, True, "t"),
            (23, D("3.7"), "3"),
            (700, 0.1, "0.10000000149011612"),
            (1700, "1.50", "1.50"),
            (17, bytearray(b"\x00a"), "\\x0061"),
            (1082, dt.date.max, "infinity"),
            (1114, dt.datetime.min, "-infinity"),
            (1186, dt.timedelta(-1, 5, 6), "P-1DT5.000006S"),
            (2950, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc999c0b4ef8bb6d6bb9bd380a11"),
            (869, "1.2.3.4/24", "1.2.3.4/24"),
            (3220, 2**32 + 10, "1/A"),
            (600, (1, 2), "(1.0,2.0)"),
        ):
            self.assertEqual(text, self.sent(oid, value))

    def test_compound_values(self):
        for oid, value, text in (
            (1007, [1, None], '{"1",NULL}'),
            (1007, [[1], [2]], '{{"1"},{"2"}}'),
            (1020, [((3, 4), (1, 2))], '{"(3.0,4.0),(1.0,2.0)"}'),
            (3904, (1, None), '["1",]'),
            (3904, (), "empty"),
            (3904, types.Range(1, 5), '["1","5")'),
            (4451, [(1, 2)], '{["1","2"]}'),
            (20003, {"b c": 'x"\\'}, '(,"x""\\\\")'),
            (20001, ["sad"], '{"sad"}'),
            (22, [1, 2], "1 2"),
        ):
            self.assertEqual(text, self.sent(oid, value))

    def test_refusals_have_the_words_of_the_driver(self):
        for oid, value, reason in (
            (23, "x", "'x' ('str' object cannot be interpreted as an integer)"),
            (23, 2**31, "2147483648 (value out of int32 range)"),
            (16, 1, "1 (a boolean is required (got type int))"),
            (25, 1, "1 (expected str, got int)"),
            (701, "x", "'x' (must be real number, not str)"),
            (17, "x", "'x' (a bytes-like object is required, not 'str')"),
            (1082, "x", "'x' ('str' object has no attribute 'toordinal')"),
            (1114, "x", "'x' (expected a datetime.date or datetime.datetime instance, got 'str')"),
            (1007, "x", "'x' (a sized iterable container expected (got type 'str'))"),
            (
                1007,
                [1, "x"],
                "[1, 'x'] (invalid array element at index 1: 'str' object cannot be interpreted as an integer)",
            ),
            (1007, [[1], [2, 3]], "[[1], [2, 3]] (non-homogeneous array)"),
            (3904, "x", "'x' (list, tuple or Range object expected (got type <class 'str'>))"),
            (20003, {"z": 1}, "{'z': 1} ('z' is not a valid element of composite type pair)"),
        ):
            self.assertEqual(f"invalid input for query argument $1: {reason}", self.refusal(oid, value))

    def test_a_long_argument_is_cut_off(self):
        self.assertIn("'" + "x" * 39 + "... (", self.refusal(23, "x" * 100))

    def test_the_number_of_arguments_counts(self):
        with self.assertRaises(errors.InterfaceError) as caught:
            self.codecs.encode_arguments([23, 23], [1])
        self.assertIn("the server expects 2 arguments for this query, 1 was passed\nHINT:  Check", str(caught.exception))

    def test_many_rows_tell_which_one_is_wrong(self):
        self.assertEqual([["1"], [None]], self.codecs.encode_rows([23], [(1,), (None,)]))
        with self.assertRaisesRegex(errors.DataError, r"\$1 in element #11 of executemany\(\) sequence: 'x'"):
            self.codecs.encode_rows([23], [(1,), ("x",)], 10)
        with self.assertRaisesRegex(errors.DataError, "element #0: expected a sequence, got int"):
            self.codecs.encode_rows([23], [5])

    def test_anonymous_records_cannot_be_sent(self):
        with self.assertRaisesRegex(errors.UnsupportedClientFeatureError, r"query argument \$1: input of anonymous"):
            self.sent(2249, (1,))


class CodecsOfUsers(Values):
    def test_text_inside_arrays_too(self):
        self.codecs.set_type_codec("json", schema="pg_catalog", encoder=repr, decoder=eval)
        self.assertEqual({"a": 1}, self.read(114, "{'a': 1}"))
        self.assertEqual([[1]], self.read(199, '{"[1]"}'))
        self.assertEqual("{'a': 1}", self.sent(114, {"a": 1}))
        self.codecs.reset_type_codec("json", schema="pg_catalog")
        self.assertEqual("[1]", self.read(114, "[1]"))

    def test_numbers_reach_them_as_the_servers_text(self):
        self.codecs.set_type_codec("float8", schema="pg_catalog", encoder=str, decoder=str)
        wanted = {1.0: "1", 1e15: "1e+15", 1e-5: "1e-05", 123456.789: "123456.789", -0.0: "-0", float("inf"): "Infinity"}
        self.assertEqual(list(wanted.values()), [self.read(701, value) for value in wanted])

    def test_tuples(self):
        self.codecs.set_type_codec("interval", schema="pg_catalog", encoder=tuple, decoder=list, format="tuple")
        self.assertEqual([12, -2, 3500000], self.read(1186, "1 year -2 days +00:00:03.5"))
        self.assertEqual("P1M2DT-0.000003S", self.sent(1186, [1, 2, -3]))

    def test_hstore(self):
        self.codecs.set_builtin_type_codec("hstore", codec_name="pg_contrib.hstore")
        self.assertEqual({"a": "1", 'b"': None}, self.read(20007, r'"a"=>"1", "b\""=>NULL'))
        self.assertEqual(r'"a\\"=>"1", "b"=>NULL', self.sent(20007, {"a\\": "1", "b": None}))

    def test_an_unknown_type(self):
        with self.assertRaisesRegex(ValueError, "unknown type: public.missing"):
            self.codecs.set_type_codec("missing", encoder=str, decoder=str)


class Rows(unittest.TestCase):
    row = Description(["a", "b"]).make((1, "x"))

    def test_access(self):
        self.assertEqual((1, "x", ("x", 1), None), (self.row[0], self.row["b"], self.row[::-1], self.row.get("z")))
        self.assertEqual({"a": 1, "b": "x"}, dict(self.row))
        self.assertEqual("<Record a=1 b='x'>", repr(self.row))
        self.assertTrue("a" in self.row and 1 not in self.row)

    def test_refusals(self):
        for key, error in ((2, IndexError), ("z", KeyError), (1.5, KeyError)):
            with self.assertRaises(error):
                self.row[key]
        with self.assertRaisesRegex(TypeError, "cannot pickle asyncpg.protocol.record.Record objects"):
            pickle.dumps(self.row)
        with self.assertRaisesRegex(AttributeError, "'asyncpg.protocol.record.Record' object has no attribute 'a'"):
            self.row.a
        with self.assertRaises(TypeError):
            Record()

    def test_comparison(self):
        self.assertTrue(self.row == (1, "x") and self.row != [1, "x"] and self.row < (2,))
        self.assertEqual(hash((1, "x")), hash(self.row))

    def test_the_last_of_two_columns_of_one_name(self):
        row = Description(["a", "a"]).make((1, 2))
        self.assertEqual((2, ["a", "a"], {"a": 2}), (row["a"], list(row.keys()), dict(row)))

    def test_own_class(self):
        class Dotted(Record):
            def __getattr__(self, name):
                return self[name]

        self.assertEqual("x", Description(["a", "b"], Dotted).make((1, "x")).b)


class Exceptions(unittest.TestCase):
    def test_from_the_fields_of_the_server(self):
        fields = {"sqlstate": "23505", "message": "no", "detail": "D", "hint": "H", "position": 3, "constraint_name": "c"}
        error = errors.from_fields(fields, "insert")
        self.assertIsInstance(error, errors.UniqueViolationError)
        self.assertIsInstance(error, errors.IntegrityConstraintViolationError)
        self.assertEqual("no\nDETAIL:  D\nHINT:  H", str(error))
        self.assertEqual(("c", "3", "insert", None), (error.constraint_name, error.position, error.query, error.table_name))

    def test_an_unknown_code(self):
        self.assertIs(errors.UnknownPostgresError, type(errors.from_fields({"sqlstate": "ZZZZZ", "message": "m"})))

    def test_a_stale_plan(self):
        error = errors.from_fields({"sqlstate": "0A000", "message": "m", "server_source_function": "RevalidateCachedQuery"})
        self.assertIs(errors.InvalidCachedStatementError, type(error))

    def test_messages(self):
        notice = errors.log_message({"severity": "NOTICE", "sqlstate": "00000", "message": "m"})
        self.assertEqual("PostgresLogMessage: m", str(notice))
        self.assertIs(errors.PostgresWarning, type(errors.log_message({"severity": "WARNING", "message": "m"})))

    def test_there_is_one_for_every_name(self):
        self.assertGreater(len(errors.names()), 270)
        for name in errors.names():
            self.assertTrue(issubclass(getattr(errors, name), (Exception, errors.PostgresLogMessage)), name)


_SHIM = """
import sys
sys.path[:0] = {0!r}
sys.path.append({1!r})
import asyncpg
from asyncpg import *
from asyncpg.exceptions import UniqueViolationError as imported
from asyncpg.exceptions._base import InterfaceError as root
from asyncpg.pgproto.types import Point as point
from asyncpg.protocol import Record as row
from asyncpg.types import Range as imported_range
from migri_asyncpg import driver, errors
assert asyncpg.__migri_shim__ and not driver.installed() and driver.imported() is None
assert imported is UniqueViolationError is asyncpg.exceptions.UniqueViolationError is errors.UniqueViolationError
assert root is InterfaceError and imported_range is Range and point is Point and row is Record
try:
    asyncpg.create_pool()
except Exception as error:
    print(error)
"""


class StandIn(unittest.TestCase):
    def test_all_paths_lead_to_the_same_classes(self):
        shims = os.path.join(_FACADE, "migri_asyncpg", "shims")
        program = _SHIM.format([_FACADE, _RUNTIME], shims)
        answer = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True)
        self.assertEqual("", answer.stderr)
        self.assertIn("asyncpg.create_pool() is not available in a migration", answer.stdout)


if __name__ == "__main__":
    unittest.main()
