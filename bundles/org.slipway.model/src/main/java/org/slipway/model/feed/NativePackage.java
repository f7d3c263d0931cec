package org.slipway.model.feed;

import java.util.List;
import java.util.Optional;

import org.slipway.model.xml.Element;

/**
 * A {@code package-implementation}: which packages of which distributions provide the interface.
 *
 * @param packageName the name as that distribution writes it
 * @param distributions the distributions meant; empty for any
 * @param main the program's absolute path where the package manager does not know better
 * @param inherited attributes, dependencies, bindings and commands for what the package manager finds
 * @param element as written, for attributes that only one distribution understands
 */
public record NativePackage(
        String packageName, List<String> distributions, Optional<String> main, Inherited inherited, Element element) {}
