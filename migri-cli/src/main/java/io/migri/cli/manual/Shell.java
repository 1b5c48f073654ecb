package io.migri.cli.manual;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A shell that can complete what is typed. */
enum Shell {
    BASH("bash-completion/completions/migri"),
    ZSH("zsh/site-functions/_migri"),
    FISH("fish/vendor_completions.d/migri.fish");

    private final String file;

    Shell(String file) {
        this.file = file;
    }

    /** Where it looks for completions, below a folder {@code share}. */
    String file() {
        return file;
    }

    /** What it is called. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What all are called. */
    static List<String> words() {
        return Arrays.stream(values()).map(Shell::word).toList();
    }

    /** The one of that name. */
    static Optional<Shell> of(String word) {
        return Arrays.stream(values())
                .filter(shell -> shell.word().equals(word))
                .findFirst();
    }
}
