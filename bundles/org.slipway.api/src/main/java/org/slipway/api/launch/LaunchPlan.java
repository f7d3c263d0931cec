package org.slipway.api.launch;

/**
 * How to start a program.
 *
 * @param script POSIX sh: sets the environment and ends in {@code exec} of the program with {@code "$@"} behind the
 *     arguments of the commands. It needs nothing but {@code "$@"} and the environment
 */
public record LaunchPlan(String script) {}
