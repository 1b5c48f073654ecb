package io.migri.cli.url;

import java.io.File;

/** Reads what stands behind the first colon of a URL that names an SQLite file. */
final class SqliteUrl {
    private final boolean jdbc;
    private final boolean driver;

    /**
     * For one form of URL.
     *
     * @param jdbc whether it is one of the JDBC driver, which encodes nothing
     * @param driver whether it names a driver, as SQLAlchemy's do, behind whose third slash a relative path begins
     */
    SqliteUrl(boolean jdbc, boolean driver) {
        this.jdbc = jdbc;
        this.driver = driver;
    }

    Parts parse(String rest) {
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        Parts.Builder parts = Parts.builder().set(Part.DIALECT, "sqlite");
        String file = file(jdbc ? path : PercentCode.decode(path, "path"));
        if (file.isEmpty()) {
            throw new UrlException("it names no file. Write sqlite:FILE.");
        }
        parts.set(Part.DATABASE, file);
        if (query >= 0) {
            Parameters.read(rest.substring(query + 1), (name, value) -> parameter(parts, name, value));
        }
        return parts.build();
    }

    private String file(String path) {
        if (jdbc || !path.startsWith("//")) {
            return path;
        }
        String behind = path.substring(2);
        if (!behind.startsWith("/")) {
            return behind;
        }
        if (behind.startsWith("//")) {
            return behind.substring(1);
        }
        String relative = behind.substring(1);
        if (driver || relative.isEmpty() || relative.equals(":memory:")) {
            return relative;
        }
        return decided(behind, relative);
    }

    /** Three slashes are an absolute path by the standard, and a relative one to SQLAlchemy and Django. */
    private static String decided(String absolute, String relative) {
        boolean atRoot = new File(absolute).exists();
        boolean here = new File(relative).exists();
        if (atRoot == here) {
            throw new UrlException("sqlite:///FILE is read in two ways, and "
                    + (atRoot ? "both files are there" : "neither file is there")
                    + ". Write sqlite:FILE for a path from"
                    + " this directory, or sqlite:/FILE for one from the root.");
        }
        return atRoot ? absolute : relative;
    }

    private static void parameter(Parts.Builder parts, String name, String value) {
        switch (name) {
            case "mode" -> {
                if (!value.equals("rw") && !value.equals("rwc")) {
                    throw Parameters.value(name, "rw or rwc: migrations are written");
                }
                parts.ignore(name);
            }
            case "_fk", "_foreign_keys" -> parts.property("foreign_keys", value);
            case "_timeout", "_busy_timeout" -> parts.property("busy_timeout", value);
            case "_journal", "_journal_mode" -> parts.property("journal_mode", value);
            case "_sync", "_synchronous" -> parts.property("synchronous", value);
            case "cache", "check_same_thread", "connection_limit", "timeout", "_loc", "_txlock", "pool" ->
                parts.ignore(name);
            default -> parts.property(name, value);
        }
    }
}
