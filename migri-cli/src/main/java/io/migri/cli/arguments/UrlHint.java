package io.migri.cli.arguments;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognises the URL of a database where it cannot stand, and tells how to say the same. What it says never holds a password. */
public final class UrlHint {
    private static final List<String> SCHEMES =
            List.of("postgres:", "postgresql:", "mysql:", "mariadb:", "sqlite:", "sqlite3:", "jdbc:", "file:");

    private UrlHint() {}

    /** Whether {@code text} is the URL of a database, and not its name. */
    public static boolean isUrl(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SCHEMES.stream().anyMatch(lower::startsWith) || lower.contains("://");
    }

    /** What to do instead of giving a URL. */
    public static String sentence(String url) {
        return "A database is not named by a URL. Give its parts: " + options(url) + ", and the password in DB_PASS.";
    }

    /** The options that say what {@code url} says, as far as it can be read. */
    static String options(String url) {
        String plain = url.regionMatches(true, 0, "jdbc:", 0, 5) ? url.substring(5) : url;
        try {
            return options(new URI(plain.indexOf('?') < 0 ? plain : plain.substring(0, plain.indexOf('?'))));
        } catch (URISyntaxException e) {
            return "-d DIALECT -h HOST -p PORT -u USER -n NAME";
        }
    }

    private static String options(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (scheme.startsWith("sqlite") || scheme.equals("file")) {
            return "-d sqlite -n " + path(url);
        }
        List<String> options = new ArrayList<>();
        options.add("-d " + (scheme.startsWith("postgres") ? "postgresql" : scheme));
        Optional.ofNullable(url.getHost()).ifPresent(host -> options.add("-h " + host));
        if (url.getPort() > 0) {
            options.add("-p " + url.getPort());
        }
        user(url).ifPresent(user -> options.add("-u " + user));
        options.add("-n " + (path(url).isEmpty() ? "NAME" : path(url)));
        return String.join(" ", options);
    }

    private static Optional<String> user(URI url) {
        String user = url.getUserInfo() == null ? "" : url.getUserInfo();
        int colon = user.indexOf(':');
        return Optional.of(colon < 0 ? user : user.substring(0, colon)).filter(name -> !name.isEmpty());
    }

    private static String path(URI url) {
        if (url.isOpaque()) {
            return url.getSchemeSpecificPart();
        }
        String path = url.getPath() == null ? "" : url.getPath();
        boolean server = url.getHost() != null && path.startsWith("/");
        return server ? path.substring(1) : path;
    }
}
