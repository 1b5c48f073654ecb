package io.migri.dialect.mysql.schema;

/** Statements that make views, sequences, routines, triggers and events, without what a copy has otherwise. */
final class MySqlPrograms {
    private MySqlPrograms() {}

    static String statement(MySqlShownText shown) {
        int from = shown.is(1, "ALGORITHM") && shown.is(3, "UNDEFINED") ? 4 : 1;
        String create = shown.part(0, 1) + ' ';
        if (!shown.is(from, "EVENT")) {
            return create + shown.part(from, shown.size());
        }
        int body = shown.find("DO", from, shown.size());
        int starts = shown.find("STARTS", from, body);
        int behindStart = starts < body ? starts + 2 : body;
        int enabled = enabled(shown, behindStart < body ? behindStart : from, body);
        int behindState = behindState(shown, enabled, body);
        return create
                + shown.part(from, Math.min(starts, enabled))
                + part(shown, behindStart, enabled)
                + part(shown, behindState, body)
                + ' '
                + shown.part(body, shown.size());
    }

    private static String part(MySqlShownText shown, int from, int to) {
        return from < to ? ' ' + shown.part(from, to) : "";
    }

    private static int enabled(MySqlShownText shown, int from, int body) {
        return Math.min(shown.find("ENABLE", from, body), shown.find("DISABLE", from, body));
    }

    /** It may be followed by {@code ON SLAVE} or {@code ON REPLICA}. */
    private static int behindState(MySqlShownText shown, int enabled, int body) {
        int behind = enabled + 1;
        if (shown.is(behind, "ON")) {
            behind += 2;
        }
        return Math.min(behind, body);
    }
}
