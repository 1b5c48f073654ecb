package io.migri.dialect.mysql.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** A private key in a PEM file, in any of the forms that OpenSSL writes, for a certificate that is known. */
record MySqlPemKey(MySqlPemFile file, X509Certificate certificate) {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    /**
     * The key.
     *
     * @throws io.migri.api.MigriException where there is none, or it is encrypted, damaged, or of another certificate
     */
    PrivateKey read() {
        MySqlPemFile.Block block = file.blocks().stream()
                .filter(one -> one.label().endsWith("PRIVATE KEY"))
                .findFirst()
                .orElseThrow(() -> file.refusal(
                        "holds no private key in PEM format", "such a file has a line -----BEGIN PRIVATE KEY-----"));
        if (block.head() || block.label().startsWith("ENCRYPTED")) {
            throw file.refusal(
                    "holds an encrypted key, and Migri has no passphrase for it",
                    "write the key without one, for this user alone: openssl pkey -in OLD -out NEW");
        }
        PublicKey other = certificate.getPublicKey();
        try {
            PrivateKey key =
                    KeyFactory.getInstance(other.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8(block)));
            if (isOf(other, key)) {
                return key;
            }
        } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
            // It is of another kind than the certificate's, or damaged.
        }
        throw file.refusal(
                "holds a key that does not fit the certificate of ssl-cert",
                "name the key that the certificate was made for");
    }

    /** The older forms lack what kind of key it is; the certificate tells. */
    private byte[] pkcs8(MySqlPemFile.Block block) {
        if (block.label().equals("PRIVATE KEY")) {
            return block.content();
        }
        byte[] kind = firstWithin(certificate.getPublicKey().getEncoded());
        return encoded(SEQUENCE, VERSION, kind, encoded(OCTETS, block.content()));
    }

    /** The first part of a sequence in DER. */
    private static byte[] firstWithin(byte[] sequence) {
        int from = contentOf(sequence, 0);
        int content = contentOf(sequence, from);
        return Arrays.copyOfRange(sequence, from, content + length(sequence, from));
    }

    private static int contentOf(byte[] der, int from) {
        int length = der[from + 1] & 0xff;
        return from + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    private static int length(byte[] der, int from) {
        int length = der[from + 1] & 0xff;
        if (length < 0x80) {
            return length;
        }
        int value = 0;
        for (int i = from + 2; i < contentOf(der, from); i++) {
            value = (value << 8) | (der[i] & 0xff);
        }
        return value;
    }

    private static byte[] encoded(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= 0x80) {
            int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i > 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Whether what the one signs, the other takes. Of a kind that is not known here, the server finds out. */
    private static boolean isOf(PublicKey certified, PrivateKey key) throws GeneralSecurityException {
        Optional<String> algorithm =
                switch (certified.getAlgorithm()) {
                    case "RSA" -> Optional.of("SHA256withRSA");
                    case "EC" -> Optional.of("SHA256withECDSA");
                    case "EdDSA" -> Optional.of("EdDSA");
                    default -> Optional.empty();
                };
        if (algorithm.isEmpty()) {
            return true;
        }
        Signature signature = Signature.getInstance(algorithm.get());
        signature.initSign(key);
        signature.update(VERSION);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(VERSION);
        return signature.verify(signed);
    }
}
