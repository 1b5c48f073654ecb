package io.migri.cli.database;

import io.migri.api.Secret;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.PasswordPrompt;
import io.migri.cli.settings.PasswordFile;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.function.Function;

/** Reads a password from standard input. */
final class PasswordInput {
    private PasswordInput() {}

    /** All that standard input holds, without its last line end. A person is asked. */
    static Optional<Secret> read(Function<String, UsageException> refusal) {
        if (PasswordPrompt.isPossible()) {
            return PasswordPrompt.ask("the database").map(Secret::of);
        }
        try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in))) {
            return Optional.of(text(in, "standard input", refusal))
                    .filter(text -> !text.isEmpty())
                    .map(Secret::of);
        } catch (IOException e) {
            throw refusal.apply("standard input cannot be read.");
        }
    }

    /** What {@code in} holds, which may be anything. */
    static String text(InputStream in, String what, Function<String, UsageException> refusal) throws IOException {
        try {
            return PasswordFile.text(in, () -> refusal.apply(what + " gives more than any password has."));
        } catch (CharacterCodingException e) {
            throw refusal.apply(what + " gives what is not UTF-8.");
        }
    }
}
