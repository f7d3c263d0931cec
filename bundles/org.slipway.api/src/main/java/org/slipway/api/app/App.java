package org.slipway.api.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.selections.Selections;

/** A named application. Read when asked, as others change it too. */
@ProviderType
public interface App {

    /** Has no separators and does not begin with a dot. */
    String name();

    Path directory();

    /** @throws BadApp if nobody wrote it, or it makes no sense */
    Wanted wanted() throws BadApp, IOException;

    void want(Wanted wanted) throws IOException;

    /** What runs now; absent in an application that was only half made. */
    Optional<Selections> selections() throws BadApp, IOException;

    /** What ran at the end of a day. */
    Optional<Selections> selections(LocalDate day) throws BadApp, IOException;

    /** Where the selections of a day are. */
    Path file(LocalDate day);

    /** The days on which something changed, the newest first; in UTC, as the reference has them. */
    List<LocalDate> history() throws IOException;

    /** From now on these run; what ran earlier today is forgotten. */
    void save(Selections selections) throws IOException;

    /** When news was last looked for and all went well. */
    Optional<Instant> lastChecked() throws IOException;

    /** When a look for news was last begun. */
    Optional<Instant> lastAttempt() throws IOException;

    /** Whether a look for news may begin: after one that came to nothing, none does within an hour. */
    default boolean mayLook(Instant now) throws IOException {
        return lastAttempt()
                .filter(last -> last.plus(Duration.ofHours(1)).isAfter(now))
                .isEmpty();
    }

    /** News has been looked for just now. */
    void checked() throws IOException;

    /** A look for news begins now. */
    void attempted() throws IOException;

    /** What runs now goes on running, whatever feeds say, until it has been {@link #checked}. */
    void hold() throws IOException;

    boolean isHeld() throws IOException;
}
