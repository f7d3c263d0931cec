package org.slipway.main;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.osgi.framework.connect.ConnectContent.ConnectEntry;

/**
 * The descriptions of all components of a bundle, in one document: for each document, the framework looks through the whole
 * bundle and a parser is made. Source: OSGi Compendium 8, 112.4, "Component Description", which lets a document have several.
 */
final class JoinedDescriptions implements ConnectEntry {
    static final String HEADER = "Service-Component";
    private static final String NAME = "OSGI-INF/joined-components.xml";

    private final JarFile jar;
    private final List<JarEntry> entries;
    private byte[] document;

    private JoinedDescriptions(JarFile jar, List<JarEntry> entries) {
        this.jar = jar;
        this.entries = entries;
    }

    /** Empty where there is nothing to join, or where a pattern or an extender says what there is. */
    static Optional<JoinedDescriptions> of(JarFile jar, String header) {
        List<JarEntry> entries = new ArrayList<>();
        for (String name : header.split(",")) {
            JarEntry entry = jar.getJarEntry(name.strip());
            if (entry == null) return Optional.empty();
            entries.add(entry);
        }
        return entries.size() > 1 ? Optional.of(new JoinedDescriptions(jar, entries)) : Optional.empty();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public long getContentLength() {
        try {
            return document().length;
        } catch (IOException broken) {
            return -1;
        }
    }

    @Override
    public long getLastModified() {
        return entries.get(0).getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new ByteArrayInputStream(document());
    }

    private synchronized byte[] document() throws IOException {
        if (document == null) document = join();
        return document;
    }

    private byte[] join() throws IOException {
        StringBuilder text = new StringBuilder("<components>");
        for (JarEntry entry : entries) {
            String one;
            try (InputStream in = jar.getInputStream(entry)) {
                one = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            text.append(one, one.startsWith("<?") ? one.indexOf("?>") + 2 : 0, one.length());
        }
        return text.append("</components>").toString().getBytes(StandardCharsets.UTF_8);
    }
}
