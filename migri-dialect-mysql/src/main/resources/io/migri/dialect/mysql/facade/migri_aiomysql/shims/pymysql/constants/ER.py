"""The numbers of PyMySQL's ER."""

from migri_aiomysql.constants import ER as _numbers

globals().update(_numbers)
