package io.migri.cli.url;

import java.util.Locale;

/**
 * Reads the URL of a database, in the forms of libraries and clients. These are
 * {@code postgresql://user:password@host:port/name}, {@code mysql://…}, {@code mariadb://…} and {@code sqlite:file}.
 * They may stand after {@code jdbc:}, or have a driver after the first word, as in {@code postgresql+asyncpg://…}. No
 * message quotes a part that may hold a password.
 */
public final class DatabaseUrl {
    private static final String FORM =
            "A URL looks like postgresql://USER@HOST:PORT/NAME, mysql://USER@HOST:PORT/NAME or sqlite:FILE.";

    private DatabaseUrl() {}

    /**
     * What {@code url} says.
     *
     * @throws UrlException where it cannot be understood
     */
    public static Parts parse(String url) {
        String text = url.strip();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || text.charAt(i) == ' ') {
                throw new UrlException("it holds a blank or a control character. Write a blank as %20.");
            }
        }
        boolean jdbc = text.regionMatches(true, 0, "jdbc:", 0, 5);
        String plain = jdbc ? text.substring(5) : text;
        int colon = plain.indexOf(':');
        String scheme = colon < 0 ? "" : plain.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.matches("[a-z][a-z0-9.-]*(\\+[a-z0-9.+-]*)?")) {
            throw new UrlException("its first word does not name a kind of database. " + FORM);
        }
        return parse(scheme, plain.substring(colon + 1), jdbc);
    }

    private static Parts parse(String scheme, String rest, boolean jdbc) {
        int plus = scheme.indexOf('+');
        String kind = plus < 0 ? scheme : scheme.substring(0, plus);
        if (plus >= 0 && scheme.endsWith("+srv")) {
            throw new UrlException("hosts that DNS names (+srv) are not understood. Name the host itself.");
        }
        if (kind.equals("mysqlx")) {
            throw new UrlException(
                    "mysqlx is MySQL's X protocol. Use mysql://, with the port of the classic protocol, usually 3306.");
        }
        String dialect = DialectNames.id(kind);
        return dialect.equals("sqlite")
                ? new SqliteUrl(jdbc, plus >= 0).parse(rest)
                : new ServerUrl(dialect, jdbc).parse(rest);
    }
}
