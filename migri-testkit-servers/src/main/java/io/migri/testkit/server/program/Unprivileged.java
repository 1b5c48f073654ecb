package io.migri.testkit.server.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs programs that refuse to be run by root. Where this is not root, it does nothing. */
public enum Unprivileged {
    /** This is not root. */
    ALREADY,
    /** In a user namespace of its own a program does not see that it is root. */
    NAMESPACE,
    /** As nobody; for where user namespaces are forbidden, such as in containers. */
    NOBODY;

    private static final String NOBODY_ID = "65534";

    public static Unprivileged ofThisMachine() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return ALREADY;
        }
        try {
            new Program(List.of("unshare", "-U", "true")).run(Duration.ofSeconds(10));
            return NAMESPACE;
        } catch (IOException forbidden) {
            return NOBODY;
        }
    }

    public List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(words);
        return command;
    }

    /** Where a cache has to be for the programs run this way to read it: nobody cannot look into root's home. */
    public ServerCache cache(ServerCache ofThisUser) {
        boolean chosen = System.getenv("MIGRI_TEST_CACHE") != null;
        return this == NOBODY && !chosen ? new ServerCache(Path.of("/var/tmp/migri-test")) : ofThisUser;
    }

    /** Gives {@code directory} and what is in it to whom the programs run as. */
    public void handOver(Path directory) throws IOException {
        if (this == NOBODY) {
            new Program(List.of("chown", "-R", NOBODY_ID + ":" + NOBODY_ID, directory.toString()))
                    .run(Duration.ofSeconds(30));
        }
    }

    private List<String> prefix() {
        return switch (this) {
            case ALREADY -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY -> List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups", "--");
        };
    }
}
