"""From what the server refused to the exception that PyMySQL raises for it, by the server's error number."""

from migri_aiomysql import err
from migri_rt import mark

_CLASSES = {
    "ProgrammingError": (1007, 1064, 1102, 1103, 1110, 1111, 1112, 1113, 1146, 1149, 1166, 1179),
    "DataError": (1171, 1230, 1263, 1264, 1265, 1366, 1367, 1406, 1441),
    "IntegrityError": (1048, 1062, 1215, 1216, 1217, 1451, 1452),
    "NotSupportedError": (1196, 1235, 1286, 1289),
    "OperationalError": (1040, 1044, 1045, 1142, 1143, 1213, 4025),
}
_BY_NUMBER = {number: name for name, numbers in _CLASSES.items() for number in numbers}
_LOST = 2013


def of(failure, sql):
    """The exception for a DatabaseFailure of the statement ``sql``."""
    return mark(_exception(failure.info), failure, sql)


def _exception(info):
    number = info["errno"]
    if info.get("lost"):
        return err.OperationalError(number or _LOST, info["message"])
    if number == 0:
        return err.NotSupportedError(info["message"]) if info.get("sqlstate") == "0A000" else err.InterfaceError(0, info["message"])
    name = _BY_NUMBER.get(number, "InternalError" if number < 1000 else "OperationalError")
    return getattr(err, name)(number, info["message"])
