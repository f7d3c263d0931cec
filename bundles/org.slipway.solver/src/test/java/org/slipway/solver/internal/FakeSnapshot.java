package org.slipway.solver.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.settings.Host.Platform;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** A world made up by a test: a 64-bit Linux machine with the feeds that it is given. */
public final class FakeSnapshot implements Snapshot {

    public final Map<FeedUri, Feed> feeds = new HashMap<>();
    public final Map<FeedUri, String> problems = new HashMap<>();
    public final Map<FeedUri, FeedPreferences> feedPreferences = new HashMap<>();
    public final Map<InterfaceUri, InterfacePreferences> interfacePreferences = new HashMap<>();
    public final Map<FeedUri, Found> packages = new HashMap<>();

    public final Map<Object, Object> notes = new HashMap<>();

    /** The ids of implementations whose availability was asked for. */
    public final List<String> looked = new ArrayList<>();

    /** The ids of implementations that are here. */
    public final Set<String> here = new HashSet<>();

    public NetworkUse networkUse = NetworkUse.FULL;
    public Stability policy = Stability.STABLE;
    public Platform platform = new Platform("Linux", "x86_64");
    public MultiArch multiArch = MultiArch.SUPPORTED;
    public List<String> languages = List.of("en_GB");

    /** Adds a feed, the tag and namespace of which are the caller's not to write. */
    public FakeSnapshot with(String uri, String content) {
        return with(
                FeedUri.of(uri),
                element("<interface xmlns='" + Element.ZERO_INSTALL
                        + "' xmlns:compile='http://zero-install.sourceforge.net/2006/namespaces/0compile' uri='" + uri
                        + "'><name>x</name>" + content + "</interface>"));
    }

    public FakeSnapshot with(FeedUri uri, Element document) {
        try {
            feeds.put(uri, FeedReader.read(uri, document));
            return this;
        } catch (MalformedFeed e) {
            throw new AssertionError(e);
        }
    }

    public static Element element(String xml) {
        try {
            return Xml.read(xml.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedXml e) {
            throw new AssertionError(xml, e);
        }
    }

    @Override
    public Lookup feed(FeedUri uri) {
        return new Lookup(Optional.ofNullable(feeds.get(uri)), Optional.ofNullable(problems.get(uri)));
    }

    @Override
    public FeedPreferences preferences(FeedUri feed) {
        return feedPreferences.getOrDefault(feed, FeedPreferences.NONE);
    }

    @Override
    public InterfacePreferences preferences(InterfaceUri interfaceUri) {
        return interfacePreferences.getOrDefault(interfaceUri, InterfacePreferences.NONE);
    }

    @Override
    public Found nativePackages(Feed feed) {
        return packages.getOrDefault(feed.uri(), Found.NONE);
    }

    @Override
    public Availability availability(Implementation implementation) {
        looked.add(implementation.id());
        return implementation
                        .source()
                        .fold(
                                cached -> here.contains(implementation.id()),
                                local -> !local.path().startsWith("/missing"),
                                packaged -> packaged.state() == Implementation.Source.Packaged.State.INSTALLED)
                ? Availability.AVAILABLE
                : Availability.MISSING;
    }

    @Override
    public NetworkUse networkUse() {
        return networkUse;
    }

    @Override
    public Stability stabilityPolicy() {
        return policy;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public MultiArch multiArch() {
        return multiArch;
    }

    @Override
    public List<String> languages() {
        return languages;
    }

    @Override
    public Map<Object, Object> notes() {
        return notes;
    }
}
