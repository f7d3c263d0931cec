package org.slipway.itests.network;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/**
 * Something with a feed and an archive, both of its own and both on the mirror too.
 *
 * @param path of its feed
 * @param archive the archive's path
 */
record Part(String name, String path, String archive, Release release) {
    static final int SIZE = 60_000;

    /** Publishes one whose archive is a little larger than {@code size}, as its content cannot be compressed. */
    static Part publish(TestNet net, String name, int size, String needs) {
        byte[] payload = new byte[size];
        new Random(name.hashCode()).nextBytes(payload);
        return publish(net, name, Tree.EMPTY.file("payload", payload), "echo " + name + "\n", needs);
    }

    /** Publishes a script for {@code bash}. */
    static URI program(TestNet net, String name, String script) {
        return net.feeds().uri(publish(net, name, Tree.EMPTY, script, "").path());
    }

    private static Part publish(TestNet net, String name, Tree tree, String script, String needs) {
        Part part = at(net.feeds(), net, name, tree, script, needs);
        net.mirrorFeed(part.path());
        net.mirrorArchive(part.archive());
        return part;
    }

    /** Publishes it on another site than feeds usually are on, with the key beside it, and not on the mirror. */
    static Part publishAt(TestNet net, Site site, String name) {
        site.put("/" + net.key().keyId() + ".gpg", net.key().armoured());
        return at(site, net, name, Tree.EMPTY, "echo " + name + "\n", "");
    }

    private static Part at(Site site, TestNet net, String name, Tree tree, String script, String needs) {
        String archive = "/" + name + ".tar.gz";
        Release release = net.release("1", tree.executable("run.sh", "#!/bin/bash\n" + script), archive);
        String path = "/" + name + ".xml";
        String command = "<command name='run' path='run.sh'/>";
        String feed = FeedText.of(site.uri(path), name, release.implementation("", command + needs));
        site.put(path, FeedSigner.sign(feed, Instant.now(), net.key()));
        return new Part(name, path, archive, release);
    }

    static Part publish(TestNet net, String name) {
        return publish(net, name, SIZE, "");
    }

    /** Publishes something that needs all of these. */
    static URI publishAll(TestNet net, List<Part> parts) {
        String needs = parts.stream()
                .map(part -> "<requires interface='" + net.feeds().uri(part.path()) + "'/>")
                .collect(Collectors.joining());
        return net.feeds().uri(publish(net, "all", 10, needs).path());
    }
}
