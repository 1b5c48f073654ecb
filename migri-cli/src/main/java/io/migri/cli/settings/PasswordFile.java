package io.migri.cli.settings;

import io.migri.api.Secret;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import io.migri.spi.file.FileRights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file that holds a password and nothing else. */
public final class PasswordFile {
    /** Why a file of settings may not name one. */
    public static final String NOT_FROM_OTHERS =
            "that file would be sent to a server, and others can change the file that says so. Make it yours alone"
                    + " (chown, chmod go-w, also of the directories above it), or say it by the option or its variable.";

    /** More bytes than any password has. */
    public static final int LONGEST = 65_536;

    private final Function<String, UsageException> refusal;

    private PasswordFile(Function<String, UsageException> refusal) {
        this.refusal = refusal;
    }

    /**
     * What the file holds that {@code setting} names; empty where none is named, and where it is empty.
     *
     * @throws UsageException where it cannot be read
     */
    static Optional<Secret> read(Invocation invocation, Setting setting) {
        return invocation.value(setting).flatMap(file -> read(file, reason -> invocation.invalid(setting, reason)));
    }

    /**
     * What {@code file} holds; empty where that is nothing.
     *
     * @param refusal makes what is thrown where it cannot be read, from the reason
     */
    public static Optional<Secret> read(String file, Function<String, UsageException> refusal) {
        return Optional.of(new PasswordFile(refusal).contents(file))
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
    }

    private String contents(String file) {
        try {
            return text(Path.of(file));
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file.");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8.");
        } catch (IOException | InvalidPathException e) {
            throw unreadable(file, "it cannot be read.");
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private String text(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return text(content, () -> unreadable(file.toString(), "it is longer than any password."));
        }
    }

    /**
     * The password that {@code content} holds, without the last line end: editors and programs put one after it.
     *
     * @param tooLong makes what is thrown where it does not end: a device may never do
     * @throws CharacterCodingException where it is not UTF-8
     */
    public static String text(InputStream content, Supplier<UsageException> tooLong) throws IOException {
        byte[] bytes = content.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw tooLong.get();
        }
        return withoutLineEnd(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString());
    }

    /** A line for each file with a password that others can read, too. Root's are theirs to give. */
    public static String warnings(Invocation invocation) {
        StringBuilder lines = new StringBuilder();
        for (Setting setting : List.of(Setting.DB_PASS_FILE, Setting.DRY_RUN_PASS_FILE)) {
            invocation.value(setting).filter(PasswordFile::isReadableByOthers).ifPresent(file -> lines.append(
                            "warning: the password file ")
                    .append(Printable.text(file))
                    .append(" can be read by other users; take that right from them (chmod 600)\n"));
        }
        return lines.toString();
    }

    private static boolean isReadableByOthers(String file) {
        try {
            return FileRights.isReadableByOthers(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private UsageException unreadable(String file, String reason) {
        return refusal.apply("'" + file + "': " + reason);
    }
}
