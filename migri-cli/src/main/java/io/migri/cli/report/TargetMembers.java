package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What database a run is about, for a program: what was given, without the password and the properties. */
public final class TargetMembers {

    private TargetMembers() {}

    public static Map<String, Object> of(ConnectionConfig target) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("dialect", target.dialect());
        members.put("database", target.database());
        members.put("host", target.host());
        members.put("port", target.port().isPresent() ? target.port().getAsInt() : Optional.empty());
        members.put("user", target.user());
        members.put("schema", target.schema());
        return members;
    }
}
