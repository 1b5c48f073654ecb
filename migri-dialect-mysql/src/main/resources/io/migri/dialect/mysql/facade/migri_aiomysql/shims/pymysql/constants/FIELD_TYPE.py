"""The numbers of PyMySQL's FIELD_TYPE."""

from migri_aiomysql.constants import FIELD_TYPE as _numbers

globals().update(_numbers)
