package org.slipway.driver.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.packages.PackageManager.Presence;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;

/** What all package managers of this machine have for a feed. Off the loop. */
@Component(service = NativePackages.class)
public final class NativePackages {

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<PackageManager> managers = List.of();

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Providers<PackageManager> providers;

    @Activate
    public NativePackages(@Reference Loop loop) {
        // What is found says what is wrong.
        this.providers =
                new Providers<>(loop, "package manager", () -> Providers.inOrder(List.copyOf(managers)), text -> {});
    }

    Found find(Feed feed, Depth depth) {
        if (feed.nativePackages().isEmpty()) return Found.NONE;
        List<Implementation> implementations = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Provider<PackageManager> manager : providers.all()) {
            if (manager.isLost()) continue;
            try {
                Found found = manager.ask(LONGEST, asked -> find(asked, feed, depth));
                implementations.addAll(found.implementations());
                problems.addAll(found.problems());
            } catch (Provider.Defect defect) {
                problems.add(defect.getMessage());
            } catch (Exception unexpected) {
                problems.add(manager.isBroken(unexpected.toString()).getMessage());
            }
        }
        return new Found(List.copyOf(implementations), List.copyOf(problems));
    }

    private static Found find(PackageManager manager, Feed feed, Depth depth) {
        if (manager.presence() == Presence.ABSENT) return Found.NONE;
        Found found = manager.find(feed.uri(), feed.nativePackages(), depth);
        return new Found(List.copyOf(found.implementations()), List.copyOf(found.problems()));
    }
}
