package org.slipway.driver.internal;

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
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;

/** What all package managers of this machine have for a feed. Off the loop. */
@Component(service = NativePackages.class)
public final class NativePackages {

    @Reference(fieldOption = FieldOption.REPLACE)
    private volatile List<PackageManager> managers = List.of();

    @Activate
    public NativePackages() {}

    NativePackages(List<PackageManager> managers) {
        this.managers = managers;
    }

    Found find(Feed feed, Depth depth) {
        if (feed.nativePackages().isEmpty()) return Found.NONE;
        List<Implementation> implementations = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (PackageManager manager : managers) {
            try {
                if (manager.presence() == Presence.ABSENT) continue;
                Found found = manager.find(feed.uri(), feed.nativePackages(), depth);
                implementations.addAll(found.implementations());
                problems.addAll(found.problems());
            } catch (RuntimeException broken) {
                problems.add("The package manager plug-in " + manager.getClass().getName() + " failed: " + broken);
            }
        }
        return new Found(List.copyOf(implementations), List.copyOf(problems));
    }
}
