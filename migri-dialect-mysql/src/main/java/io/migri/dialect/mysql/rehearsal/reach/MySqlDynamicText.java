package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.language.MySqlParts;

/** Knows the statements that execute or prepare a text which is put together at run time. */
public final class MySqlDynamicText {
    private MySqlDynamicText() {}

    /** Where in {@code statement} the expression begins whose text it executes or prepares; -1 where it does neither. */
    static int source(MySqlParts statement) {
        if (statement.at(0, "PREPARE") && statement.at(2, "FROM")) {
            return 3;
        }
        return statement.at(0, "EXECUTE", "IMMEDIATE") ? 2 : -1;
    }

    /** Whether it may be such a statement; most are seen not to be. */
    public static boolean mayBe(String statement) {
        return statement.regionMatches(true, 0, "PREPARE", 0, 7)
                || statement.regionMatches(true, 0, "EXECUTE", 0, 7)
                || statement.startsWith("/*");
    }
}
