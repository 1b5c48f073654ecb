package io.migri.cli.ci;

import io.migri.api.DatabaseError;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.FailureOrigin;
import io.migri.cli.failure.StateReport;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * A workflow command of GitHub, which shows a failure beside the line that it is about. It goes to standard error: the runner reads both streams,
 * and standard output belongs to the results.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">workflow commands</a>
 */
public final class GithubAnnotation {
    private final Repository repository;
    private final Redaction redaction;
    private final Advice advice;

    GithubAnnotation(Repository repository, Redaction redaction, Advice advice) {
        this.repository = repository;
        this.redaction = redaction;
        this.advice = advice;
    }

    /** Whether the process runs in one of GitHub's workflows. */
    public static boolean isWanted(Invocation invocation) {
        return invocation.variable("GITHUB_ACTIONS").equals("true");
    }

    /** Writes the annotation of a failure. */
    public static void print(MigriException failure, Invocation invocation, Terminal terminal, Advice advice) {
        Repository repository = Repository.at(invocation.variable("GITHUB_WORKSPACE"));
        terminal.printOrder(new GithubAnnotation(repository, terminal.redaction(), advice).text(failure));
    }

    /** One line. Secrets are taken out before anything is escaped, or they would not be recognized. */
    String text(MigriException failure) {
        List<String> properties = new ArrayList<>();
        FailureOrigin.of(failure).ifPresent(file -> properties.add("file=" + property(repository.name(file))));
        failure.position().ifPresent(place -> {
            properties.add("line=" + place.line());
            properties.add("col=" + place.column());
        });
        String command = properties.isEmpty() ? "error" : "error " + String.join(",", properties);
        return "::" + command + "::" + data(String.join("\n", lines(failure))) + "\n";
    }

    private List<String> lines(MigriException failure) {
        List<String> lines = new ArrayList<>();
        lines.add(redaction.clean(failure.text()).strip());
        redaction
                .clean(failure.databaseError().flatMap(DatabaseError::detail))
                .ifPresent(detail -> lines.add("detail: " + detail.strip()));
        if (failure instanceof MigrationFailedException failed) {
            lines.add(redaction.clean(StateReport.of(failed)).strip());
        }
        redaction.clean(advice.about(failure)).ifPresent(help -> lines.add("help: " + help.strip()));
        return lines;
    }

    /** The per cent sign comes first: it is what the others are escaped with. */
    static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
