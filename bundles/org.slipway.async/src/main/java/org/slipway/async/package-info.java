/**
 * The contract to work without blocking: one {@link org.slipway.async.Loop} that runs every callback and owns all domain
 * state, a {@link org.slipway.async.Switch} that cleans up whatever happens, and four ways to combine promises
 * ({@code first}, {@code inSeries}, {@code using}, {@link org.slipway.async.Permits}).
 *
 * <p>{@link org.slipway.async.Providers} are those who serve an extension point: how to ask them so that none can do harm;
 * {@link org.slipway.async.Programs} are what other people have written, which is waited for as long as it is wanted. In an
 * {@link org.slipway.async.OwnedDirectory} lies what a process leaves when it is killed.
 *
 * <p>Everything here is to be called on the loop, but for {@link org.slipway.async.Loop#run},
 * {@link org.slipway.async.Loop#promises()}, bells, programs and owned directories, which are for any thread. The loop is
 * published as a service; do not make promises any other way.
 *
 * <p>An application that embeds the bundles has this package itself, and the bundle takes that one then.
 */
@Export(substitution = Export.Substitution.PROVIDER)
@Version("1.3.0")
package org.slipway.async;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
