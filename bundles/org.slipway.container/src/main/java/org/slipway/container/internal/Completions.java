package org.slipway.container.internal;

import java.util.List;
import java.util.Map;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Completes the arguments of our commands: feeds that are cached, keys that are trusted. Names of commands Gogo completes
 * itself. A session has completions of its own, and they are told to it as its profile tells them, before its first command;
 * a shell that has none is left alone.
 */
@Component
public final class Completions implements CommandSessionListener {
    /** Where Gogo's shell on JLine keeps them. */
    private static final String COMPLETIONS = ".completions";

    private static final String TOLD = ".slipway.completions";
    private static final List<String> LINES = List.of(
            "complete -c slipway:select -a slipway:feeds",
            "complete -c slipway:download -a slipway:feeds",
            "complete -c slipway:why -a slipway:feeds",
            "complete -c slipway:trust -a slipway:keys",
            "complete -c slipway:distrust -a slipway:keys");

    @Activate
    public Completions(@Reference(target = "(package=org.apache.felix.service.command)") Present commands) {}

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        if (!(session.get(COMPLETIONS) instanceof Map) || session.get(TOLD) != null) return;
        session.put(TOLD, true);
        for (String line : LINES) {
            try {
                session.execute(line);
            } catch (Exception anotherShell) {
                return;
            }
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {}

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {}
}
