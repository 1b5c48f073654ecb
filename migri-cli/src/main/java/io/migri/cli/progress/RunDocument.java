package io.migri.cli.progress;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigrationReport.Failed;
import io.migri.api.MigrationReport.RolledBack;
import io.migri.api.report.Danger;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.report.StatementReport;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.ErrorMembers;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Words;
import io.migri.cli.report.TargetMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a program reads about a run in the end.
 *
 * @param target empty where the run ended before anybody knew which database is meant
 */
record RunDocument(Redaction redaction, Optional<ConnectionConfig> target, boolean dryRun) {

    /** Of a run that succeeded. */
    Map<String, Object> of(MigrationReport report) {
        return of(report, Optional.empty());
    }

    /** Of one that ended otherwise, also by a setting that makes no sense, or a bug. */
    Map<String, Object> of(Throwable failure) {
        MigrationReport report = failure instanceof MigrationFailedException failed
                ? failed.report()
                : new MigrationReport(0, dryRun, List.of());
        return of(report, Optional.of(failure));
    }

    private Map<String, Object> of(MigrationReport report, Optional<Throwable> failure) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.map(TargetMembers::of));
        document.put("dry_run", report.dryRun());
        document.put("found", report.found());
        document.put("migrations", report.results().stream().map(this::result).toList());
        document.put("remaining", report.remaining());
        document.put("report", report.impact().map(this::impact));
        document.put("error", failure.map(new ErrorMembers(redaction, target.map(Advice::new))::of));
        return document;
    }

    private Map<String, Object> result(MigrationReport.Result result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", result.name());
        object.put("state", state(result));
        object.put("took_ms", result instanceof Applied applied ? applied.took().toMillis() : Optional.empty());
        object.put("statements", result instanceof Applied applied ? applied.statements() : Optional.empty());
        object.put("message", result instanceof Failed failed ? redaction.clean(failed.message()) : Optional.empty());
        return object;
    }

    private static String state(MigrationReport.Result result) {
        if (result instanceof Applied) {
            return "applied";
        }
        if (result instanceof Failed) {
            return "failed";
        }
        return result instanceof RolledBack ? "rolled back" : "not reached";
    }

    private Map<String, Object> impact(Impact impact) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
                "statements", impact.statements().stream().map(this::statement).toList());
        object.put("dangers", impact.dangers().stream().map(this::danger).toList());
        return object;
    }

    private Map<String, Object> statement(StatementReport statement) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("migration", statement.migration());
        object.put("file", statement.origin());
        object.put("line", statement.line() == 0 ? Optional.empty() : statement.line());
        object.put("statement", redaction.clean(statement.statement()));
        object.put("took_ms", statement.took().toMillis());
        object.put("rows", number(statement.rows()));
        object.put("completed", statement.completed());
        object.put("effects", statement.effects().stream().map(this::effect).toList());
        return object;
    }

    private Map<String, Object> effect(Effect effect) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", Words.of(effect.kind()));
        object.put("relation", effect.relation().isEmpty() ? Optional.empty() : effect.relation());
        object.put("detail", effect.detail().isEmpty() ? Optional.empty() : effect.detail());
        object.put("blocks", Words.of(effect.blocks()));
        object.put("bytes", number(effect.bytes()));
        object.put("rows", number(effect.rows()));
        object.put("touched", number(effect.touched()));
        object.put("message", redaction.clean(effect.describe()));
        object.put("advice", effect.advice());
        return object;
    }

    private Map<String, Object> danger(Danger danger) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("severity", Words.of(danger.severity()));
        object.put("migration", danger.migration());
        object.put("line", danger.line() == 0 ? Optional.empty() : danger.line());
        object.put("message", redaction.clean(danger.message()));
        object.put("advice", danger.advice());
        return object;
    }

    private static Object number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : Optional.empty();
    }
}
