package io.migri.cli;

import io.migri.api.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds a password and nothing else. */
final class PasswordFile {
    private final Invocation invocation;
    private final Setting setting;

    private PasswordFile(Invocation invocation, Setting setting) {
        this.invocation = invocation;
        this.setting = setting;
    }

    /**
     * What the file holds that {@code setting} names; empty where none is named, and where it is empty.
     *
     * @throws UsageException where it cannot be read
     */
    static Optional<Secret> read(Invocation invocation, Setting setting) {
        return invocation
                .value(setting)
                .map(new PasswordFile(invocation, setting)::contents)
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
    }

    /** Without the line end that editors put behind it. */
    private String contents(String file) {
        try {
            String text = Files.readString(Path.of(file));
            if (text.endsWith("\r\n")) {
                return text.substring(0, text.length() - 2);
            }
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file.");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8.");
        } catch (IOException | InvalidPathException e) {
            throw unreadable(file, "it cannot be read.");
        }
    }

    private UsageException unreadable(String file, String reason) {
        return invocation.invalid(setting, "'" + file + "': " + reason);
    }
}
