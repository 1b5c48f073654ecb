package io.migri.dialect.sqlite.facade;

import java.sql.SQLException;

/** A script asked for what cannot belong to its migration. */
final class SqliteUnsupported extends SQLException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String instead;

    /** @param instead what to do, in a sentence without its final dot */
    SqliteUnsupported(String what, String instead) {
        super(what + ": " + instead);
        this.what = what;
        this.instead = instead;
    }

    String what() {
        return what;
    }

    String instead() {
        return instead;
    }
}
