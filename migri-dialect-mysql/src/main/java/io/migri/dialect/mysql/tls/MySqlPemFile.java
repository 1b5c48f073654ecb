package io.migri.dialect.mysql.tls;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A file of certificates and keys as text, between lines of dashes that say which is which (<a
 * href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>). What stands between them is left out.
 *
 * @param setting the setting that names it
 * @param name as the setting has it
 * @param blocks what is in it, in order
 */
record MySqlPemFile(String setting, String name, List<Block> blocks) {
    private static final int LIMIT = 16 * 1024 * 1024;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    MySqlPemFile {
        blocks = List.copyOf(blocks);
    }

    /**
     * One certificate or key.
     *
     * @param label says what it is, such as {@code CERTIFICATE}
     * @param head whether lines with names and values stand in front of the content, as in old encrypted keys
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares blocks, or changes one
    record Block(String label, boolean head, byte[] content) {}

    /**
     * Reads the file.
     *
     * @throws MigriException where it cannot be read, or a block in it is damaged
     */
    static MySqlPemFile read(String setting, String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            byte[] text = in.readNBytes(LIMIT + 1);
            if (text.length > LIMIT) {
                throw new IOException("it is larger than 16 MiB");
            }
            return new MySqlPemFile(setting, name, blocks(new String(text, StandardCharsets.ISO_8859_1)));
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(setting, name, "cannot be read: " + reason(e), "");
        }
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
            int from = begin + BEGIN.length();
            int dashes = text.indexOf(DASHES, from);
            String label = dashes < 0 ? "" : text.substring(from, dashes);
            int end = text.indexOf(END + label + DASHES, from);
            if (dashes < 0 || end < 0) {
                throw new IllegalArgumentException("a block in it has no end");
            }
            blocks.add(block(label, text.substring(dashes + DASHES.length(), end)));
        }
        return blocks;
    }

    private static Block block(String label, String body) {
        boolean head = body.indexOf(':') >= 0;
        return new Block(
                label, head, head ? new byte[0] : Base64.getMimeDecoder().decode(body));
    }

    /**
     * Its certificates, in order.
     *
     * @throws MigriException where there is none, or one is damaged
     */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
                }
            }
        } catch (CertificateException e) {
            throw refusal("holds a damaged certificate: " + e.getMessage(), "");
        }
        if (certificates.isEmpty()) {
            throw refusal("holds no certificate in PEM format", "such a file has a line -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    MigriException refusal(String problem, String help) {
        return refusal(setting, name, problem, help);
    }

    private static MigriException refusal(String setting, String name, String problem, String help) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "the file " + Printable.line(name) + ", which " + setting + " names, " + problem)
                .help(help.isEmpty() ? "name another file, or leave " + setting + " out" : help)
                .build();
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "it is not there";
        }
        return failure instanceof AccessDeniedException
                ? "this user may not read it"
                : String.valueOf(failure.getMessage());
    }
}
