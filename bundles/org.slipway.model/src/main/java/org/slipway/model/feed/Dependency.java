package org.slipway.model.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.model.Importance;
import org.slipway.model.Role;
import org.slipway.model.VersionExpression;
import org.slipway.model.xml.Element;

/**
 * A {@code requires}, {@code restricts} or {@code runner}: another role that is needed or limited.
 *
 * @param role the interface, and whether its source is wanted
 * @param versions every one of these must hold
 * @param distributions if there, only implementations of one of these ({@code 0install} for those of feeds)
 * @param os if there, the dependency counts only for this operating system
 * @param use if there, what it is for ({@code testing}): then it counts only on demand
 * @param commands the commands of the other implementation that this one uses, by its runner or executable bindings
 * @param bindings how the choice is made known to the program
 * @param element as written, its interface made absolute
 */
public record Dependency(
        Role role,
        Importance importance,
        List<VersionExpression> versions,
        Optional<List<String>> distributions,
        Optional<String> os,
        Optional<String> use,
        Set<String> commands,
        List<Binding> bindings,
        Element element) {}
