/**
 * A working bundle for each extension point, to copy from. Each imports nothing but the foundation's packages, and has a test
 * that extends the contract class of {@code testkit}. Which to begin with:
 *
 * <ul>
 *   <li>{@code cpio}: an archive format
 *   <li>{@code nearest}: a mirror strategy
 *   <li>{@code data}: a transport for another scheme
 *   <li>{@code foureyes}: a trust policy
 *   <li>{@code keynotes}: key information
 *   <li>{@code write}: a recipe step
 *   <li>{@code oldest}, {@code freedom}: a solver, and a ranking rule, which is far less work
 *   <li>{@code stow}: a package manager
 *   <li>{@code folder}: a source of feeds
 *   <li>{@code chat}: a way to ask the user
 *   <li>{@code tally}: a monitor
 *   <li>{@code plain}: a launcher
 *   <li>{@code seal}: another kind of signature
 * </ul>
 */
package org.slipway.examples;
