package org.slipway.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.solver.Choice;
import org.slipway.api.window.Proposal;
import org.slipway.api.window.Proposal.Component;
import org.slipway.api.window.Proposal.Place;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** What is chosen, with what its feeds say of it, for somebody to look at. Reads the store and the cache: off the loop. */
final class Offering {
    private final Services services;

    Offering(Services services) {
        this.services = services;
    }

    Proposal of(Selections selections, List<Choice> choices, Goal goal) throws IOException {
        List<Component> components = new ArrayList<>();
        for (Selection selection : selections.selections()) components.add(of(selection, choices));
        return new Proposal(action(goal), components);
    }

    private static String action(Goal goal) {
        return switch (goal) {
            case SELECT -> "Choose these";
            case RUN -> "Run";
            case DOWNLOAD -> "Download";
        };
    }

    private Component of(Selection selection, List<Choice> choices) throws IOException {
        Optional<Implementation> known = implementation(selection);
        Place place = place(selection);
        return new Component(
                selection.role().toString(),
                selection.version().toString(),
                known.map(implementation -> implementation.stability().text()).orElse(""),
                place == Place.TO_DOWNLOAD ? size(known) : OptionalLong.empty(),
                place,
                choices.stream()
                        .filter(choice -> choice.role().equals(selection.role()))
                        .findFirst()
                        .map(Offering::reasons)
                        .orElse(List.of()));
    }

    private Place place(Selection selection) {
        if (selection.nativePackage().isPresent()) return Place.PACKAGE;
        boolean here = selection.localPath().isPresent()
                || services.store.find(selection.digests()).isPresent();
        return here ? Place.HERE : Place.TO_DOWNLOAD;
    }

    private Optional<Implementation> implementation(Selection selection) throws IOException {
        if (selection.nativePackage().isPresent()) return Optional.empty();
        try {
            Optional<Feed> feed = services.feeds.get(selection.feed());
            return feed.map(known -> known.implementations().get(selection.id()));
        } catch (UnusableFeed nothingToSay) {
            return Optional.empty();
        }
    }

    /** Of the first way to get it. */
    private static OptionalLong size(Optional<Implementation> implementation) {
        if (implementation.isEmpty() || !(implementation.get().source() instanceof Implementation.Source.Cached cached))
            return OptionalLong.empty();
        long size = 0;
        for (RetrievalMethod method : cached.retrievalMethods()) {
            for (Step step : method.steps()) {
                OptionalLong part = size(step);
                if (part.isEmpty()) return part;
                size += part.getAsLong();
            }
            return OptionalLong.of(size);
        }
        return OptionalLong.empty();
    }

    private static OptionalLong size(Step step) {
        if (step instanceof Step.Archive archive) return archive.size();
        if (step instanceof Step.File file) return file.size();
        return OptionalLong.of(0);
    }

    /** Without the first line, which says what was chosen. */
    private static List<String> reasons(Choice choice) {
        return ChoiceText.of(choice).lines().skip(1).map(String::strip).toList();
    }
}
