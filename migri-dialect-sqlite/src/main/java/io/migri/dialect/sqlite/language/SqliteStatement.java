package io.migri.dialect.sqlite.language;

/**
 * A statement, to be asked for its tokens. Those that the reader of its script has noted are not looked for again, as long as the reader has
 * taken no other statement.
 */
public final class SqliteStatement {
    private final String text;
    private final SqlitePlaces places;
    private final int turn;

    /** The one that is noted down in {@code places} now. */
    SqliteStatement(String text, SqlitePlaces places) {
        this.text = text;
        this.places = places;
        this.turn = places.turn();
    }

    /** One that was not read as part of a script. */
    public static SqliteStatement of(String text) {
        return new SqliteStatement(text, new SqlitePlaces());
    }

    /** From its first token to its last. */
    public String text() {
        return text;
    }

    /** Its tokens, from the first one on. */
    public SqliteTokens tokens() {
        return isNoted() ? new SqliteTokens(text, places) : new SqliteTokens(text);
    }

    /** Whether the tokens are those that the reader has noted. */
    public boolean isNoted() {
        return places.turn() == turn;
    }
}
