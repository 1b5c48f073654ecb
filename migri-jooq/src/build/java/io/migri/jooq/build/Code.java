package io.migri.jooq.build;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Finds what the code of a method uses. */
final class Code {
    private final Reach reach;

    Code(Reach reach) {
        this.reach = reach;
    }

    void read(MethodNode method) {
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type != null) {
                reach.type(block.type);
            }
        }
        for (AbstractInsnNode instruction : method.instructions) {
            read(instruction);
        }
    }

    private void read(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            call(call);
        } else if (instruction instanceof FieldInsnNode field) {
            reach.field(field.owner, field.name);
            reach.type(Type.getType(field.desc));
        } else if (instruction instanceof TypeInsnNode type) {
            reach.type(type.desc);
            if (type.getOpcode() == Opcodes.NEW) {
                reach.make(type.desc);
            }
        } else if (instruction instanceof LdcInsnNode constant) {
            constant(constant.cst);
        } else if (instruction instanceof MultiANewArrayInsnNode array) {
            reach.type(Type.getType(array.desc));
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            dynamic(dynamic);
        }
    }

    private void call(MethodInsnNode call) {
        reach.type(Type.getMethodType(call.desc));
        if (call.owner.startsWith("[")) {
            reach.type(call.owner);
        } else if (call.getOpcode() == Opcodes.INVOKESTATIC || call.getOpcode() == Opcodes.INVOKESPECIAL) {
            reach.callExactly(call.owner, call.name + call.desc);
        } else {
            reach.call(call.owner, call.name + call.desc);
        }
    }

    /** A lambda, as a rule: an object of an interface that Java makes, with a method that it is made from. */
    private void dynamic(InvokeDynamicInsnNode dynamic) {
        constant(dynamic.bsm);
        for (Object argument : dynamic.bsmArgs) {
            constant(argument);
        }
        Type result = Type.getReturnType(dynamic.desc);
        reach.type(Type.getMethodType(dynamic.desc));
        if (result.getSort() == Type.OBJECT
                && dynamic.bsmArgs.length > 0
                && dynamic.bsmArgs[0] instanceof Type method) {
            reach.declaration(result.getInternalName(), dynamic.name + method.getDescriptor());
        }
    }

    private void constant(Object constant) {
        if (constant instanceof Type type) {
            reach.type(type);
            named(type);
        } else if (constant instanceof Handle handle) {
            handle(handle);
        } else if (constant instanceof ConstantDynamic dynamic) {
            constant(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    /** A class of which only the name is used may be asked for by that name, so that it does what it does when it is made ready. */
    private void named(Type type) {
        if (type.getSort() == Type.OBJECT) {
            reach.initialize(type.getInternalName());
        }
    }

    private void handle(Handle handle) {
        String signature = handle.getName() + handle.getDesc();
        switch (handle.getTag()) {
            case Opcodes.H_GETFIELD, Opcodes.H_GETSTATIC, Opcodes.H_PUTFIELD, Opcodes.H_PUTSTATIC ->
                reach.field(handle.getOwner(), handle.getName());
            case Opcodes.H_INVOKESTATIC, Opcodes.H_INVOKESPECIAL -> reach.callExactly(handle.getOwner(), signature);
            case Opcodes.H_NEWINVOKESPECIAL -> {
                reach.make(handle.getOwner());
                reach.callExactly(handle.getOwner(), signature);
            }
            default -> reach.call(handle.getOwner(), signature);
        }
    }
}
