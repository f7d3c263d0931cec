package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Unpacks cpio files. Owners are ignored; directories have the time 0, as the reference gives them. */
final class Cpio {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int EXECUTE = 0111;
    private static final int SPECIAL = 07000;
    private static final int LINK_LENGTH = 4096;
    private static final int MOST_NAMES = 2_000_000;
    private static final int MOST_LINKS = 50_000;

    private final Extract extract;
    private final TreeBuilder tree;
    private final Seen directories = new Seen();
    private final Seen names = new Seen();
    /** By file: the name that it has in the tree. */
    private final Map<String, String> made = new HashMap<>();
    /** By file: its names, while its content has not come. */
    private final Map<String, List<Name>> waiting = new LinkedHashMap<>();

    private int waitingNames;

    private record Name(String name, CpioReader.Entry entry) {}

    Cpio(Extract extract, TreeBuilder tree) {
        this.extract = extract;
        this.tree = tree;
    }

    void add(CpioReader.Entry entry) throws BadArchive, IOException {
        Optional<String> wanted = extract.name(entry.name(), (entry.mode() & TYPE) == DIRECTORY);
        if (wanted.isEmpty()) return;
        String name = wanted.get();
        refuseSpecial(entry);
        switch (entry.mode() & TYPE) {
            case DIRECTORY -> {
                directory(name);
                parents(name);
            }
            case LINK -> {
                once(entry, name);
                tree.symlink(name, target(entry));
                parents(name);
            }
            case FILE -> {
                once(entry, name);
                file(entry, name);
            }
            default -> throw new BadArchive("'" + entry.name() + "' is not a file, directory or link");
        }
    }

    /** What the reference unpacks keeps these bits, and then cannot be stored. */
    private static void refuseSpecial(CpioReader.Entry entry) throws BadArchive {
        if ((entry.mode() & SPECIAL) != 0 && (entry.mode() & TYPE) != LINK)
            throw new BadArchive("'" + entry.name() + "' is refused: it has a set-id or sticky bit");
    }

    /** Which of two cpio keeps depends on their times. */
    private void once(CpioReader.Entry entry, String name) throws BadArchive {
        if (!names.add(plain(name))) throw new BadArchive("'" + entry.name() + "' is refused: it is there twice");
        if (names.size() > MOST_NAMES) throw new BadArchive("The archive is refused: it has too many entries");
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** Afterwards, as the builder has then seen that none of them is a link. */
    private void parents(String name) throws BadArchive, IOException {
        for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1))
            directory(name.substring(0, slash));
    }

    private void directory(String name) throws BadArchive, IOException {
        if (directories.add(plain(name))) tree.directory(name, 0);
    }

    /** The content of a file that has several names comes with the last of them; the others have none. */
    private void file(CpioReader.Entry entry, String name) throws BadArchive, IOException {
        if (waitingNames + made.size() > MOST_LINKS)
            throw new BadArchive("The archive is refused: it has too many files of several names");
        if (entry.links() > 1 && made.containsKey(entry.file())) {
            link(name, made.get(entry.file()));
            return;
        }
        if (entry.links() > 1 && entry.size() == 0) {
            waiting.computeIfAbsent(entry.file(), file -> new ArrayList<>()).add(new Name(name, entry));
            waitingNames++;
            return;
        }
        make(name, entry, checked(entry));
        if (entry.links() < 2) return;
        made.put(entry.file(), name);
        List<Name> others = waiting.remove(entry.file());
        if (others != null) for (Name other : others) link(other.name, name);
    }

    private void make(String name, CpioReader.Entry entry, InputStream content) throws BadArchive, IOException {
        tree.file(name, entry.mtime(), mode(entry), content);
        parents(name);
    }

    private void link(String name, String existing) throws BadArchive, IOException {
        tree.hardLink(name, existing);
        parents(name);
    }

    /** To be called after the last entry: files whose content has not come are empty. */
    void finish() throws BadArchive, IOException {
        for (List<Name> names : waiting.values()) {
            Name first = names.get(0);
            make(first.name, first.entry, InputStream.nullInputStream());
            for (Name other : names.subList(1, names.size())) link(other.name, first.name);
        }
        extract.finish();
    }

    private static Mode mode(CpioReader.Entry entry) {
        return (entry.mode() & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN;
    }

    private static String target(CpioReader.Entry entry) throws BadArchive, IOException {
        if (entry.size() > LINK_LENGTH) throw new BadArchive("'" + entry.name() + "' is a link that is too long");
        return Names.target(entry.name(), checked(entry).readAllBytes());
    }

    private static InputStream checked(CpioReader.Entry entry) {
        if (entry.checksum().isEmpty()) return entry.content();
        return new Summed(entry);
    }

    private static final class Summed extends BulkStream {
        private final CpioReader.Entry entry;
        private long sum;

        Summed(CpioReader.Entry entry) {
            this.entry = entry;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = entry.content().read(buffer, offset, length);
            for (int i = 0; i < read; i++) sum += buffer[offset + i] & 0xff;
            if (read < 0 && (sum & 0xffffffffL) != entry.checksum().orElseThrow())
                throw new Damage("'" + entry.name() + "' is damaged: its checksum is wrong");
            return read;
        }
    }
}
