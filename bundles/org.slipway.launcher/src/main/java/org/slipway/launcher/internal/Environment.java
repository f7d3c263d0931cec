package org.slipway.launcher.internal;

import java.util.Optional;

import org.slipway.api.launch.Unlaunchable;
import org.slipway.model.feed.Binding.Environment.Mode;

/** What bindings change. */
interface Environment {

    /** Sets a variable to a fixed text. */
    void set(String name, String value) throws Unlaunchable;

    /** Puts a value before or behind what is there, or what is assumed to be there; alone if that is nothing. */
    void add(Mode mode, String name, String value, String separator, Optional<String> otherwise) throws Unlaunchable;

    /** Sets a variable to the JSON list of a command line. */
    void setJson(String name, CommandLine command) throws Unlaunchable;
}
