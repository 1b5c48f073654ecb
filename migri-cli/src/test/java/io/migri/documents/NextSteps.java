package io.migri.documents;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreeScanner;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds exceptions of Migri's that say what was found, and not what to do. */
final class NextSteps extends TreeScanner<@Nullable Void, @Nullable Void> {
    /** Codes that bring a next step of their own. */
    private static final Set<String> HELPED =
            Set.of("LOCK_TIMEOUT", "INTERRUPTED", "FOREIGN_FORMAT", "SERVER_UNSUPPORTED", "PLUGIN_MISBEHAVED");

    private final Set<String> missing = new TreeSet<>();

    static Set<String> missingIn(CompilationUnitTree unit) {
        NextSteps steps = new NextSteps();
        steps.scan(unit, null);
        return steps.missing;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
        if (made.getIdentifier().toString().equals("MigriException")
                && made.getArguments().size() > 1) {
            note(made.getArguments().get(0).toString());
        }
        return super.visitNewClass(made, null);
    }

    /** A chain of calls is seen from its end. */
    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        if (called(call).equals("build")) {
            boolean helped = false;
            MethodInvocationTree link = call;
            while (receiver(link) instanceof MethodInvocationTree before) {
                helped |= called(before).equals("help");
                link = before;
            }
            if (!helped && link.getMethodSelect().toString().equals("MigriException.of")) {
                note(link.getArguments().get(0).toString());
            }
        }
        return super.visitMethodInvocation(call, null);
    }

    private void note(String code) {
        String name = code.replace("ErrorCode.", "");
        if (!HELPED.contains(name)) {
            missing.add(name);
        }
    }

    private static String called(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : "";
    }

    private static @Nullable Object receiver(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree member ? member.getExpression() : null;
    }
}
