"""The types that every server has, by number, and the functions that convert each."""

#: module and rule of conversion: its types, as number and name. A star marks types that asyncpg exchanges as text.
SCALARS = """
scalar.boolean: 16 bool
scalar.bytes: 17 bytea 5017 pg_mcv_list
scalar.char: 18 char
scalar.int8: 20 int8
scalar.int2: 21 int2
scalar.int4: 23 int4
scalar.uint4: 26 oid 28 xid 29 cid
scalar.uint8: 5069 xid8
scalar.float4: 700 float4
scalar.float8: 701 float8
scalar.void: 2278 void
scalar.text: 19 name 25 text 114 json 142 xml 1042 bpchar 1043 varchar 2275 cstring 3802 jsonb 4072 jsonpath
scalar.text*: 24 regproc 705 unknown 774 macaddr8 790 money 829 macaddr 1033 aclitem 1790 refcursor 2202 regprocedure
    2203 regoper 2204 regoperator 2205 regclass 2206 regtype 3361 pg_ndistinct 3402 pg_dependencies 3614 tsvector
    3615 tsquery 3734 regconfig 3769 regdictionary 4089 regnamespace 4096 regrole 4191 regcollation 702 abstime
    703 reltime 704 tinterval 210 smgr
scalar.readonly*: 194 pg_node_tree 3500 anyenum 3642 gtsvector
scalar.opaque: 4600 pg_brin_bloom_summary 4601 pg_brin_minmax_multi_summary
exact.numeric: 1700 numeric
exact.uuid: 2950 uuid
exact.bits: 1560 bit 1562 varbit
exact.lsn: 3220 pg_lsn
exact.tid: 27 tid
exact.snapshot: 2970 txid_snapshot 5038 pg_snapshot
exact.record: 2249 record
time.date: 1082 date
time.timestamp: 1114 timestamp
time.timestamptz: 1184 timestamptz
time.time: 1083 time
time.timetz: 1266 timetz
time.interval: 1186 interval
geometry.point: 600 point
geometry.lseg: 601 lseg
geometry.path: 602 path
geometry.box: 603 box
geometry.polygon: 604 polygon
geometry.line: 628 line
geometry.circle: 718 circle
network.inet: 869 inet
network.cidr: 650 cidr
"""

#: the numbers of arrays, each before its element's
ARRAYS = """
143 142 199 114 271 5069 629 628 651 650 719 718 775 774 791 790 1000 16 1001 17 1002 18 1003 19 1005 21 1007 23 1008 24
1009 25 1010 27 1011 28 1012 29 1014 1042 1015 1043 1016 20 1017 600 1018 601 1019 602 1020 603 1021 700 1022 701
1027 604 1028 26 1034 1033 1040 829 1041 869 1115 1114 1182 1082 1183 1083 1185 1184 1187 1186 1231 1700 1263 2275
1270 1266 1561 1560 1563 1562 2201 1790 2207 2202 2208 2203 2209 2204 2210 2205 2211 2206 2287 2249 2949 2970 2951 2950
3221 3220 3643 3614 3645 3615 3735 3734 3770 3769 3807 3802 3905 3904 3907 3906 3909 3908 3911 3910 3913 3912 3927 3926
4073 4072 4090 4089 4097 4096 4192 4191 5039 5038 6150 4451 6151 4532 6152 4533 6153 4534 6155 4535 6157 4536
1006 22 1013 30
"""

#: ranges and multiranges by number: name and the number of the type of their bounds
RANGES = """
3904 int4range 23 3906 numrange 1700 3908 tsrange 1114 3910 tstzrange 1184 3912 daterange 1082 3926 int8range 20
4451 int4multirange 23 4532 nummultirange 1700 4533 tsmultirange 1114 4534 tstzmultirange 1184 4535 datemultirange 1082
4536 int8multirange 20
"""

#: vectors, which are arrays with a format of their own: their element's number and name
VECTORS = {22: (21, "int2vector"), 30: (26, "oidvector")}

#: further names of types, among them ``char``, which asyncpg takes for SQL's type, not for the one of one byte
_ALIASES = {
    "bigint": 20,
    "bit varying": 1562,
    "char": 1042,
    "character": 1042,
    "character varying": 1043,
    "decimal": 1700,
    "double precision": 701,
    "int": 23,
    "integer": 23,
    "real": 700,
    "smallint": 21,
    "time with timezone": 1266,
    "time without timezone": 1083,
    "timestamp with timezone": 1184,
    "timestamp without timezone": 1114,
}

HIGHEST = 9999

rules = {}
names = {}
arrays = {}
ranges = {}


def number_of(name):
    """The number of a built-in type by one of the names that asyncpg takes for it, or None."""
    if name in _ALIASES:
        return _ALIASES[name]
    return next((oid for oid, known in names.items() if known == name), None)


def _read_tables():
    rule = None
    words = iter(SCALARS.split())
    for word in words:
        if word.endswith(":"):
            rule = word[:-1]
        else:
            rules[int(word)] = rule
            names[int(word)] = next(words)
    numbers = [int(word) for word in ARRAYS.split()]
    arrays.update(zip(numbers[::2], numbers[1::2]))
    words = RANGES.split()
    ranges.update((int(oid), (name, int(bound))) for oid, name, bound in zip(words[::3], words[1::3], words[2::3]))


_read_tables()
