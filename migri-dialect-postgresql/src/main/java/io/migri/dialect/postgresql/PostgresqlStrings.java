package io.migri.dialect.postgresql;

/** Whether a backslash in an ordinary string is an ordinary character, as far as a script was read. Used by one thread. */
final class PostgresqlStrings {
    private boolean standard;

    PostgresqlStrings(boolean standard) {
        this.standard = standard;
    }

    boolean standard() {
        return standard;
    }

    /** Notes how strings are read from now on. */
    void standard(boolean then) {
        standard = then;
    }
}
