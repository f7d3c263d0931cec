package org.slipway.model.feed;

import java.util.List;
import java.util.Map;

import javax.xml.namespace.QName;

/**
 * What an implementation has from its own element and from all groups around it.
 *
 * @param attributes the innermost value of each; {@code stability} and {@code from-feed} are always there
 * @param dependencies those of the outermost group first
 * @param bindings those of the outermost group first
 * @param commands the innermost of each name
 */
public record Inherited(
        Map<QName, String> attributes,
        List<Dependency> dependencies,
        List<Binding> bindings,
        Map<String, Command> commands) {}
