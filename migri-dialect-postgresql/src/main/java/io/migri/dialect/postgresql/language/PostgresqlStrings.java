package io.migri.dialect.postgresql.language;

/** Whether a backslash in an ordinary string is an ordinary character, as far as a script was read. Used by one thread. */
public final class PostgresqlStrings {
    private boolean standard;

    public PostgresqlStrings(boolean standard) {
        this.standard = standard;
    }

    public boolean standard() {
        return standard;
    }

    /** Notes how strings are read from now on. */
    public void standard(boolean then) {
        standard = then;
    }
}
