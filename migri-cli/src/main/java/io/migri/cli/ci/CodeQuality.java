package io.migri.cli.ci;

import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.report.Danger;
import io.migri.api.report.Impact;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.failure.FailureOrigin;
import io.migri.cli.output.Json;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Words;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The file in which GitLab finds what is wrong with lines of code: a failure that has a place, and the dangers of a report. There is one after
 * each run, and an empty list where nothing was found.
 *
 * @see <a href="https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format">the format</a>
 */
public final class CodeQuality {
    private final Path file;
    private final Repository repository;
    private final Redaction redaction;
    private final Set<String> fingerprints = new HashSet<>();

    CodeQuality(Path file, Repository repository, Redaction redaction) {
        this.file = file;
        this.repository = repository;
        this.redaction = redaction;
    }

    /**
     * The one that {@code --code-quality} asks for.
     *
     * @param name of the file
     * @throws io.migri.cli.arguments.UsageException where there can be no such file
     */
    public static CodeQuality of(String name, Invocation invocation, Redaction redaction) {
        File file = new File(name).getAbsoluteFile();
        File folder = file.getParentFile();
        if (file.isDirectory() || folder == null || !folder.isDirectory() || !Files.isWritable(folder.toPath())) {
            throw invocation.invalid(
                    Setting.CODE_QUALITY, "'" + name + "' is not a file in a directory that can be written to.");
        }
        Repository repository = Repository.at(invocation.variable("CI_PROJECT_DIR"));
        return new CodeQuality(file.toPath(), repository, redaction);
    }

    /** Writes that of a run that succeeded. */
    public void write(MigrationReport report) throws IOException {
        write(dangers(report));
    }

    /** Writes that of a run that failed. */
    public void write(MigriException failure) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>(
                failure instanceof MigrationFailedException failed ? dangers(failed.report()) : List.of());
        FailureOrigin.of(failure)
                .filter(origin -> !origin.isEmpty())
                .ifPresent(origin -> entries.add(entry(
                        Words.of(failure.code()),
                        redaction.clean(failure.text()),
                        "blocker",
                        origin,
                        failure.position().map(SourcePosition::line).orElse(1))));
        write(entries);
    }

    private List<Map<String, Object>> dangers(MigrationReport report) {
        List<Map<String, Object>> entries = new ArrayList<>();
        report.impact().ifPresent(impact -> {
            for (Danger danger : impact.dangers()) {
                entries.add(entry(
                        Words.of(danger.severity()),
                        redaction.clean(danger.message()),
                        severity(danger.severity()),
                        origin(impact, danger.migration()),
                        Math.max(1, danger.line())));
            }
        });
        return entries;
    }

    private static String origin(Impact impact, String migration) {
        return impact.statements().stream()
                .filter(statement -> statement.migration().equals(migration))
                .map(statement -> statement.origin())
                .findFirst()
                .orElse(migration);
    }

    private static String severity(Danger.Severity severity) {
        return switch (severity) {
            case NOTABLE -> "info";
            case BLOCKING -> "minor";
            case REWRITE -> "major";
            case LOSS -> "critical";
        };
    }

    private Map<String, Object> entry(String check, String description, String severity, String origin, int line) {
        String path = repository.name(origin);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("description", description.strip());
        entry.put("check_name", "migri " + check);
        entry.put("fingerprint", fingerprint(check + "\0" + path + "\0" + description));
        entry.put("severity", severity);
        entry.put("location", Map.of("path", path, "lines", Map.of("begin", line)));
        return entry;
    }

    /** The same for the same finding in the next run, wherever its line has gone, and unlike any other of this run. */
    private String fingerprint(String finding) {
        int count = 1;
        String fingerprint = hash(finding);
        while (!fingerprints.add(fingerprint)) {
            count++;
            fingerprint = hash(finding + "\0" + count);
        }
        return fingerprint;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Nobody finds half a file: it gets its name when it is whole. What was there is replaced, and a link is not followed. */
    private void write(List<Map<String, Object>> entries) throws IOException {
        Path begun = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(
                    begun, Json.text(entries) + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    /** What went wrong with the file, for a person. */
    public String spoken(IOException failure) {
        return "error: cannot write " + file + ": " + failure + "\n";
    }
}
