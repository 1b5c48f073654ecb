package io.migri.dialect.postgresql.facade.codec;

import java.sql.SQLException;

/** A script asked for what cannot be part of a run. */
public final class PostgresqlFacadeRefusal extends SQLException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String instead;

    public PostgresqlFacadeRefusal(String what, String instead) {
        super(what + ": " + instead, "2D000");
        this.what = what;
        this.instead = instead;
    }

    String what() {
        return what;
    }

    /** What to do instead, without a final dot. */
    public String instead() {
        return instead;
    }
}
