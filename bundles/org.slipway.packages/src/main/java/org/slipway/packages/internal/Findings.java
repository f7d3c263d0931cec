package org.slipway.packages.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Stability;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.feed.Implementation.Source.Packaged.State;
import org.slipway.model.feed.Inherited;
import org.slipway.model.feed.NativePackage;

/** What a look for a feed's packages comes to. */
final class Findings {
    private final String distribution;
    private final String prefix;
    private final FeedUri feed;
    private final MainProgram main;
    /** By id; what is installed replaces what could be. */
    private final Map<String, Implementation> implementations = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();

    /** @param prefix how identifiers begin: {@code package:deb} */
    Findings(String distribution, String prefix, FeedUri feed, MainProgram main) {
        this.distribution = distribution;
        this.prefix = prefix;
        this.feed = feed;
        this.main = main;
    }

    Found found() {
        return new Found(List.copyOf(implementations.values()), List.copyOf(problems));
    }

    void problem(String text) {
        problems.add(text);
    }

    void installable(NativePackage wanted, PackageVersion found) {
        Map<String, Command> commands = wanted.inherited().commands();
        add(wanted, found, State.INSTALLABLE, Optional.empty(), commands);
    }

    void installed(NativePackage wanted, PackageVersion found, Optional<QuickTest> test) {
        Map<String, Command> commands = main.corrected(wanted.inherited().commands(), found);
        add(wanted, found, State.INSTALLED, test, commands);
    }

    void installed(NativePackage wanted, Listing.Installed listed) {
        for (PackageVersion version : listed.versions()) installed(wanted, version, listed.test());
    }

    /** @param program where it is, whatever the feed says */
    void installed(NativePackage wanted, PackageVersion found, QuickTest test, String program) {
        Map<String, Command> commands =
                MainProgram.at(program, wanted.inherited().commands());
        add(wanted, found, State.INSTALLED, Optional.of(test), commands);
    }

    private void add(
            NativePackage wanted,
            PackageVersion found,
            State state,
            Optional<QuickTest> test,
            Map<String, Command> commands) {
        if (!isWanted(wanted, found)) return;
        String id = prefix + ":" + found.name() + ":" + found.version() + ":" + found.cpu();
        Inherited given = wanted.inherited();
        Map<QName, String> attributes = new LinkedHashMap<>(given.attributes());
        attributes.put(new QName("id"), id);
        attributes.put(new QName("version"), found.version().toString());
        attributes.put(new QName("from-feed"), new FeedUri.Distribution(feed).text());
        test.ifPresent(known -> known.addTo(attributes));
        Optional<String> cpu = Optional.of(found.cpu()).filter(name -> !name.equals("*"));
        implementations.put(
                id,
                new Implementation(
                        id,
                        new FeedUri.Distribution(feed),
                        found.version(),
                        Stability.PACKAGED,
                        new Architecture(Optional.empty(), cpu),
                        new Inherited(attributes, given.dependencies(), given.bindings(), commands),
                        new Packaged(distribution, state),
                        wanted.element()));
    }

    /** Here the {@code version} attribute is a range, not the version. */
    private static boolean isWanted(NativePackage wanted, PackageVersion found) {
        return wanted.element()
                .attribute("version")
                .map(range -> VersionExpression.ofFeed(range).contains(found.version()))
                .orElse(true);
    }
}
