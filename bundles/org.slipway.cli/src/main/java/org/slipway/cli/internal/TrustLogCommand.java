package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.slipway.api.trust.TrustLog;

/** {@code trust log}: when which key was first seen, trusted, and trusted no more. */
final class TrustLogCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    TrustLogCommand(Services services, Console console) {
        super(services.loop, "trust log", "", Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        TrustLog.Reading log = services.log.read();
        if (invocation.has(Option.JSON))
            console.print(JsonText.of(Map.of(
                    "entries",
                    log.entries().stream().map(TrustLogCommand::json).toList(),
                    "altered",
                    log.state() == TrustLog.State.ALTERED)));
        else log.entries().forEach(entry -> console.print(text(entry)));
        if (log.state() == TrustLog.State.ALTERED)
            throw new Complaint("What follows in the log has been changed since it was written, and is not shown.\n"
                    + "Somebody else can write your files; move the log away once you know why");
    }

    private static String text(TrustLog.Entry entry) {
        return (entry.time() + " " + what(entry) + " " + entry.key() + " " + entry.domain() + " " + entry.detail())
                .stripTrailing();
    }

    private static Map<String, Object> json(TrustLog.Entry entry) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("time", entry.time().toString());
        object.put("what", what(entry));
        object.put("key", entry.key().toString());
        object.put("domain", entry.domain().toString());
        object.put("detail", entry.detail());
        return object;
    }

    private static String what(TrustLog.Entry entry) {
        return entry.what().name().toLowerCase(Locale.ROOT);
    }
}
