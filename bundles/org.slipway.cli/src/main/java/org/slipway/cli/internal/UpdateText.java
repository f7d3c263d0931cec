package org.slipway.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.selections.Selections;

/** What an update has brought, as the reference tells it. Reads feeds: off the loop. */
final class UpdateText {
    private final Services services;

    UpdateText(Services services) {
        this.services = services;
    }

    /**
     * @param changes in words
     * @param otherwise whether something has changed that is not a version
     * @param newer a later version than the selected one, which may be source code
     * @param untested whether it would do to allow testing versions
     */
    record News(
            InterfaceUri root,
            Optional<InterfaceUri> replacedBy,
            List<String> changes,
            boolean otherwise,
            Version selected,
            Optional<Version> newer,
            boolean untested) {
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            replacedBy.ifPresent(other -> lines.add("Warning: interface " + root + " has been replaced by " + other));
            lines.addAll(changes);
            if (changes.isEmpty() && otherwise)
                lines.add("Updates to metadata found, but no change to version (" + selected + ").");
            newer.ifPresent(version -> lines.add("A later version (" + root + " " + version
                    + ") exists but was not selected. Using " + selected + " instead."));
            if (untested) lines.add("To select \"testing\" versions, use:\n0install config help_with_testing True");
            if (newer.isEmpty() && changes.isEmpty() && !otherwise)
                lines.add("No updates found. Continuing with version " + selected + ".");
            return lines;
        }

        Map<String, Object> json() {
            return new JsonObject()
                    .with("changed", !changes.isEmpty() || otherwise)
                    .with("changes", changes)
                    .with("version", selected.toString())
                    .with("newer", newer.map(Version::toString).orElse(null))
                    .with("replacedBy", replacedBy.map(InterfaceUri::text).orElse(null))
                    .members();
        }
    }

    /**
     * @param old empty if there were none
     * @param choices behind {@code now}
     */
    News of(Optional<Selections> old, Selections now, List<Choice> choices) throws IOException {
        InterfaceUri root = now.root().interfaceUri();
        Candidate selected = choice(now, choices).selected();
        Optional<Candidate> newer = newer(root, choice(now, choices));
        List<String> changes = VersionChanges.of(old, now);
        return new News(
                root,
                feed(FeedUri.of(root.text())).flatMap(Feed::replacedBy),
                changes,
                changes.isEmpty() && old.isPresent() && !old.get().isSameAs(now),
                selected.version(),
                newer.map(Candidate::version),
                newer.isPresent() && isUntested(root, newer.get()));
    }

    private static Choice choice(Selections selections, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.role().equals(selections.root()))
                .findFirst()
                .orElseThrow();
    }

    /** Source code counts, too: somebody may compile it. */
    private Optional<Candidate> newer(InterfaceUri root, Choice choice) throws IOException {
        Stream<Candidate> source = choice.role().form() == Form.SOURCE
                ? Stream.empty()
                : implementations(root)
                        .filter(implementation -> implementation.architecture().source())
                        .map(implementation -> new Candidate(implementation.version(), implementation.id()));
        return Stream.concat(choice.others().stream().map(Choice.Other::candidate), source)
                .filter(other -> other.version().compareTo(choice.selected().version()) > 0)
                .max(Comparator.comparing(Candidate::version));
    }

    private boolean isUntested(InterfaceUri root, Candidate newer) throws IOException {
        return services.settings.helpWithTesting() == Consent.NO
                && stability(root, newer)
                        .filter(stability -> stability.compareTo(Stability.STABLE) < 0)
                        .isPresent();
    }

    private Optional<Stability> stability(InterfaceUri root, Candidate candidate) throws IOException {
        return implementations(root)
                .filter(implementation -> implementation.id().equals(candidate.id()))
                .map(Implementation::stability)
                .findFirst();
    }

    private Stream<Implementation> implementations(InterfaceUri root) throws IOException {
        FeedUri main = FeedUri.of(root.text());
        List<FeedUri> feeds = new ArrayList<>(List.of(main));
        feed(main).ifPresent(feed -> feed.imports().forEach(one -> feeds.add(one.uri())));
        services.feeds.preferences(root).feeds().forEach(one -> feeds.add(one.uri()));
        return feeds.stream()
                .flatMap(uri -> feed(uri).stream())
                .flatMap(feed -> feed.implementations().values().stream());
    }

    private Optional<Feed> feed(FeedUri uri) {
        try {
            return services.feeds.get(uri);
        } catch (UnusableFeed unusable) {
            return Optional.empty();
        }
    }
}
