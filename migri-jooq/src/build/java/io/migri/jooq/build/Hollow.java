package io.migri.jooq.build;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Takes the code out of methods. */
final class Hollow {
    private static final String REFUSAL = "java/lang/UnsupportedOperationException";

    private Hollow() {}

    /** Has {@code method} do nothing, if it is to be {@code mute}, or else throw. */
    static void empty(ClassNode type, MethodNode method, boolean mute) {
        method.instructions.clear();
        method.tryCatchBlocks.clear();
        method.visitMaxs(3, Type.getArgumentsAndReturnSizes(method.desc) >> 2);
        if (mute) {
            answer(type, method);
        } else {
            refuse(method);
        }
    }

    /** Gives a mute class, which is made by its own factories alone, its only constructor. */
    static void addConstructor(ClassNode type) {
        type.methods.removeIf(method -> method.name.equals("<init>"));
        MethodNode constructor = new MethodNode(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
        add(constructor, new VarInsnNode(Opcodes.ALOAD, 0), call(type.superName, "()V"), new InsnNode(Opcodes.RETURN));
        constructor.visitMaxs(1, 1);
        type.methods.add(constructor);
    }

    private static void refuse(MethodNode method) {
        add(method, new TypeInsnNode(Opcodes.NEW, REFUSAL), new InsnNode(Opcodes.DUP));
        add(method, new LdcInsnNode(method.name + " is left out of this library"));
        add(method, call(REFUSAL, "(Ljava/lang/String;)V"), new InsnNode(Opcodes.ATHROW));
    }

    /** Returns what is nothing for its type: false, or for a factory an object of the mute class. */
    private static void answer(ClassNode type, MethodNode method) {
        Type result = Type.getReturnType(method.desc);
        if (result.getDescriptor().equals("L" + type.name + ";")) {
            add(method, new TypeInsnNode(Opcodes.NEW, type.name), new InsnNode(Opcodes.DUP));
            add(method, call(type.name, "()V"), new InsnNode(Opcodes.ARETURN));
        } else if (result.getSort() == Type.VOID) {
            add(method, new InsnNode(Opcodes.RETURN));
        } else if (result.getSort() == Type.BOOLEAN) {
            add(method, new InsnNode(Opcodes.ICONST_0), new InsnNode(Opcodes.IRETURN));
        } else {
            throw new IllegalArgumentException(type.name + '.' + method.name + " cannot be mute");
        }
    }

    private static MethodInsnNode call(String type, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESPECIAL, type, "<init>", descriptor);
    }

    private static void add(MethodNode method, AbstractInsnNode... instructions) {
        for (AbstractInsnNode instruction : instructions) {
            method.instructions.add(instruction);
        }
    }
}
