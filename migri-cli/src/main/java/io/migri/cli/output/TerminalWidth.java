package io.migri.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many columns a terminal has. Asks a program, so it is for texts that nobody waits for. */
public final class TerminalWidth {
    private static final String TERMINAL = "/dev/tty";
    private static final long PATIENCE_SECONDS = 2;

    private TerminalWidth() {}

    /** That of {@code channel}; {@code otherwise} where it is no terminal, or nobody knows. */
    public static int of(Channel channel, Map<String, String> environment, int otherwise) {
        if (!channel.isTerminal()) {
            return otherwise;
        }
        int said = number(environment.getOrDefault("COLUMNS", ""));
        int columns = said > 0 ? said : measured();
        return columns > 0 ? columns : otherwise;
    }

    /** What {@code stty size} says: rows and columns; 0 where it cannot be asked. It has no use for the environment, where secrets are. */
    static int measured() {
        ProcessBuilder program = new ProcessBuilder("stty", "size")
                .redirectInput(new File(TERMINAL))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().clear();
        try {
            Process stty = program.start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return number(size.substring(size.indexOf(' ') + 1));
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
