package io.migri.dialect.mysql.script;

/** The words by which a session remembers something. */
final class MySqlRemarkableWords {
    private MySqlRemarkableWords() {}

    /** @param word in upper case */
    static boolean contain(CharSequence word) {
        return switch (word.length()) {
            case 3 -> "FOR".contentEquals(word);
            case 7 -> "NEXTVAL".contentEquals(word) || "LASTVAL".contentEquals(word);
            case 8 -> "GET_LOCK".contentEquals(word);
            case 9 -> "ROW_COUNT".contentEquals(word);
            case 10 -> "FOUND_ROWS".contentEquals(word);
            case 12 ->
                "RELEASE_LOCK".contentEquals(word)
                        || "IS_USED_LOCK".contentEquals(word)
                        || "IS_FREE_LOCK".contentEquals(word);
            case 14 -> "LAST_INSERT_ID".contentEquals(word);
            case 17 -> "RELEASE_ALL_LOCKS".contentEquals(word);
            default -> false;
        };
    }
}
