package io.migri.cli;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the password out of texts that others wrote: drivers and servers. */
final class Redaction {
    /** Shorter ones occur in words by chance, so they are only taken out where they stand alone. */
    private static final int DISTINCTIVE = 4;

    /** Takes nothing out, because there is no password. */
    static final Redaction NOTHING = new Redaction(List.of());

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    static Redaction of(ConnectionConfig target) {
        return NOTHING.and(Optional.of(target));
    }

    /** The same, which takes out another password as well. */
    Redaction and(Optional<ConnectionConfig> other) {
        Set<String> all = new LinkedHashSet<>(secrets);
        other.flatMap(ConnectionConfig::password).map(Secret::reveal).ifPresent(secret -> {
            all.add(secret);
            all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        });
        all.remove("");
        // what holds another one goes first
        return new Redaction(all.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    String clean(String text) {
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = replace(cleaned, secret);
        }
        return cleaned;
    }

    Optional<String> clean(Optional<String> text) {
        return text.map(this::clean);
    }

    private static String replace(String text, String secret) {
        StringBuilder cleaned = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, from)) {
            int end = at + secret.length();
            boolean alone = !isWord(text, at - 1) && !isWord(text, end);
            cleaned.append(text, from, at).append(alone || secret.length() >= DISTINCTIVE ? "***" : secret);
            from = end;
        }
        return cleaned.append(text, from, text.length()).toString();
    }

    private static boolean isWord(String text, int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }
}
