package org.slipway.api.app;

import java.util.Optional;

import org.slipway.model.Requirements;

/**
 * What an application is to be.
 *
 * @param message shown above every question that is asked on its behalf
 */
public record Wanted(Requirements requirements, Optional<String> message) {}
