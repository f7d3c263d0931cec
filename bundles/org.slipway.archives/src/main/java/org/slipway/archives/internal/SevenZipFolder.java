package org.slipway.archives.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;

/**
 * Streams that are unpacked together, by coders of which each reads packed streams or what others give.
 *
 * @param sizes what each coder gives
 * @param position of the first packed stream
 * @param packed the lengths of the packed streams, which lie one after the other
 */
record SevenZipFolder(Coders coders, long[] sizes, Optional<Integer> crc, long position, List<Long> packed) {
    private static final int MOST_CODERS = 32;

    /** @param inputs how many it reads */
    record Coder(long method, int inputs, byte[] properties) {}

    /**
     * @param sources by input of all coders in turn: the coder that gives it, or, from -1 down, the packed stream
     * @param last the coder that gives the folder's content
     */
    record Coders(List<Coder> coders, int[] sources, int last, int packedStreams) {

        int count() {
            return coders.size();
        }

        static Coders read(SevenZipHeader in) throws BadArchive, Damage {
            int count = in.count();
            if (count == 0 || count > MOST_CODERS) throw SevenZipHeader.damaged();
            List<Coder> coders = new ArrayList<>();
            int inputs = 0;
            for (int i = 0; i < count; i++) {
                Coder coder = coder(in);
                coders.add(coder);
                inputs += coder.inputs;
            }
            return bind(in, coders, inputs);
        }

        private static Coder coder(SevenZipHeader in) throws BadArchive, Damage {
            int flags = in.octet();
            if ((flags & 0xc0) != 0 || (flags & 15) > 8) throw SevenZipHeader.damaged();
            long method = 0;
            for (int i = 0; i < (flags & 15); i++) method = method << 8 | in.octet();
            int inputs = 1;
            if ((flags & 0x10) != 0) {
                inputs = in.count();
                if (inputs == 0 || inputs > MOST_CODERS || in.number() != 1) throw SevenZipHeader.damaged();
            }
            byte[] properties = (flags & 0x20) != 0 ? in.take(in.count()) : new byte[0];
            return new Coder(method, inputs, properties);
        }

        private static Coders bind(SevenZipHeader in, List<Coder> coders, int inputs) throws Damage {
            int[] sources = new int[inputs];
            boolean[] bound = new boolean[inputs];
            boolean[] used = new boolean[coders.size()];
            for (int i = 0; i < coders.size() - 1; i++) {
                int input = index(in, inputs);
                int coder = index(in, coders.size());
                if (bound[input] || used[coder]) throw SevenZipHeader.damaged();
                sources[input] = coder;
                bound[input] = true;
                used[coder] = true;
            }
            int packed = inputs - (coders.size() - 1);
            if (packed < 1) throw SevenZipHeader.damaged();
            for (int i = 0; i < packed; i++) {
                int input = packed == 1 ? firstFalse(bound) : index(in, inputs);
                if (bound[input]) throw SevenZipHeader.damaged();
                sources[input] = -1 - i;
                bound[input] = true;
            }
            return new Coders(coders, sources, firstFalse(used), packed);
        }

        private static int index(SevenZipHeader in, int limit) throws Damage {
            long index = in.number();
            if (index >= limit) throw SevenZipHeader.damaged();
            return (int) index;
        }

        private static int firstFalse(boolean[] flags) {
            int i = 0;
            while (flags[i]) i++;
            return i;
        }
    }

    /** Of its content. */
    long size() {
        return sizes[coders.last];
    }

    /** @param start where positions count from */
    InputStream open(Seekable archive, long start) throws BadArchive, IOException {
        return open(archive, start, coders.last, 0);
    }

    private InputStream open(Seekable archive, long start, int coder, int depth) throws BadArchive, IOException {
        if (depth > coders.count()) throw SevenZipHeader.damaged();
        int first = 0;
        for (int i = 0; i < coder; i++) first += coders.coders.get(i).inputs;
        List<InputStream> inputs = new ArrayList<>();
        for (int i = first; i < first + coders.coders.get(coder).inputs; i++) {
            int source = coders.sources[i];
            inputs.add(source >= 0 ? open(archive, start, source, depth + 1) : packed(archive, start, -1 - source));
        }
        return SevenZipMethod.open(coders.coders.get(coder), inputs, sizes[coder]);
    }

    private InputStream packed(Seekable archive, long start, int stream) throws IOException {
        long at = start + position;
        for (int i = 0; i < stream; i++) at += packed.get(i);
        return new BufferedInputStream(archive.stream(at, packed.get(stream)), 64 * 1024);
    }
}
