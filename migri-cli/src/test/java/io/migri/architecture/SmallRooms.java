package io.migri.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the files of each package. */
final class SmallRooms extends ArchCondition<JavaClass> {
    private final int limit;
    private final Map<String, List<JavaClass>> rooms = new TreeMap<>();

    SmallRooms(int limit) {
        super("be in a package of at most " + limit + " files");
        this.limit = limit;
    }

    @Override
    public void init(Collection<JavaClass> types) {
        rooms.clear();
        for (JavaClass type : types) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                rooms.computeIfAbsent(type.getPackageName(), name -> new ArrayList<>())
                        .add(type);
            }
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        List<JavaClass> room = rooms.getOrDefault(type.getPackageName(), List.of());
        if (room.size() > limit && room.contains(type)) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getName() + " is in a package of " + room.size() + " files"));
        }
    }
}
