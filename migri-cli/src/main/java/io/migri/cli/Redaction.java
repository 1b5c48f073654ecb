package io.migri.cli;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes the password out of texts that others wrote: drivers and servers. */
final class Redaction {
    /** Shorter ones occur in words by chance, so they are only taken out where they stand alone. */
    private static final int DISTINCTIVE = 4;

    /** Takes nothing out, because there is no password. */
    static final Redaction NOTHING = new Redaction("");

    private final String secret;
    private final String encoded;

    private Redaction(String secret) {
        this.secret = secret;
        this.encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }

    static Redaction of(ConnectionConfig target) {
        return new Redaction(target.password().map(Secret::reveal).orElse(""));
    }

    String clean(String text) {
        if (secret.isEmpty()) {
            return text;
        }
        String cleaned = replace(text, secret);
        return encoded.equals(secret) ? cleaned : replace(cleaned, encoded);
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
