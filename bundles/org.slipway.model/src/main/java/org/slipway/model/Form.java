package org.slipway.model;

/** Whether something to run or something to compile is meant. */
public enum Form {
    BINARY,
    SOURCE
}
