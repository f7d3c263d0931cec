package org.slipway.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.slipway.api.signature.Fingerprint;
import org.slipway.model.ManifestDigest;

/** Writes the versions of one feed, with the implementations that each of them adds. */
final class FeedWriter {

    private static final String NAMESPACE = "http://zero-install.sourceforge.net/2004/injector/interface";

    private final World world;
    private final Dice dice;
    private final World.Site feed;
    private final int number;
    private final String interfaceUri;
    private final List<String> links;
    private final List<String> implementations = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Tree> trees = new ArrayList<>();

    FeedWriter(World world, Dice dice, World.Site feed, int number, String interfaceUri, List<String> links) {
        this.world = world;
        this.dice = dice;
        this.feed = feed;
        this.number = number;
        this.interfaceUri = interfaceUri;
        this.links = links;
    }

    void write() {
        int versions = dice.between(1, 3);
        implementation();
        for (int version = 0; version < versions; version++) {
            if (implementations.size() < 4 && dice.percent(75)) implementation();
            Instant signedAt = SimulatedLoop.BEGIN.minus(Duration.ofDays(60L - 10L * version));
            String content = content(version);
            List<Seal.By> signers = new ArrayList<>(List.of(new Seal.By(feed.key, signedAt)));
            if (dice.percent(15))
                signers.add(dice.below(2), new Seal.By(new Fingerprint(dice.hex(40)), signedAt.plusSeconds(5)));
            byte[] bytes = Seal.sign(content, signers);
            String seal = Seal.of(content, new Seal.By(feed.key, signedAt));
            World.Document document = new World.Document(feed.uri, bytes, content, seal, signedAt, feed.key);
            feed.documents.add(document);
            world.authentic.put(content, document);
        }
    }

    private String content(int version) {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\"?>\n<interface xmlns=\"" + NAMESPACE + "\" uri=\"" + feed.uri + "\">\n<name>f"
                        + number + "</name>\n<summary>s</summary>\n<description>" + version + "</description>\n");
        if (!interfaceUri.equals(feed.uri.text())) xml.append("<feed-for interface=\"" + interfaceUri + "\"/>\n");
        for (String link : links) if (link.startsWith("I")) xml.append("<feed src=\"" + link.substring(1) + "\"/>\n");
        xml.append("<group>\n<command name=\"run\" path=\"run\"/>\n");
        for (String link : links)
            if (link.startsWith("R")) xml.append("<requires interface=\"" + link.substring(1) + "\"/>\n");
        implementations.forEach(xml::append);
        return xml.append("</group>\n</interface>\n").toString();
    }

    /** Adds one that is better than those before. */
    private void implementation() {
        int version = implementations.size();
        String id = "i" + number + "." + version;
        Tree tree = new Tree();
        StringBuilder methods = new StringBuilder();
        boolean available = true;
        switch (dice.below(4)) {
            case 0, 1 -> {
                tree = files("");
                available = archive(methods, id, tree, tree, "", "");
                if (dice.percent(25)) available |= archive(methods, id + "-other", tree, tree, "", "");
            }
            case 2 -> available = recipe(methods, id, tree);
            default -> available = trees.isEmpty() ? recipe(methods, id, tree) : copy(methods, id, tree);
        }
        ManifestDigest digest = tree.digest();
        world.trees.put(digest.directoryName(), tree);
        world.serveImplementation(feed.uri, id, tree);
        world.obtainable &= available;
        ids.add(id);
        trees.add(tree);
        implementations.add("<implementation id=\"" + id + "\" version=\"" + (1 + number) + "." + version
                + "\" stability=\"stable\">\n<manifest-digest sha256new=\"" + digest.value() + "\"/>\n" + methods
                + "</implementation>\n");
    }

    private Tree files(String prefix) {
        Tree tree = new Tree();
        tree.put(prefix + "run", leaf(true));
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) tree.put(prefix + "d/" + i, leaf(false));
        return tree;
    }

    private Tree.Leaf leaf(boolean executable) {
        int length = dice.percent(70) ? dice.between(1, 300) : dice.between(1000, 6000);
        return new Tree.Leaf(dice.bytes(length), executable, 1_000_000_000L + dice.below(1000));
    }

    /** Whether it can be had. */
    private boolean archive(StringBuilder xml, String name, Tree content, Tree whole, String dest, String more) {
        byte[] bytes = Parcel.of(content);
        String uri = world.host() + "/archives/" + name + ".parcel";
        xml.append("<archive href=\"" + uri + "\" size=\"" + bytes.length + "\" type=\"" + Parcel.TYPE + "\"" + dest
                + more + "/>\n");
        return world.serveArchive(uri, bytes);
    }

    /** Steps that give another tree if any of them is left out, or comes before its turn. */
    private boolean recipe(StringBuilder xml, String id, Tree tree) {
        xml.append("<recipe>\n");
        Tree first = files("");
        tree.putAll(first, "");
        boolean available = archive(xml, id + "-a", first, tree, "", "");
        available &= more(xml, id, tree);
        xml.append("</recipe>\n");
        return available;
    }

    private boolean copy(StringBuilder xml, String id, Tree tree) {
        int source = dice.below(trees.size());
        xml.append("<recipe>\n<copy-from id=\"" + ids.get(source) + "\"/>\n");
        tree.putAll(trees.get(source), "");
        boolean available = more(xml, id, tree);
        xml.append("</recipe>\n");
        return available;
    }

    private boolean more(StringBuilder xml, String id, Tree tree) {
        boolean available = true;
        int steps = dice.between(1, 3);
        for (int i = 0; i < steps; i++) {
            String name = id + "-s" + i;
            switch (dice.below(4)) {
                case 0 -> {
                    Tree.Leaf leaf = new Tree.Leaf(leaf(false).content(), false, 0);
                    String uri = world.host() + "/files/" + name;
                    xml.append("<file href=\"" + uri + "\" dest=\"d/0\" size=\"" + leaf.content().length + "\"/>\n");
                    tree.put("d/0", leaf);
                    available &= world.serveFile(uri, leaf.content());
                }
                case 1 -> {
                    Tree over = files("");
                    tree.putAll(over, "");
                    available &= archive(xml, name, over, tree, "", "");
                }
                case 2 -> {
                    xml.append("<rename source=\"run\" dest=\"run" + i + id + "\"/>\n");
                    tree.rename("run", "run" + i + id);
                    Tree again = new Tree();
                    again.put("run", leaf(true));
                    tree.putAll(again, "");
                    available &= archive(xml, name, again, tree, "", "");
                }
                default -> {
                    Tree below = files("");
                    tree.putAll(below, "sub" + i + "/");
                    available &= archive(xml, name, below, tree, " dest=\"sub" + i + "\"", "");
                    xml.append("<remove path=\"sub" + i + "/run\"/>\n");
                    tree.remove("sub" + i + "/run");
                }
            }
        }
        return available;
    }
}
