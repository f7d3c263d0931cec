package org.slipway.cli.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.app.App;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.settings.NetworkUse;
import org.slipway.model.Form;
import org.slipway.model.Requirements;

/** Starts processes that look for news and that nobody waits for. They have a file as input and output, and ignore a hang-up. */
final class Background {
    private static final String HOME = "slipway.home";
    private static final String WOULD = "would check for updates in the background";
    private static final String DETACHED = "trap '' HUP; \"$@\" </dev/null >/dev/null 2>&1 &";

    private final Services services;
    private final Console console;

    Background(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    /** Off the loop. What looks notes that it does, and ends at once where another has just done so. */
    void update(App app) {
        if (services.dryRun.instead(WOULD)) return;
        try {
            start(List.of("_update-bg", "--", "app", app.directory().toString()));
        } catch (IOException notNow) {
            console.warn("no look for news of " + app.name() + ": " + FileSentences.of(notNow));
        }
    }

    /** Looks at feeds that were used though they are old. */
    void refresh(Result.Ready ready, DriverRequest request) {
        if (ready.stale().isEmpty() || request.refresh() != Refresh.AS_NEEDED) return;
        NetworkUse use = request.networkUse().orElseGet(services.settings::networkUse);
        if (use == NetworkUse.OFF_LINE || services.dryRun.instead(WOULD)) return;
        List<String> arguments = new ArrayList<>();
        arguments.add(request.goal() == Goal.SELECT ? "select" : "download");
        arguments.addAll(List.of("--refresh", "--console"));
        arguments.addAll(options(request.requirements()));
        arguments.addAll(List.of("--", request.requirements().interfaceUri().text()));
        services.loop.offLoop(() -> {
            start(arguments);
            return null;
        });
    }

    private static List<String> options(Requirements requirements) {
        List<String> options = new ArrayList<>();
        if (requirements.form() == Form.SOURCE) options.add("--source");
        requirements.cpu().ifPresent(cpu -> options.addAll(List.of("--cpu", cpu)));
        requirements.os().ifPresent(os -> options.addAll(List.of("--os", os)));
        requirements.languages().forEach(language -> options.addAll(List.of("--language", language)));
        options.addAll(List.of("--command", requirements.command().orElse("")));
        new TreeMap<>(requirements.restrictions())
                .forEach((uri, range) -> options.addAll(List.of("--version-for", uri.text(), range.toString())));
        return options;
    }

    private void start(List<String> arguments) throws IOException {
        Optional<Path> program = Optional.ofNullable(System.getProperty(HOME))
                .map(home -> Path.of(home, "bin", "slipway"))
                .filter(Files::isExecutable);
        if (program.isEmpty()) return;
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", DETACHED, "sh", program.get().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(services.host.environment());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
