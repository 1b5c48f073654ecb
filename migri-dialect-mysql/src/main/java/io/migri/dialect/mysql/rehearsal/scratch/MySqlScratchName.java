package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.dialect.mysql.language.MySqlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Names of databases for dry runs. A name proves by its last digits, a digest of the others, that Migri made it: nobody else's database
 * goes by such a name, even if it begins with the same words. It also tells on which server it was made, since the lock that shows
 * whether its maker is alive is known only there.
 */
public final class MySqlScratchName {
    static final String PREFIX = "migri_dry_";
    /** As a pattern of {@code LIKE} and of {@code GRANT}. */
    public static final String PATTERN = "migri\\_dry\\_%";

    private static final int SERVER_DIGITS = 8;
    private static final int RANDOM_DIGITS = 12;
    private static final int PROOF_DIGITS = 12;

    private MySqlScratchName() {}

    /** A name that no other rehearsal has. */
    public static String fresh(String server) {
        byte[] random = new byte[RANDOM_DIGITS / 2];
        new SecureRandom().nextBytes(random);
        String body = PREFIX + digest(server, SERVER_DIGITS) + MySqlText.hexadecimal(random);
        return body + digest(body, PROOF_DIGITS);
    }

    /** Whether Migri made {@code name} up on that server. */
    static boolean isOurs(String name, String server) {
        int length = PREFIX.length() + SERVER_DIGITS + RANDOM_DIGITS + PROOF_DIGITS;
        if (name.length() != length || !name.startsWith(PREFIX + digest(server, SERVER_DIGITS))) {
            return false;
        }
        String body = name.substring(0, length - PROOF_DIGITS);
        return name.equals(body + digest(body, PROOF_DIGITS));
    }

    private static String digest(String text, int digits) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("migri dry run " + text).getBytes(StandardCharsets.UTF_8));
            return MySqlText.hexadecimal(digest).substring(0, digits);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
