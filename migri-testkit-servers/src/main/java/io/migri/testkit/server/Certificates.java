package io.migri.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Certificates and keys in PEM files: an authority's, servers' and clients', in the forms that OpenSSL writes. {@code
 * make.sh} beside them made them and tells what each is.
 *
 * @param folder where the files go that are asked for
 */
public record Certificates(Path folder) {

    /** The file of that name, such as {@code authority.pem}, for this user alone. */
    public Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream resource =
                Objects.requireNonNull(Certificates.class.getResourceAsStream("tls/" + name), name)) {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            Files.copy(resource, file);
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }
}
