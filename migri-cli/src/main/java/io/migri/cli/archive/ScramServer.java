package io.migri.cli.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of SCRAM-SHA-256. It believes that the driver knows the password, and proves that it does itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a>
 */
final class ScramServer {
    private static final byte[] SALT = "a grain of salt.".getBytes(UTF_8);
    private static final int ITERATIONS = 4096;
    private static final int KEY_BITS = 256;

    private final String password;
    private String exchanged = "";

    ScramServer(String password) {
        this.password = password;
    }

    /** Answers the client's first message, given without what it says of channels. */
    String first(String bare) {
        String nonce = bare.substring(bare.indexOf("r=") + 2) + "training";
        String answer = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(SALT) + ",i=" + ITERATIONS;
        exchanged = bare + "," + answer;
        return answer;
    }

    /** Answers the client's last message. */
    String last(String message) throws IOException {
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, KEY_BITS))
                    .getEncoded();
            byte[] signed = (exchanged + "," + message.substring(0, message.lastIndexOf(",p="))).getBytes(UTF_8);
            return "v=" + Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key".getBytes(UTF_8)), signed));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }
}
