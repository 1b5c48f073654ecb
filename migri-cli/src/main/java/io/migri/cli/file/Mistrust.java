package io.migri.cli.file;

import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import io.migri.cli.url.PostgresqlParameters;
import io.migri.spi.file.FileRights;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a file must not say if others than this user and root can change it. With such settings they could make Migri
 * execute a program, load a class, or copy a file to where they may read it.
 */
public final class Mistrust {
    /** By their variables. */
    private static final Set<String> EXECUTED =
            Set.of("DB_PASS_COMMAND", "MIGRI_PYTHON", "MIGRI_PLUGINS", "MIGRI_PLUGIN_SETTING");

    /** Driver properties that name no class and no file to be written. All others do, or may. */
    private static final Set<String> HARMLESS_PROPERTIES = Set.of(
            "applicationname",
            "currentschema",
            "options",
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslpassword",
            "sslnegotiation",
            "channelbinding",
            "requireauth",
            "gssencmode",
            "kerberosservername",
            "targetservertype",
            "loadbalancehosts",
            "logintimeout",
            "connecttimeout",
            "sockettimeout",
            "tcpkeepalive",
            "pgport",
            "ssl-ca",
            "ssl-cert",
            "ssl-key",
            "tlsversions",
            "tlsciphersuites",
            "trustcertificatekeystoreurl",
            "trustcertificatekeystoretype",
            "trustcertificatekeystorepassword",
            "clientcertificatekeystoreurl",
            "clientcertificatekeystoretype",
            "clientcertificatekeystorepassword",
            "disabledauthenticationplugins",
            "connectioncollation",
            "usecompression",
            "foreign_keys",
            "busy_timeout",
            "journal_mode",
            "synchronous",
            "double_quotes");

    private Mistrust() {}

    /**
     * Refuses {@code setting} in {@code file} if others can change that. Only what may do harm has the way to the file
     * looked at.
     *
     * @param place the file's name and line
     */
    static void check(Path file, Setting setting, List<String> values, String place) {
        if (EXECUTED.contains(setting.variable()) && !FileRights.isPrivate(file)) {
            throw new UsageException("Invalid value for " + setting.quotedNames() + " (from " + Printable.text(place)
                    + "): it would be executed, and others can change that file. Make it yours alone (chown, chmod"
                    + " go-w, also of the directories above it), or say it by the option or its variable.");
        }
        if (setting == Setting.TEMPLATE && !FileRights.isPrivate(file)) {
            throw new UsageException("Invalid value for " + setting.quotedNames() + " (from " + Printable.text(place)
                    + "): the file would be copied, and others can change who names it. Make it yours alone (chown,"
                    + " chmod go-w, also of the directories above it), or say it by the option or its variable.");
        }
        if (setting == Setting.DB_PROPERTY) {
            values.forEach(value -> checkProperty(file, value, place));
        }
    }

    private static void checkProperty(Path file, String property, String place) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            checkProperty(file, property, "", place);
        } else {
            checkProperty(file, property.substring(0, equals), property.substring(equals + 1), place);
        }
    }

    /**
     * Refuses the driver's property of that name and value in {@code file}, if others can change that, unless it is
     * known to be harmless.
     *
     * @param place the file's name, perhaps with the line
     * @throws UsageException where it may do harm
     */
    public static void checkProperty(Path file, String name, String value, String place) {
        boolean ofJava = name.equals("sslfactory") && value.equals(PostgresqlParameters.SYSTEM_FACTORY);
        if (!ofJava && !HARMLESS_PROPERTIES.contains(name.toLowerCase(Locale.ROOT)) && !FileRights.isPrivate(file)) {
            throw new UsageException("The driver's property " + Printable.text(name) + " (from " + Printable.text(place)
                    + ") may load a class or write a file, and others can change that file. Make it yours alone (chown,"
                    + " chmod go-w, also of the directories above it), or give the property with --db-property.");
        }
    }
}
