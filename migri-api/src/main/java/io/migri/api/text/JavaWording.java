package io.migri.api.text;

import java.util.List;

/** What an application writes that uses Migri as a library. */
final class JavaWording implements Wording {

    @Override
    public String of(Reference reference) {
        if (reference instanceof Option option) {
            return option.javaName();
        }
        if (reference instanceof Operation operation) {
            return of(operation);
        }
        if (reference instanceof Call call) {
            return of(call);
        }
        return reference instanceof PluginSetting setting ? of(setting) : of((Installation) reference);
    }

    private static String of(Operation operation) {
        return switch (operation) {
            case MIGRATE -> "Migri.migrate()";
            case DOWN -> "Migri.down(…)";
            case DRY_RUN -> "Migri.dryRun()";
            case RESUME_RETRY -> "Migri.resume(Decision.RETRY)";
            case RESUME_SKIP_STATEMENT -> "Migri.resume(Decision.SKIP_STATEMENT)";
            case RESUME_MARK_APPLIED -> "Migri.resume(Decision.MARK_APPLIED)";
            case STATUS -> "History.status()";
            case VALIDATE -> "History.validate()";
            case REPAIR, CLEAR_JOURNAL -> "History.repair";
            case ADOPT -> "History.adopt";
            case MARK -> "History.mark";
            case UNMARK -> "History.unmark";
            case CREATE -> "Database.create()";
            case EXAMINE -> "Migri.examine()";
        };
    }

    private static String of(Call call) {
        String names = listed(List.of(call.migration()));
        String arguments = call.operation() == Operation.CLEAR_JOURNAL
                ? "Set.of(HistoryChange.Kind.CLEAR_JOURNAL), " + names + ", …"
                : names;
        return of(call.operation()) + "(" + arguments + ")";
    }

    private static String of(PluginSetting setting) {
        String value = setting.value().isEmpty() ? "…" : quoted(setting.value());
        String call = "Migri.Builder.setting(" + quoted(setting.name()) + ", " + value + ")";
        return setting.reach() == PluginSetting.Reach.ITSELF ? call : call + " and what it is given";
    }

    private static String of(Installation installation) {
        String packages = installation.packages().isEmpty() ? "…" : listed(installation.packages()) + ", …";
        return "RuntimeInstaller.install(" + packages + ")";
    }

    private static String listed(List<String> names) {
        StringBuilder list = new StringBuilder();
        names.forEach(name -> list.append(list.isEmpty() ? "" : ", ").append(quoted(name)));
        return "List.of(" + list + ")";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
