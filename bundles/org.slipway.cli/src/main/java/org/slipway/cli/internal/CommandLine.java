package org.slipway.cli.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Host;

/**
 * The way in: takes what was typed, gives the exit status. A dry run begins before anybody else is there to write
 * something.
 */
@Component(service = ToIntFunction.class, property = "slipway.front-end=terminal")
public final class CommandLine implements ToIntFunction<String[]> {
    private static final Set<String> GROUPS = Set.of("catalog", "feed", "plugin", "self", "store", "trust");

    private final Console console;
    private final Host host;
    private final DryRun dryRun;
    private final ComponentServiceObjects<Terminal> terminal;

    @Activate
    public CommandLine(
            @Reference Console console,
            @Reference Host host,
            @Reference DryRun dryRun,
            @Reference ComponentServiceObjects<Terminal> terminal) {
        this.console = console;
        this.host = host;
        this.dryRun = dryRun;
        this.terminal = terminal;
    }

    @Override
    public int applyAsInt(String[] typed) {
        boolean statuses = List.of(typed).contains(Option.STATUSES.text());
        int status;
        try {
            checkHome(host.environment());
            Arguments arguments = Arguments.parse(List.of(typed));
            // What comes after a program's name is for the program.
            statuses = arguments.has(Option.STATUSES);
            status = run(arguments);
        } catch (Complaint complaint) {
            console.say(complaint.getMessage());
            status = complaint.status().number();
        }
        if (!console.finish()) {
            console.say("slipway: standard output cannot be written");
            status = status == 0 ? Status.FILES.number() : status;
        }
        // The reference has 0 and 1.
        return statuses ? status : Math.min(status, 1);
    }

    /** Else files would be made wherever the user happens to be. */
    static void checkHome(Map<String, String> environment) throws Complaint {
        String home = environment.getOrDefault("HOME", "/");
        if (!home.startsWith("/") && !environment.containsKey("ZEROINSTALL_PORTABLE_BASE"))
            throw new Complaint("HOME is '" + home + "', which is not an absolute path: set it to your home directory");
    }

    private int run(Arguments arguments) throws Complaint {
        if (!arguments.has(Option.DRY_RUN)) return terminal.getService().run(arguments);
        dryRun.begin(command(arguments.words()), arguments);
        try {
            return terminal.getService().run(arguments);
        } finally {
            dryRun.end();
        }
    }

    private static String command(List<String> words) {
        if (words.isEmpty()) return "";
        boolean one = words.size() == 1 || !GROUPS.contains(words.get(0));
        return one ? words.get(0) : words.get(0) + " " + words.get(1);
    }
}
