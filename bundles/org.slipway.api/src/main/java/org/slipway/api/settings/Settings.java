package org.slipway.api.settings;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What the user has set: in {@code injector/global} what {@code 0install} knows too, in {@code injector/slipway} the rest.
 * Read when asked, so that it is always as the files say. What a container's configuration {@code org.slipway.settings} says
 * counts before them.
 */
@ProviderType
public interface Settings {

    NetworkUse networkUse();

    /** How old a check of a feed may be; zero for any age. */
    Duration freshness();

    /** Whether testing versions are as good as stable ones. */
    Consent helpWithTesting();

    /** Whether a good vote is enough to trust the key of a feed never seen before. */
    Consent autoApproveKeys();

    /** Absent if nobody is to be asked. */
    Optional<URI> keyInfoServer();

    /** The base of the default mirror; absent for none. */
    Optional<URI> mirror();

    /** How the servers of others are dealt with. */
    Network network();

    /** Whether a file that several implementations have is kept once. */
    Consent optimise();

    /**
     * How many bytes one of an archive may become, so that a small one cannot fill the disk before it is known to be wrong;
     * some more are for every implementation.
     */
    long unpackRatio();

    /** The feed of Slipway itself, from which its command line is updated; absent if it is not to be. */
    Optional<URI> selfUpdateFeed();

    enum Consent {
        YES,
        NO
    }

    /**
     * The settings that {@code slipway config} shows and changes: those that {@code 0install} knows, then ours, each in the
     * order of their names.
     */
    List<Setting> list();

    /**
     * What in the files cannot be understood, and counts as not set: a sentence each, with the file and the line.
     *
     * @throws IOException if a file is there but cannot be read
     */
    List<String> problems() throws IOException;

    /**
     * Changes a setting in the file; everything else in it stays.
     *
     * @throws IllegalArgumentException with a sentence for the user, if there is no such setting, the value is not one of
     *     its own, or a container's configuration has it
     */
    void set(String name, String value) throws IOException;

    /**
     * @param value as the user writes it
     * @param values what it may be, for messages and completion; empty if it is free
     * @param listed whether it is shown where no name is given
     */
    record Setting(String name, String value, List<String> values, Listed listed) {
        public Setting(String name, String value, List<String> values) {
            this(name, value, values, Listed.ALWAYS);
        }
    }

    enum Listed {
        ALWAYS,
        /** One of ours that the user has not set. */
        ON_REQUEST
    }
}
