package org.slipway.trust.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog;
import org.slipway.model.xml.Xml;

/** The user's {@code trustdb.xml}, and those of the system, which are only read. The files are read at each question. */
@Component
public final class FileTrustDatabase implements TrustDatabase {
    private static final String FILE = "injector/trustdb.xml";
    private static final String LOCK = "injector/.slipway-trustdb.lock";

    private final Places places;
    private final AtomicFiles files;
    private final TrustLog log;

    @Activate
    public FileTrustDatabase(@Reference Places places, @Reference AtomicFiles files, @Reference TrustLog log) {
        this.places = places;
        this.files = files;
        this.log = log;
    }

    @Override
    public Set<TrustDomain> domains(Fingerprint key) throws IOException {
        return all().getOrDefault(key, Set.of());
    }

    @Override
    public Map<Fingerprint, Set<TrustDomain>> all() throws IOException {
        Map<Fingerprint, Set<TrustDomain>> all = new LinkedHashMap<>();
        for (Path config : places.configs())
            TrustFile.read(config.resolve(FILE)).keys().forEach((key, domains) -> all.computeIfAbsent(
                            key, k -> new HashSet<>())
                    .addAll(domains));
        return all;
    }

    @Override
    public void trust(Fingerprint key, TrustDomain domain) throws IOException {
        change(
                file -> file.keys().getOrDefault(key, Set.of()).contains(domain) ? file : file.with(key, domain),
                () -> log.write(TrustLog.What.TRUSTED, key, domain, ""));
    }

    @Override
    public void distrust(Fingerprint key, TrustDomain domain) throws IOException {
        change(file -> file.without(key, domain), () -> log.write(TrustLog.What.DISTRUSTED, key, domain, ""));
    }

    private interface Note {
        void write() throws IOException;
    }

    /** Reads, changes and replaces under a lock, so that of two processes that trust two keys neither forgets one. */
    private void change(UnaryOperator<TrustFile> change, Note note) throws IOException {
        Path lock = places.config().resolve(LOCK);
        Files.createDirectories(lock.getParent());
        synchronized (FileTrustDatabase.class) {
            // A file lock is the process's; its threads, also of other platforms in it, need the monitor beside it.
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                Path file = places.config().resolve(FILE);
                TrustFile before = TrustFile.read(file);
                TrustFile after = change.apply(before);
                if (after.equals(before)) return;
                note.write();
                files.replace(file, Xml.write(after.root()));
            }
        }
    }
}
