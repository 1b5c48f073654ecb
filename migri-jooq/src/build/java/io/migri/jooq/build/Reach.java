package io.migri.jooq.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What can be reached. A method that is called on a type is reached in those classes below it that are made anywhere in what is reached
 * (rapid type analysis).
 */
final class Reach {
    private final Program program;
    private final Rules rules;
    private final Inherited inherited = new Inherited();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> initialized = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Map<String, Set<String>> madeBelow = new HashMap<>();
    private final Map<String, Set<String>> called = new HashMap<>();
    private final Set<String> methods = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Deque<Runnable> unread = new ArrayDeque<>();

    Reach(Program program, Rules rules) {
        this.program = program;
        this.rules = rules;
    }

    /** The names of all types that are needed. */
    Set<String> types() {
        return types;
    }

    boolean needsMethod(String type, MethodNode method) {
        return methods.contains(type + '.' + Program.signature(method));
    }

    boolean needsField(String type, String field) {
        return fields.contains(type + '.' + field);
    }

    /** Begins with what can be called, or read, by the name of {@code member} in {@code type}, or is above it. */
    void keep(String type, String member) {
        initialize(type);
        boolean found = false;
        for (String above : program.above(type)) {
            for (MethodNode method : program.methods(above)) {
                found |= method.name.equals(member) && isOpen(method.access) && keep(type, above, method);
            }
        }
        if (!(field(type, member) || found)) {
            throw new IllegalArgumentException("there is no " + member + " in " + type);
        }
    }

    private boolean keep(String type, String above, MethodNode method) {
        String signature = Program.signature(method);
        boolean constructor = method.name.equals("<init>");
        if (!constructor && (method.access & Opcodes.ACC_STATIC) == 0) {
            call(type, signature);
            return true;
        }
        if (type.equals(above)) {
            method(type, signature);
            if (constructor) {
                make(type);
            }
        }
        return type.equals(above);
    }

    private static boolean isOpen(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    void finish() {
        while (!unread.isEmpty()) {
            unread.remove().run();
        }
    }

    void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> type(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> {}
        }
    }

    void type(String name) {
        if (name.startsWith("[")) {
            type(Type.getType(name));
        } else if (program.has(name) && types.add(name)) {
            program.above(name).forEach(this::type);
            generics(program.types().get(name).signature);
        }
    }

    private void generics(String signature) {
        if (signature != null) {
            new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
                @Override
                public void visitClassType(String name) {
                    type(name);
                }
            });
        }
    }

    /** The class {@code name} is made ready, as Java does before it is used. */
    void initialize(String name) {
        if (!program.has(name) || !initialized.add(name)) {
            return;
        }
        type(name);
        program.above(name).forEach(this::initialize);
        ClassNode type = program.types().get(name);
        for (MethodNode method : type.methods) {
            boolean ofEnum = (type.access & Opcodes.ACC_ENUM) != 0
                    && List.of("values", "valueOf").contains(method.name);
            if (method.name.equals("<clinit>") || ofEnum) {
                method(name, Program.signature(method));
            }
        }
        if ((type.access & Opcodes.ACC_RECORD) != 0) {
            type.fields.forEach(field -> field(name, field.name));
        }
    }

    /** There are objects of the class {@code name}. */
    void make(String name) {
        if (!program.has(name) || !made.add(name)) {
            return;
        }
        initialize(name);
        Set<String> byJava = new HashSet<>();
        for (String above : program.above(name)) {
            if (program.has(above)) {
                madeBelow.computeIfAbsent(above, key -> new LinkedHashSet<>()).add(name);
                Set.copyOf(called.getOrDefault(above, Set.of())).forEach(signature -> run(name, signature));
            } else {
                byJava.addAll(inherited.methods(above));
            }
        }
        byJava.forEach(signature -> run(name, signature));
    }

    /** {@code signature} is called on whatever is a {@code type}. */
    void call(String type, String signature) {
        type(type);
        if (called.computeIfAbsent(type, key -> new HashSet<>()).add(signature)) {
            declaration(type, signature);
            Set.copyOf(madeBelow.getOrDefault(type, Set.of())).forEach(below -> run(below, signature));
        }
    }

    /** Wherever a type says that it has the method. */
    void declaration(String type, String signature) {
        program.above(type).forEach(above -> method(above, signature));
    }

    /** What an object of the class {@code name} does for the method: its own, an inherited or a default one. */
    private void run(String name, String signature) {
        for (ClassNode type = program.types().get(name); type != null; type = superclass(type)) {
            if (program.method(type.name, signature).isPresent()) {
                method(type.name, signature);
                if ((program.method(type.name, signature).get().access & Opcodes.ACC_ABSTRACT) == 0) {
                    return;
                }
            }
        }
        declaration(name, signature);
    }

    private ClassNode superclass(ClassNode type) {
        return type.superName == null ? null : program.types().get(type.superName);
    }

    /** A call that is bound to the first type above {@code type} which has the method. */
    void callExactly(String type, String signature) {
        type(type);
        for (String above : program.above(type)) {
            if (program.method(above, signature).isPresent()) {
                initialize(above);
                method(above, signature);
                return;
            }
        }
    }

    /** Returns whether there is such a field, in {@code type} or above. */
    boolean field(String type, String name) {
        type(type);
        for (String above : program.above(type)) {
            for (FieldNode field : program.fields(above)) {
                if (field.name.equals(name)) {
                    field(above, field);
                    return true;
                }
            }
        }
        return false;
    }

    private void field(String type, FieldNode field) {
        if (fields.add(type + '.' + field.name)) {
            type(Type.getType(field.desc));
            generics(field.signature);
        }
        if ((field.access & Opcodes.ACC_STATIC) != 0) {
            initialize(type);
        }
    }

    private void method(String type, String signature) {
        program.method(type, signature)
                .filter(method -> methods.add(type + '.' + signature))
                .ifPresent(method -> unread.add(() -> {
                    type(type);
                    type(Type.getMethodType(method.desc));
                    generics(method.signature);
                    method.exceptions.forEach(this::type);
                    if (!rules.hollow(type, method.name)) {
                        new Code(this).read(method);
                    }
                }));
    }
}
