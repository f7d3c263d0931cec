package org.slipway.solver.internal.candidates;

import java.util.Map;
import java.util.Optional;

import org.slipway.api.settings.Host.Platform;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Remedy.Accepted;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.Architecture;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.Stability;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.FeedImport;

/** What the requirements and the machine leave possible. */
public final class Scope {

    /** The rank of what does not fit; what says nothing ranks before it. */
    private static final int UNFIT = 200;

    private static final int ANY = 100;

    private final Map<String, Integer> systems;
    private final Map<String, Integer> processors;
    private final Languages languages;
    private final Map<InterfaceUri, VersionExpression> restrictions;
    private final Compilation mayCompile;
    private final boolean testing;
    private final Concessions concessions;
    private final NetworkUse networkUse;

    public Scope(Requirements requirements, Snapshot snapshot) {
        this(requirements, snapshot, Concessions.NONE);
    }

    public Scope(Requirements requirements, Snapshot snapshot, Concessions concessions) {
        this.concessions = concessions;
        this.networkUse = concessions.networkUse().orElse(snapshot.networkUse());
        Platform host = snapshot.platform();
        String os = named(requirements.os()).orElse(host.os());
        String cpu = named(requirements.cpu()).orElse(host.cpu());
        boolean mixed = !os.equals("Linux") || snapshot.multiArch() == Snapshot.MultiArch.SUPPORTED;
        this.systems = Platforms.systems(os);
        this.processors = Platforms.processors(cpu, mixed ? Platforms.WordSizes.MIXED : Platforms.WordSizes.OWN);
        this.languages =
                new Languages(requirements.languages().isEmpty() ? snapshot.languages() : requirements.languages());
        this.restrictions = requirements.restrictions();
        this.mayCompile = requirements.mayCompile();
        this.testing = requirements.command().equals(Optional.of("test"));
    }

    private static Optional<String> named(Optional<String> part) {
        return part.filter(p -> !p.equals("*"));
    }

    public boolean fitsSystem(Optional<String> os) {
        return os.map(systems::containsKey).orElse(true);
    }

    public boolean fitsProcessor(Optional<String> cpu) {
        return cpu.map(processors::containsKey).orElse(true);
    }

    /** Greater is better. */
    int systemScore(Architecture architecture) {
        return -architecture.os().map(os -> systems.getOrDefault(os, UNFIT)).orElse(ANY);
    }

    /** Greater is better. */
    int processorScore(Architecture architecture) {
        return -architecture
                .cpu()
                .map(cpu -> processors.getOrDefault(cpu, UNFIT))
                .orElse(ANY);
    }

    NetworkUse networkUse() {
        return networkUse;
    }

    /** Whether it is rated too badly to be used. */
    boolean isPoor(InterfaceUri interfaceUri, Stability stability) {
        return stability.compareTo(Stability.BUGGY) <= 0
                && !concessions.accepted().contains(new Accepted(interfaceUri, stability));
    }

    Languages languages() {
        return languages;
    }

    boolean mayCompileFor(Form wanted) {
        return mayCompile == Compilation.ALLOWED && wanted == Form.BINARY;
    }

    /** Whether there is a point in looking into another feed. */
    boolean useful(FeedImport feed, Form wanted) {
        Architecture architecture = feed.architecture();
        if (!fitsSystem(architecture.os())) return false;
        if (architecture.cpu().isEmpty()) return true;
        if (architecture.source()) return wanted == Form.SOURCE || mayCompile == Compilation.ALLOWED;
        return wanted == Form.BINARY && fitsProcessor(architecture.cpu());
    }

    /** Whether a dependency counts: the old {@code use="testing"} stands for the command {@code test}. */
    public boolean needs(Dependency dependency) {
        boolean used =
                dependency.use().map(use -> testing && use.equals("testing")).orElse(true);
        return used
                && fitsSystem(dependency.os())
                && !concessions.supplied().contains(dependency.role().interfaceUri());
    }

    /** What the user demands of an interface. */
    public Optional<Restriction> demanded(InterfaceUri interfaceUri) {
        Optional<Concessions.Chosen> chosen =
                concessions.chosen().filter(c -> c.interfaceUri().equals(interfaceUri));
        if (chosen.isPresent()) return Optional.of(new Restriction(chosen.get()::is, "this one"));
        return Optional.ofNullable(restrictions.get(interfaceUri)).map(Restriction::versions);
    }
}
