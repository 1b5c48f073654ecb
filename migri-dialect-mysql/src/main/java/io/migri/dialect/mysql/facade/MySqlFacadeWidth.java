package io.migri.dialect.mysql.facade;

import com.mysql.cj.result.Field;

/**
 * How wide a column is, as the server says. The driver puts the number of digits in its place; so the width of a whole number can
 * only be the one that its type has where none was asked for, and that of an expression is lost.
 */
final class MySqlFacadeWidth {
    /** What the server gives for the decimals of a FLOAT or DOUBLE without any. */
    private static final int NOT_FIXED = 31;

    private MySqlFacadeWidth() {}

    static long of(Field field) {
        boolean signed = !field.isUnsigned();
        return switch (field.getMysqlType()) {
            case TINYINT -> 4;
            case SMALLINT -> 6;
            case MEDIUMINT -> 9;
            case INT -> 11;
            case BIGINT -> 20;
            case DECIMAL, DECIMAL_UNSIGNED -> field.getLength() + (signed ? 1 : 0) + (field.getDecimals() > 0 ? 1 : 0);
            default -> field.getLength();
        };
    }

    static int decimals(Field field) {
        return switch (field.getMysqlType()) {
            case FLOAT, FLOAT_UNSIGNED, DOUBLE, DOUBLE_UNSIGNED ->
                field.getDecimals() == 0 ? NOT_FIXED : field.getDecimals();
            default -> field.getDecimals();
        };
    }
}
