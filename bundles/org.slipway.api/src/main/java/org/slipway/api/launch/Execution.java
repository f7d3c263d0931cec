package org.slipway.api.launch;

import java.util.List;
import java.util.Map;

/**
 * What a launch comes to with the environment as it is now: for those who show it, or start the program themselves.
 *
 * @param arguments the whole command line, the path of the program first
 * @param environment the variables that get a value of their own; the others stay as the caller has them, none is taken away
 */
public record Execution(List<String> arguments, Map<String, String> environment) {}
