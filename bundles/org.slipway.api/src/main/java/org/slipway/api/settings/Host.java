package org.slipway.api.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** The machine and the process that asks. */
@ProviderType
public interface Host {

    /** The environment of the caller, without what {@code bin/slipway} has added or changed. */
    Map<String, String> environment();

    Path workingDirectory();

    Platform platform();

    /** From the caller's locale, in order of preference, as {@code en_GB}. */
    List<String> languages();

    /**
     * The same machine, and another process of the same user that asks.
     *
     * @param environment as that process has it, which {@code bin/slipway} has started
     */
    Host seenFrom(Map<String, String> environment, Path workingDirectory);

    /**
     * @param os as feeds write it: {@code Linux}, {@code MacOSX}, ...
     * @param cpu as feeds write it: {@code x86_64}, {@code aarch64}, ...
     */
    record Platform(String os, String cpu) {}
}
