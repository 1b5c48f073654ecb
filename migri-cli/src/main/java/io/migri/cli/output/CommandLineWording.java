package io.migri.cli.output;

import io.migri.api.text.Call;
import io.migri.api.text.Installation;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.PluginSetting;
import io.migri.api.text.Reference;
import io.migri.api.text.Text;
import io.migri.api.text.Wording;

/** What somebody types in a shell: options and commands. */
public final class CommandLineWording implements Wording {
    private static final Wording WORDING = new CommandLineWording();

    /** What a user of the command reads. */
    public static String spoken(Text text) {
        return text.in(WORDING);
    }

    @Override
    public String of(Reference reference) {
        if (reference instanceof Option option) {
            return of(option);
        }
        if (reference instanceof Operation operation) {
            return of(operation);
        }
        if (reference instanceof Call call) {
            return of(call);
        }
        return reference instanceof PluginSetting setting ? of(setting) : of((Installation) reference);
    }

    private static String of(Option option) {
        return switch (option) {
            case LOCATION -> "-m";
            case DATABASE -> "-n";
            case DIALECT -> "-d";
            case WAIT_FOR -> "--wait";
            case CREATE_DATABASE -> "--create-db";
            case SCHEMA -> "--db-schema";
            case LOCK_WAIT -> "--lock-wait";
            case LOCK_TIMEOUT -> "--lock-timeout";
            case LOCK_RETRIES -> "--lock-retries";
            case ALLOW_EMPTY -> "--allow-empty";
            case STRICT -> "--strict";
            case SINGLE_TRANSACTION -> "--single-transaction";
            case ANY_SERVER -> "MIGRI_ANY_SERVER=1";
            case FORMAT -> "--format";
            case ADOPTED_TOOL -> "--from";
            case PLAIN_FORMAT -> "--format=plain";
            case NO_REPORT -> "--no-report";
            case HISTORY_TABLE -> "--history-table";
            case STORE_TEXTS -> "--store-texts=no";
            case FROM_DATABASE -> "--from-database";
            case NEW_HISTORY -> "--new-history";
            case JVM_OPTION -> "which the command takes from MIGRI_JAVA_OPTS";
            case DRY_RUN_ROWS -> "--dry-run-rows";
            case ALL_DRY_RUN_ROWS -> "--dry-run-rows all";
            case DRY_RUN_SERVER -> "--dry-run-url";
            case PLUGINS -> "the folder plugins beside lib, and where MIGRI_PLUGINS says";
        };
    }

    private static String of(Operation operation) {
        return switch (operation) {
            case MIGRATE -> "migri migrate";
            case DOWN -> "migri down";
            case DRY_RUN -> "migri migrate --dry-run";
            case RESUME_RETRY -> "migri resume --retry";
            case RESUME_SKIP_STATEMENT -> "migri resume --skip-statement";
            case RESUME_MARK_APPLIED -> "migri resume --mark-applied";
            case STATUS -> "migri status";
            case VALIDATE -> "migri validate";
            case REPAIR -> "migri repair";
            case CLEAR_JOURNAL -> "migri repair --clear-journal";
            case ADOPT -> "migri adopt";
            case MARK -> "migri mark";
            case UNMARK -> "migri unmark";
            case CREATE -> "migri create";
            case EXAMINE -> "migri doctor";
        };
    }

    /** Names in quotes are those that a shell might take for something else. */
    private static String of(Call call) {
        boolean plain = call.operation() == Operation.CLEAR_JOURNAL;
        return of(call.operation()) + " " + (plain ? call.migration() : "'" + call.migration() + "'");
    }

    private static String of(PluginSetting setting) {
        String value = setting.value().isEmpty() ? "" : " " + setting.value();
        return switch (setting.name()) {
            case "python.path" ->
                setting.reach() == PluginSetting.Reach.ITSELF ? "--python" : "--python and MIGRI_PYTHON";
            case "python.engine" -> "--python-engine" + value;
            default -> setting.name() + value;
        };
    }

    private static String of(Installation installation) {
        StringBuilder command = new StringBuilder("migri " + installation.runtime() + " install");
        installation.packages().forEach(one -> command.append(" --with ").append(one));
        return command.toString();
    }
}
