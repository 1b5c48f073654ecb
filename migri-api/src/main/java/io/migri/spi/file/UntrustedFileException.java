package io.migri.spi.file;

import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Somebody other than this user and root could have put a file or folder where it is, or can change it. */
public final class UntrustedFileException extends FileSystemException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * One for {@code path}.
     *
     * @param reason words that follow its name: {@code belongs to somebody else}
     */
    public UntrustedFileException(Path path, String reason) {
        super(path.toString(), null, reason);
    }

    @Override
    public String getMessage() {
        return getFile() + " " + getReason();
    }
}
