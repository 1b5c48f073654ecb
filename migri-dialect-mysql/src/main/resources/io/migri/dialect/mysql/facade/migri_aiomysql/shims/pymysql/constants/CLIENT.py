"""The numbers of PyMySQL's CLIENT."""

from migri_aiomysql.constants import CLIENT as _numbers

globals().update(_numbers)
