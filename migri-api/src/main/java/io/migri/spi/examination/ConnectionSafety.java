package io.migri.spi.examination;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How far a connection can be trusted, as {@link io.migri.spi.DialectSession#examine} tells it: the same words for every database. A value, to be made by dialects.
 *
 * @param encryption the protocol, such as {@code TLSv1.3}; empty where nothing is encrypted
 * @param verified who the other end was found to be
 * @param login how the user was let in; empty where nobody knows
 * @param withinMachine whether the connection does not leave this machine
 * @param remedy the setting that verifies the server, a sentence without a final dot
 */
public record ConnectionSafety(
        Optional<String> encryption, Verified verified, Optional<Finding> login, boolean withinMachine, String remedy) {

    public ConnectionSafety {
        requireNonNull(encryption, "encryption");
        requireNonNull(verified, "verified");
        requireNonNull(login, "login");
        requireNonNull(remedy, "remedy");
    }

    /** Who the other end was found to be. */
    public enum Verified {
        /** The connection was made by somebody else, who does not say. */
        UNKNOWN("whether the server was verified is not known"),
        NOBODY("nobody verifies the server"),
        /** Somebody with a certificate of an authority that is trusted. */
        AUTHORITY("the server's certificate is verified, but not its name"),
        SERVER("the server's certificate and name are verified");

        private final String words;

        Verified(String words) {
            this.words = words;
        }
    }

    /** What {@code doctor} says of it. */
    public List<Finding> findings() {
        Finding encrypted = encrypted();
        return login.map(how -> List.of(encrypted, how)).orElse(List.of(encrypted));
    }

    private Finding encrypted() {
        String text = encryption
                .map(protocol -> "the connection is encrypted (" + protocol + "); " + verified.words)
                .orElse(
                        withinMachine
                                ? "the connection is not encrypted, and stays within this machine"
                                : "the connection is not encrypted, so others on its way can read it");
        boolean safe = withinMachine
                || (encryption.isPresent() && (verified == Verified.SERVER || verified == Verified.UNKNOWN));
        return safe ? Finding.ok("encryption", text) : Finding.warning("encryption", text, remedy);
    }
}
