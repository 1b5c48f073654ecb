"""The conversions of PyMySQL."""

from migri_aiomysql.converters import (
    Decimal2Literal, convert_bit, convert_date, convert_datetime, convert_time, convert_timedelta, encoders as _encoders, escape_bool,
    escape_bytes, escape_bytes_prefixed, escape_date, escape_datetime, escape_dict, escape_float, escape_int, escape_item, escape_None,
    escape_sequence, escape_set, escape_str, escape_string, escape_struct_time, escape_time, escape_timedelta, through,
)

encoders = _encoders()

__all__ = [
    "Decimal2Literal", "convert_bit", "convert_date", "convert_datetime", "convert_time", "convert_timedelta", "encoders",
    "escape_None", "escape_bool", "escape_bytes", "escape_bytes_prefixed", "escape_date", "escape_datetime", "escape_dict",
    "escape_float", "escape_int", "escape_item", "escape_sequence", "escape_set", "escape_str", "escape_string",
    "escape_struct_time", "escape_time", "escape_timedelta", "through",
]
