package org.slipway.itests.rules;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** The methods and fields that a class file refers to, from its constant pool, as {@code owner.name}. */
final class ClassReferences {
    private final Object[] pool;

    private ClassReferences(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (in.readInt() != 0xCAFEBABE) throw new IOException("Not a class file");
        in.readInt();
        pool = new Object[in.readUnsignedShort()];
        for (int i = 1; i < pool.length; i++) {
            int tag = in.readUnsignedByte();
            pool[i] = entry(tag, in);
            // Long and double take two places.
            if (tag == 5 || tag == 6) i++;
        }
    }

    /** Text, an index into the pool, or the two indices of a reference. */
    private static Object entry(int tag, DataInputStream in) throws IOException {
        return switch (tag) {
            case 1 -> in.readUTF();
            case 7, 8, 16, 19, 20 -> in.readUnsignedShort();
            case 12, 17, 18 -> pair(in, false);
            case 9, 10, 11 -> pair(in, true);
            case 15 -> in.readUnsignedByte() + in.readUnsignedShort();
            case 3, 4 -> in.readInt();
            case 5, 6 -> in.readLong();
            default -> throw new IOException("Unknown constant " + tag);
        };
    }

    private record Pair(int first, int second, boolean member) {}

    private static Pair pair(DataInputStream in, boolean member) throws IOException {
        return new Pair(in.readUnsignedShort(), in.readUnsignedShort(), member);
    }

    static Set<String> members(byte[] classFile) throws IOException {
        ClassReferences references = new ClassReferences(classFile);
        Set<String> members = new TreeSet<>();
        for (Object entry : references.pool)
            if (entry instanceof Pair reference && reference.member()) members.add(references.name(reference));
        return members;
    }

    private String name(Pair reference) {
        String owner = (String) pool[(Integer) pool[reference.first()]];
        Pair nameAndType = (Pair) pool[reference.second()];
        return owner.replace('/', '.') + "." + pool[nameAndType.first()];
    }
}
