package org.slipway.archives.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;

/** Reads the header of a 7z file. Source: {@code 7zFormat.txt} of the LZMA SDK. Counts are checked before they count. */
final class SevenZipHeader {
    static final int HEADER = 1;
    static final int ENCODED_HEADER = 23;

    private static final int END = 0;
    private static final int ARCHIVE_PROPERTIES = 2;
    private static final int MAIN_STREAMS = 4;
    private static final int FILES = 5;
    private static final int PACK_INFO = 6;
    private static final int UNPACK_INFO = 7;
    private static final int SUBSTREAMS = 8;
    private static final int SIZE = 9;
    private static final int CRC = 10;
    private static final int FOLDER = 11;
    private static final int UNPACK_SIZE = 12;
    private static final int SUBSTREAM_COUNT = 13;
    private static final int EMPTY_STREAM = 14;
    private static final int EMPTY_FILE = 15;
    private static final int ANTI = 16;
    private static final int NAMES = 17;
    private static final int MTIME = 20;
    private static final int ATTRIBUTES = 21;

    /** A file within a folder. */
    record Substream(long size, Optional<Integer> crc) {}

    /** A folder, where its packed streams are, and what it has when unpacked, one after the other. */
    record Solid(SevenZipFolder folder, List<Substream> substreams) {}

    /**
     * @param hasContent in the next substream
     * @param mtime in units of 100 ns since 1601, if it is known
     */
    record Entry(String name, boolean hasContent, boolean directory, Optional<Long> mtime, int attributes) {}

    record Contents(List<Solid> solids, List<Entry> entries) {}

    private final ByteBuffer in;

    SevenZipHeader(ByteBuffer bytes) {
        this.in = bytes;
    }

    int kind() throws Damage {
        return in.hasRemaining() ? in.get() & 0xff : END;
    }

    /** What follows {@link #HEADER}. */
    Contents contents() throws BadArchive, Damage {
        try {
            List<Solid> solids = List.of();
            List<Entry> entries = List.of();
            for (int kind; (kind = in.get()) != END; ) {
                switch (kind) {
                    case ARCHIVE_PROPERTIES -> skipProperties();
                    case MAIN_STREAMS -> solids = streams();
                    case FILES -> entries = files();
                    default -> throw damaged();
                }
            }
            return new Contents(solids, entries);
        } catch (BufferUnderflowException tooShort) {
            throw damaged();
        }
    }

    /** What follows {@link #ENCODED_HEADER}. */
    List<Solid> streams() throws BadArchive, Damage {
        try {
            long position = 0;
            List<Long> packed = List.of();
            List<SevenZipFolder> folders = List.of();
            List<Solid> solids = null;
            for (int kind; (kind = in.get()) != END; ) {
                switch (kind) {
                    case PACK_INFO -> {
                        position = number();
                        packed = packSizes();
                    }
                    case UNPACK_INFO -> folders = folders(position, packed);
                    case SUBSTREAMS -> solids = substreams(folders);
                    default -> throw damaged();
                }
            }
            return solids != null ? solids : whole(folders);
        } catch (BufferUnderflowException tooShort) {
            throw damaged();
        }
    }

    private void skipProperties() throws Damage {
        while (number() != END) skip(number());
    }

    private List<Long> packSizes() throws Damage {
        int count = count();
        List<Long> sizes = new ArrayList<>();
        for (int kind; (kind = in.get()) != END; ) {
            if (kind == SIZE) for (int i = 0; i < count; i++) sizes.add(number());
            else if (kind == CRC) checksums(count);
            else throw damaged();
        }
        if (sizes.size() != count) throw damaged();
        return sizes;
    }

    private List<SevenZipFolder> folders(long position, List<Long> packed) throws BadArchive, Damage {
        if (in.get() != FOLDER) throw damaged();
        int count = count();
        mustBeHere();
        List<SevenZipFolder.Coders> coders = new ArrayList<>();
        for (int i = 0; i < count; i++) coders.add(SevenZipFolder.Coders.read(this));
        if (in.get() != UNPACK_SIZE) throw damaged();
        List<long[]> sizes = new ArrayList<>();
        for (SevenZipFolder.Coders next : coders) sizes.add(numbers(next.count()));
        List<Optional<Integer>> checksums = none(count);
        for (int kind; (kind = in.get()) != END; ) {
            if (kind != CRC) throw damaged();
            checksums = checksums(count);
        }
        List<SevenZipFolder> folders = new ArrayList<>();
        long at = position;
        int stream = 0;
        for (int i = 0; i < count; i++) {
            int streams = coders.get(i).packedStreams();
            if (streams > packed.size() - stream) throw damaged();
            List<Long> own = packed.subList(stream, stream + streams);
            folders.add(new SevenZipFolder(coders.get(i), sizes.get(i), checksums.get(i), at, own));
            for (long size : own) at = add(at, size);
            stream += streams;
        }
        return folders;
    }

    private List<Solid> substreams(List<SevenZipFolder> folders) throws Damage {
        int[] counts = new int[folders.size()];
        Arrays.fill(counts, 1);
        int kind = in.get();
        long all = 0;
        if (kind == SUBSTREAM_COUNT) {
            for (int i = 0; i < counts.length; i++) all += counts[i] = count();
            if (all > in.capacity() + counts.length) throw damaged();
            kind = in.get();
        }
        List<long[]> sizes = substreamSizes(folders, counts, kind == SIZE);
        if (kind == SIZE) kind = in.get();
        int unknown = 0;
        for (int i = 0; i < counts.length; i++) if (!isWhole(folders.get(i), counts[i])) unknown += counts[i];
        List<Optional<Integer>> checksums = none(unknown);
        while (kind != END) {
            if (kind != CRC) throw damaged();
            checksums = checksums(unknown);
            kind = in.get();
        }
        return solids(folders, sizes, checksums);
    }

    private List<long[]> substreamSizes(List<SevenZipFolder> folders, int[] counts, boolean given) throws Damage {
        List<long[]> sizes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            long[] own = new long[counts[i]];
            long left = folders.get(i).size();
            for (int k = 0; k < own.length; k++) {
                if (k < own.length - 1 && !given) throw damaged();
                own[k] = k < own.length - 1 ? number() : left;
                left -= own[k];
                if (left < 0) throw damaged();
            }
            sizes.add(own);
        }
        return sizes;
    }

    /** Its checksum is that of its one file. */
    private static boolean isWhole(SevenZipFolder folder, int substreams) {
        return substreams == 1 && folder.crc().isPresent();
    }

    private static List<Solid> solids(
            List<SevenZipFolder> folders, List<long[]> sizes, List<Optional<Integer>> checksums) {
        List<Solid> solids = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < folders.size(); i++) {
            List<Substream> substreams = new ArrayList<>();
            boolean whole = isWhole(folders.get(i), sizes.get(i).length);
            for (long size : sizes.get(i))
                substreams.add(new Substream(size, whole ? folders.get(i).crc() : checksums.get(next++)));
            solids.add(new Solid(folders.get(i), substreams));
        }
        return solids;
    }

    private static List<Solid> whole(List<SevenZipFolder> folders) {
        return folders.stream()
                .map(folder -> new Solid(folder, List.of(new Substream(folder.size(), folder.crc()))))
                .toList();
    }

    private List<Entry> files() throws BadArchive, Damage {
        int count = count();
        if (count > mostEntries()) throw new Damage("The archive is refused: it has too many entries for this memory");
        BitSet withoutContent = new BitSet();
        BitSet emptyFiles = new BitSet();
        List<String> names = List.of();
        List<Optional<Long>> mtimes = none(count);
        List<Optional<Long>> attributes = none(count);
        for (int kind; (kind = in.get()) != END; ) {
            int length = length();
            int end = in.position() + length;
            switch (kind) {
                case EMPTY_STREAM -> withoutContent = bits(count);
                case EMPTY_FILE -> emptyFiles = bits(withoutContent.cardinality());
                case ANTI -> {
                    if (!bits(withoutContent.cardinality()).isEmpty())
                        throw new BadArchive("The archive is refused: it says what to delete");
                }
                case NAMES -> names = names(count, end);
                case MTIME -> mtimes = values(count, 8);
                case ATTRIBUTES -> attributes = values(count, 4);
                default -> {}
            }
            if (in.position() > end) throw damaged();
            in.position(end);
        }
        if (names.size() != count) throw damaged();
        return entries(names, withoutContent, emptyFiles, mtimes, attributes);
    }

    private static int mostEntries() {
        return Compression.memoryKib() * 2;
    }

    private static List<Entry> entries(
            List<String> names,
            BitSet withoutContent,
            BitSet emptyFiles,
            List<Optional<Long>> mtimes,
            List<Optional<Long>> attributes) {
        List<Entry> entries = new ArrayList<>();
        int empty = 0;
        for (int i = 0; i < names.size(); i++) {
            boolean content = !withoutContent.get(i);
            boolean directory = !content && !emptyFiles.get(empty++);
            int bits = attributes.get(i).orElse(0L).intValue();
            entries.add(new Entry(names.get(i), content, directory, mtimes.get(i), bits));
        }
        return entries;
    }

    private List<String> names(int count, int end) throws Damage {
        mustBeHere();
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        while (names.size() < count) {
            if (in.position() > end - 2) throw damaged();
            char next = in.getChar();
            if (next != 0) name.append(next);
            else {
                names.add(name.toString());
                name.setLength(0);
            }
        }
        return names;
    }

    private List<Optional<Long>> values(int count, int width) throws Damage {
        BitSet defined = in.get() != 0 ? all(count) : bits(count);
        mustBeHere();
        List<Optional<Long>> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!defined.get(i)) values.add(Optional.empty());
            else values.add(Optional.of(width == 8 ? in.getLong() : in.getInt()));
        }
        return values;
    }

    private List<Optional<Integer>> checksums(int count) {
        BitSet defined = in.get() != 0 ? all(count) : bits(count);
        List<Optional<Integer>> checksums = new ArrayList<>();
        for (int i = 0; i < count; i++) checksums.add(defined.get(i) ? Optional.of(in.getInt()) : Optional.empty());
        return checksums;
    }

    private static BitSet all(int count) {
        BitSet bits = new BitSet(count);
        bits.set(0, count);
        return bits;
    }

    private BitSet bits(int count) {
        BitSet bits = new BitSet(count);
        int octet = 0;
        for (int i = 0; i < count; i++) {
            if (i % 8 == 0) octet = in.get();
            bits.set(i, (octet & 0x80 >> i % 8) != 0);
        }
        return bits;
    }

    private static <T> List<Optional<T>> none(int count) {
        return Collections.nCopies(count, Optional.empty());
    }

    private void mustBeHere() throws Damage {
        if (in.get() != 0) throw new Damage("The archive is refused: a part of its header is elsewhere");
    }

    /** The first byte says by its leading ones how many bytes follow. */
    long number() throws Damage {
        int first = in.get() & 0xff;
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int mask = 0x80 >> i;
            if ((first & mask) == 0) {
                value |= (long) (first & mask - 1) << 8 * i;
                break;
            }
            value |= (in.get() & 0xffL) << 8 * i;
        }
        if (value < 0) throw damaged();
        return value;
    }

    /** Of things of which each has a byte of the header at least. */
    int count() throws Damage {
        long count = number();
        if (count > in.capacity()) throw damaged();
        return (int) count;
    }

    /** Of what follows. */
    private int length() throws Damage {
        long length = number();
        if (length > in.remaining()) throw damaged();
        return (int) length;
    }

    byte[] take(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    int octet() {
        return in.get() & 0xff;
    }

    private void skip(long length) throws Damage {
        if (length > in.remaining()) throw damaged();
        in.position(in.position() + (int) length);
    }

    private long[] numbers(int count) throws Damage {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) numbers[i] = number();
        return numbers;
    }

    private static long add(long one, long other) throws Damage {
        if (other > Long.MAX_VALUE - one) throw damaged();
        return one + other;
    }

    static Damage damaged() {
        return new Damage("The archive is damaged: its header contradicts itself");
    }
}
