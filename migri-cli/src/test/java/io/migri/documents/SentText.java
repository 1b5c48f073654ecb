package io.migri.documents;

import io.migri.testkit.server.Database;

/** A text that was sent, without what differs from run to run, in lines of a page. */
record SentText(String text, Database database) {
    private static final int WIDTH = 116;

    String shown() {
        String steady = text.replace(database.name(), "shop")
                .replaceAll("[0-9a-fA-F]{40,}", "…")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "…")
                .replaceAll("(?<![\\w.])-?\\d{7,}", "…")
                .replaceAll("(pg_backend_pid\\(\\) operator\\(pg_catalog\\.=\\) )\\d+", "$1…")
                .replaceAll("(<=> )\\d+", "$1…")
                .replaceAll("(sql_mode|collation_connection)='[^']*'", "$1='…'")
                .replace("'" + database.user() + "'", "'deploy'");
        StringBuilder shown = new StringBuilder();
        for (String line : steady.strip().split("\n", -1)) {
            shown.append(wrapped(line)).append('\n');
        }
        return shown.toString().stripTrailing();
    }

    /** At spaces and commas. */
    private static String wrapped(String line) {
        StringBuilder wrapped = new StringBuilder();
        int start = 0;
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (i - start >= WIDTH && end > start) {
                wrapped.append(line.substring(start, end).stripTrailing()).append("\n  ");
                start = end;
            }
            if (line.charAt(i) == ' ' || line.charAt(i) == ',') {
                end = i + 1;
            }
        }
        return wrapped.append(line.substring(start)).toString();
    }
}
