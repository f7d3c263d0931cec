package org.slipway.cli.internal;

import java.util.Locale;

import org.slipway.api.trust.TrustLog;

/** {@code trust log}: when which key was first seen, trusted, and trusted no more. */
final class TrustLogCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    TrustLogCommand(Services services, Console console) {
        super(services.loop, "trust log", "");
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        TrustLog.Reading log = services.log.read();
        for (TrustLog.Entry entry : log.entries())
            console.print((entry.time() + " " + entry.what().name().toLowerCase(Locale.ROOT) + " " + entry.key() + " "
                            + entry.domain() + " " + entry.detail())
                    .stripTrailing());
        if (log.state() == TrustLog.State.ALTERED)
            throw new Complaint("What follows in the log has been changed since it was written, and is not shown.\n"
                    + "Somebody else can write your files; move the log away once you know why");
    }
}
