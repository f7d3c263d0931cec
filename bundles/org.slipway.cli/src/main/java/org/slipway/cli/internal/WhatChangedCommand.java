package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.model.selections.Selections;

/** {@code whatchanged}: what the last update of an application has brought. */
final class WhatChangedCommand extends SimpleCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Services services;
    private final Console console;

    WhatChangedCommand(Services services, Console console) {
        super(services.loop, "whatchanged", "APP-NAME", Option.FULL, Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() != 1) throw new WrongUsage();
        App app = DestroyCommand.named(services, invocation.words().get(0));
        List<LocalDate> days = app.history();
        if (days.isEmpty())
            throw new Complaint(
                    "Invalid application: no selections found! Try '" + command("destroy " + app.name()) + "'");
        if (invocation.has(Option.JSON)) {
            console.print(json(app, days, invocation.has(Option.FULL)));
            return;
        }
        times(app);
        console.print("Last update     : " + days.get(0));
        if (days.size() == 1) {
            console.print("No previous history to compare against.");
            console.print("Use \"" + command("show " + app.name()) + "\" to see the current selections.");
        } else {
            compare(app, days.get(1), days.get(0), invocation.has(Option.FULL));
        }
    }

    private String json(App app, List<LocalDate> days, boolean full) throws Complaint, IOException {
        Optional<LocalDate> previous = days.stream().skip(1).findFirst();
        JsonObject json = new JsonObject()
                .with("app", app.name())
                .with("checked", checked(app).map(Instant::toString).orElse(null))
                .with("attempted", app.lastAttempt().map(Instant::toString).orElse(null))
                .with("update", days.get(0).toString())
                .with("previous", previous.map(LocalDate::toString).orElse(null))
                .with("changes", previous.isEmpty() ? List.of() : changes(app, previous.get()))
                .with(
                        "difference",
                        full && previous.isPresent()
                                ? new String(difference(app.file(previous.get()), app.file(days.get(0))), UTF_8)
                                : null);
        return json.line();
    }

    private static List<String> changes(App app, LocalDate previous) throws Complaint, IOException {
        return VersionChanges.of(Optional.of(of(app, previous)), ShowCommand.selections(app));
    }

    private static String command(String arguments) {
        return "0install " + arguments;
    }

    private void times(App app) throws IOException {
        Optional<Instant> checked = checked(app);
        if (app.isHeld()) console.print("Rolled back     : until 'slipway update " + app.name() + "'");
        checked.ifPresent(time -> console.print("Last checked    : " + TIME.format(time)));
        app.lastAttempt()
                .filter(attempt -> attempt.isAfter(checked.orElse(Instant.EPOCH)))
                .ifPresent(attempt -> console.print("Last attempt    : " + TIME.format(attempt)));
    }

    private static Optional<Instant> checked(App app) throws IOException {
        return app.isHeld() ? Optional.empty() : app.lastChecked();
    }

    private void compare(App app, LocalDate previous, LocalDate current, boolean full) throws Complaint, IOException {
        console.print("Previous update : " + previous);
        console.print("");
        if (full) console.write(difference(app.file(previous), app.file(current)));
        else {
            List<String> changes = changes(app, previous);
            changes.forEach(console::print);
            if (changes.isEmpty()) console.print("No changes to versions (use --full to see all changes).");
        }
        console.print("");
        console.print("To run using the previous selections, use:");
        console.print(command("run " + app.file(previous)));
    }

    private static byte[] difference(Path before, Path now) throws Complaint, IOException {
        try {
            Process diff = new ProcessBuilder("diff", "-u", "--", before.toString(), now.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            diff.getOutputStream().close();
            return diff.getInputStream().readAllBytes();
        } catch (IOException none) {
            throw new Complaint("--full needs the program diff: install it");
        }
    }

    private static Selections of(App app, LocalDate day) throws Complaint, IOException {
        try {
            return app.selections(day)
                    .orElseThrow(() -> new Complaint(app.file(day) + " has just been deleted. Try again"));
        } catch (BadApp bad) {
            throw new Complaint(bad.getMessage(), Status.MALFORMED);
        }
    }
}
