package org.slipway.model.feed;

import java.util.List;
import java.util.Optional;

import org.slipway.model.InterfaceUri;
import org.slipway.model.xml.Element;

/**
 * A named entry point.
 *
 * @param path relative to the implementation; absent if the runner needs none, absolute for native packages
 * @param arguments given before the user's
 * @param runner the program that runs this one
 * @param dependencies needed only if this command is used; the runner is one of them
 * @param bindings in force only if this command is used
 */
public record Command(
        String name,
        Optional<String> path,
        List<Argument> arguments,
        Optional<Runner> runner,
        List<Dependency> dependencies,
        List<Binding> bindings,
        Element element) {

    /**
     * @param command the command of the runner's implementation
     * @param arguments given to the runner before this command's path
     */
    public record Runner(InterfaceUri interfaceUri, String command, List<Argument> arguments) {}
}
