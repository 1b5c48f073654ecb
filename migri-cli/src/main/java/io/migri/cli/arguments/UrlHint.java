package io.migri.cli.arguments;

import java.util.List;
import java.util.Locale;

/** Recognises the URL of a database where it cannot stand. What it says never holds a part of it. */
public final class UrlHint {
    private static final List<String> SCHEMES =
            List.of("postgres:", "postgresql:", "mysql:", "mariadb:", "sqlite:", "sqlite3:", "jdbc:", "file:");

    private UrlHint() {}

    /** Whether {@code text} is the URL of a database, and not its name. */
    public static boolean isUrl(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SCHEMES.stream().anyMatch(lower::startsWith) || lower.contains("://");
    }

    /** What to do instead. */
    public static String sentence(String url) {
        boolean file = url.regionMatches(true, 0, "file:", 0, 5);
        return file
                ? "A name of an SQLite file is no URI. Leave out file: and what begins with ?; a file of that name is ./file:…"
                : "That is a URL. Give it with --url, or in DATABASE_URL.";
    }
}
