package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.slipway.model.ManifestDigest;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** What has been written in a twin, in the reference's words; notes of when something was looked at are left out. */
final class TwinChanges {
    private static final Pattern NOTES = Pattern.compile(
            "config/injector/feeds/.*|config/apps/[^/]+/last-.*|.*\\.lock|.*/\\.[^/]*|cache/.*|data/slipway/(?!plugins/).*");
    private static final Pattern SETTINGS = Pattern.compile("config/injector/(global|slipway)");
    private static final Pattern DAY = Pattern.compile("config/apps/[^/]+/selections-[^/]*\\.xml");
    private static final Pattern CURRENT = Pattern.compile("config/apps/[^/]+/selections\\.xml");
    private static final Pattern LAUNCHER = Pattern.compile("cache/injector/exec-[^/]+/([^/]+)/\\1");
    private static final String FEEDS = "cache/interfaces/";
    private static final String STORE = "cache/implementations/";
    private static final String TRUST = "config/injector/trustdb.xml";

    private final Twin twin;
    private final TwinPlaces places;
    private final Map<Path, FileTime> now;
    private final List<String> lines = new ArrayList<>();

    private TwinChanges(Twin twin) throws IOException {
        this.twin = twin;
        this.places = twin.places();
        this.now = twin.now();
    }

    /** What would be done, a line for each. */
    static List<String> of(Twin twin) throws IOException {
        TwinChanges changes = new TwinChanges(twin);
        changes.deleted();
        for (Map.Entry<Path, FileTime> entry : changes.now.entrySet())
            if (!entry.getValue().equals(twin.before().get(entry.getKey()))) changes.written(entry.getKey());
        return changes.lines;
    }

    private void deleted() {
        Path gone = null;
        for (Path path : twin.before().keySet()) {
            boolean told = gone != null && path.startsWith(gone);
            if (told || now.containsKey(path) || NOTES.matcher(name(path)).matches()) continue;
            gone = path;
            boolean directory = Files.isDirectory(Path.of(real(path)));
            lines.add("would delete " + (directory ? "directory " : "") + real(path));
        }
    }

    private void written(Path path) throws IOException {
        String name = name(path);
        if (name.startsWith(STORE) && Files.isDirectory(path)) stored(path);
        else if (Files.isDirectory(path)) return;
        else if (name.startsWith(FEEDS)) feed(path);
        else if (LAUNCHER.matcher(name).matches()) lines.add("would create launcher " + real(path));
        else if (NOTES.matcher(name).matches()) return;
        else if (SETTINGS.matcher(name).matches()) lines.add("Would write config to \"" + real(path) + "\"");
        else if (DAY.matcher(name).matches()) lines.add("would write selections to " + real(path));
        else if (CURRENT.matcher(name).matches())
            lines.add("would update " + real(path) + " to point to new selections file");
        else if (name.equals(TRUST)) trust(path);
        else lines.add("would write " + real(path));
    }

    private void stored(Path path) {
        if (ManifestDigest.of(path.getFileName().toString()).isPresent())
            lines.add("would store implementation as " + places.store().resolve(path.getFileName()));
    }

    private void feed(Path path) throws IOException {
        try {
            Optional<String> uri = Xml.read(Files.readAllBytes(path)).attribute("uri");
            uri.ifPresent(text -> lines.add("would cache feed " + text + " as " + real(path)));
        } catch (MalformedXml notYetComplete) {
            return;
        }
    }

    private void trust(Path path) throws IOException {
        Set<String> before = trusted(places.real().config().resolve("injector/trustdb.xml"));
        Set<String> after = trusted(path);
        for (String key : after) if (!before.contains(key)) lines.add("would trust key " + key);
        for (String key : before) if (!after.contains(key)) lines.add("would untrust key " + key);
        lines.add("would update trust database " + real(path));
    }

    private static Set<String> trusted(Path file) throws IOException {
        Set<String> trusted = new TreeSet<>();
        if (!Files.exists(file)) return trusted;
        try {
            for (Element key : Xml.read(Files.readAllBytes(file)).children())
                for (Element domain : key.children())
                    trusted.add(key.attribute("fingerprint").orElse("") + " for "
                            + domain.attribute("value").orElse(""));
            return trusted;
        } catch (MalformedXml notOurs) {
            return Set.of();
        }
    }

    private String name(Path path) {
        return places.root().relativize(path).toString();
    }

    private String real(Path path) {
        return places.named(path.toString());
    }
}
